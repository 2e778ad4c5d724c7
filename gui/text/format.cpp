#include "text/format.h"

#include <QLocale>
#include <cmath>

namespace tradewind::gui {
namespace {

const QString not_known = QStringLiteral("–");
const QString narrow_space = QStringLiteral("\u00a0");

QString plain(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

// "4.50" as "4.5", "4.00" as "4".
QString trimmed(QString number) {
  if (!number.contains(QLocale().decimalPoint())) return number;
  while (number.endsWith('0')) number.chop(1);
  if (number.endsWith(QLocale().decimalPoint())) number.chop(QLocale().decimalPoint().size());
  return number;
}

}  // namespace

QString number(double value, int decimals) {
  if (!std::isfinite(value)) return not_known;
  const double unit = std::pow(10.0, decimals);
  const double rounded = std::round(value * unit) / unit;
  return plain(rounded == 0 ? 0 : rounded, decimals);
}

QString usd(double value) { return number(value) + narrow_space + "USD"; }

QString compact(double value) {
  if (!std::isfinite(value)) return not_known;
  static constexpr struct {
    double size;
    const char* letter;
  } steps[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
  for (const auto& [size, letter] : steps) {
    if (std::abs(value) < size * 0.9995) continue;
    const double scaled = value / size;
    const double magnitude = std::abs(scaled);
    const int decimals = std::abs(scaled - std::round(scaled)) < 1e-9 ? 0 : magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0;
    return trimmed(plain(scaled, decimals)) + narrow_space + letter;
  }
  const bool whole = std::abs(value - std::round(value)) < 1e-9;
  return trimmed(plain(value, whole || std::abs(value) >= 99.5 ? 0 : std::abs(value) >= 9.95 ? 1 : 2));
}

QString short_usd(double value) { return compact(value); }

QString milliseconds(double value) {
  if (!std::isfinite(value)) return not_known;
  if (std::abs(value) >= 9999.5) return plain(value / 1000, 1) + narrow_space + "s";
  return plain(value, value != 0 && std::abs(value) < 9.95 ? 1 : 0) + narrow_space + "ms";
}

QString percent(double share, int decimals) {
  if (!std::isfinite(share)) return not_known;
  // Never rounded up to a whole that was not reached.
  double value = share * 100;
  if (share < 1 && value > 100 - 0.5 * std::pow(10.0, -decimals)) {
    decimals = std::max(decimals, 2);
    value = std::floor(share * 1e4) / 1e2;
  }
  return plain(value, share == 1 || share == 0 ? 0 : decimals) + narrow_space + "%";
}

QString signed_number(double value, int decimals) {
  const QString text = number(std::abs(value), decimals);
  if (text == number(0, decimals)) return "±" + number(0);
  return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + text;
}

QString signed_usd(double value) {
  const bool is_long = std::abs(value) >= 9999.5;
  return (is_long ? signed_number(value / 1000, 1) + narrow_space + "k" : signed_number(value)) + narrow_space + "USD";
}

QString with_interval_ms(double value, double half_width) {
  if (!(half_width > 0)) return milliseconds(value);
  return number(value, value < 9.95 ? 1 : 0) + " ± " + number(half_width, half_width < 9.95 ? 1 : 0) + narrow_space + "ms";
}

QString counted(std::size_t count, const QString& one, const QString& many) {
  return (count == 1 ? one : many).arg(number(static_cast<double>(count)));
}

}  // namespace tradewind::gui
