#include "control/controls.h"

#include <QLineEdit>
#include <QSpinBox>
#include <stdexcept>

namespace tradewind::gui {
namespace {

constexpr const char* control_name = "control";

[[noreturn]] void refuse(const QString& sentence) { throw std::invalid_argument(sentence.toStdString()); }

void choose(QComboBox& choice, const QString& name, const QString& value) {
  const int entry = choice.findData(value);
  QStringList known;
  for (int i = 0; i < choice.count(); ++i) known << choice.itemData(i).toString();
  if (entry < 0) refuse(QString("--set %1=%2: expected one of %3").arg(name, value, known.join(", ")));
  choice.setCurrentIndex(entry);
}

void type_number(QSpinBox& box, const QString& name, const QString& value) {
  bool good = false;
  const int number = value.toInt(&good);
  if (!good || number < box.minimum() || number > box.maximum())
    refuse(QString("--set %1=%2: expected a number from %3 to %4").arg(name, value).arg(box.minimum()).arg(box.maximum()));
  box.setValue(number);
}

}  // namespace

void name_control(QWidget& control, const QString& name) { control.setProperty(control_name, name); }

void name_entries(QComboBox& choice, const QStringList& names) {
  for (int i = 0; i < names.size(); ++i) choice.setItemData(i, names[i]);
}

void set_control(QWidget& page, const QString& name, const QString& value) {
  QStringList known;
  for (QWidget* widget : page.findChildren<QWidget*>()) {
    const QString own = widget->property(control_name).toString();
    if (own.isEmpty()) continue;
    known << own;
    if (own != name) continue;
    if (auto* choice = qobject_cast<QComboBox*>(widget)) return choose(*choice, name, value);
    if (auto* box = qobject_cast<QSpinBox*>(widget)) return type_number(*box, name, value);
    if (auto* line = qobject_cast<QLineEdit*>(widget)) return line->setText(value);
  }
  known.sort();
  refuse(QString("--set %1=%2: expected one of %3").arg(name, value, known.join(", ")));
}

}  // namespace tradewind::gui
