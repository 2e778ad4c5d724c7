// Figures as people read them, in the language of the window.
#pragma once

#include <QString>
#include <string>

namespace tradewind::gui {

QString number(double value, int decimals = 0);             // "1,234.5"; "–" for no number
QString usd(double value);                                  // "160,170 USD"
QString short_usd(double value);                            // "160 k"
QString compact(double value);                              // "1.2 M", "160 k", "12"
QString milliseconds(double value);                         // "487 ms", "9.3 ms", "12.4 s"
QString percent(double share, int decimals = 1);            // "19.3 %"
QString signed_number(double value, int decimals = 0);      // "+1,234", "−12"
QString signed_usd(double value);                           // "+1,234 USD", "−12.3 k USD"
QString with_interval_ms(double value, double half_width);  // "487 ± 2.1 ms"
// "1 file", "1,204 files": both phrases with %1.
QString counted(std::size_t count, const QString& one, const QString& many);
// Identifiers of the catalogue and the bill: "AWS" for "aws", "North America" for "north-america", "GPU instances" for "gpu instances".
QString readable(const std::string& id);
inline QString from(const std::string& text) { return QString::fromStdString(text); }

}  // namespace tradewind::gui
