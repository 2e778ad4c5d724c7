#include "text/third_axis.h"

#include "text/format.h"

namespace tradewind::gui {

QString ThirdAxisText::name(ThirdAxis axis) {
  switch (axis) {
    case ThirdAxis::none:
      break;
    case ThirdAxis::net_benefit:
      return tr("net benefit");
    case ThirdAxis::staleness:
      return tr("staleness");
    case ThirdAxis::availability:
      return tr("expected availability");
    case ThirdAxis::carbon:
      return tr("carbon");
  }
  return {};
}

QString ThirdAxisText::heading(ThirdAxis axis) {
  switch (axis) {
    case ThirdAxis::none:
      break;
    case ThirdAxis::net_benefit:
      return tr("Net benefit, USD a month");
    case ThirdAxis::staleness:
      return tr("Staleness, s");
    case ThirdAxis::availability:
      return tr("Expected availability, %");
    case ThirdAxis::carbon:
      return tr("Carbon, kg CO2e a month");
  }
  return {};
}

QString ThirdAxisText::best(ThirdAxis axis) {
  switch (axis) {
    case ThirdAxis::none:
      break;
    case ThirdAxis::net_benefit:
      return tr("earns most");
    case ThirdAxis::staleness:
      return tr("freshest");
    case ThirdAxis::availability:
      return tr("most available");
    case ThirdAxis::carbon:
      return tr("least carbon");
  }
  return {};
}

QString ThirdAxisText::value(ThirdAxis axis, double value) {
  return axis == ThirdAxis::availability ? percent(value, decimals(axis)) : number(value, decimals(axis));
}

int ThirdAxisText::decimals(ThirdAxis axis) { return axis == ThirdAxis::availability ? 4 : words_of(axis).decimals; }

}  // namespace tradewind::gui
