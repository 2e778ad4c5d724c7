// The third axis of the front in the language of the window.
#pragma once

#include <QCoreApplication>
#include <QString>

#include "tradewind/planner/third_axis.h"

namespace tradewind::gui {

class ThirdAxisText {
  Q_DECLARE_TR_FUNCTIONS(ThirdAxisText)

 public:
  static QString name(ThirdAxis axis);                 // "carbon"
  static QString heading(ThirdAxis axis);              // "carbon, kg CO2e/month"
  static QString best(ThirdAxis axis);                 // "least carbon"
  static QString value(ThirdAxis axis, double value);  // "1,234", "99.9987 %"
  static int decimals(ThirdAxis axis);                 // of a value in a column of numbers
  // A share is shown in percent.
  static double in_column(ThirdAxis axis, double value) { return axis == ThirdAxis::availability ? 100 * value : value; }
};

}  // namespace tradewind::gui
