#include "fidelity/chart.h"

#include <fmt/core.h>

#include <cmath>

namespace tradewind::fidelity {
namespace {

constexpr double size = 560, margin = 64, lowest_ms = 10, highest_ms = 100000;

double place(double ms) { return margin + (size - margin - 16) * std::log(ms / lowest_ms) / std::log(highest_ms / lowest_ms); }
double x_of(double ms) { return place(ms); }
double y_of(double ms) { return size - place(ms); }

std::string diagonal(double factor, const char* style) {
  return fmt::format("<line x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' {}/>\n", x_of(lowest_ms), y_of(lowest_ms * factor),
                     x_of(highest_ms / 1.1), y_of(highest_ms / 1.1 * factor), style);
}

std::string axes() {
  std::string svg;
  for (double ms = lowest_ms; ms <= highest_ms; ms *= 10) {
    const char* unit = ms < 1000 ? "ms" : "s";
    const double shown = ms < 1000 ? ms : ms / 1000;
    svg += fmt::format(
        "<line x1='{0:.1f}' y1='16' x2='{0:.1f}' y2='{1:.1f}' stroke='#ddd'/><text x='{0:.1f}' y='{2:.1f}' text-anchor='middle'>{3:g} {4}</text>\n",
        x_of(ms), size - margin, size - margin + 18, shown, unit);
    svg += fmt::format(
        "<line x1='{1:.1f}' y1='{0:.1f}' x2='{2:.1f}' y2='{0:.1f}' stroke='#ddd'/><text x='{3:.1f}' y='{4:.1f}' text-anchor='end'>{5:g} {6}</text>\n",
        y_of(ms), margin, size - 16, margin - 6, y_of(ms) + 4, shown, unit);
  }
  svg += fmt::format("<text x='{:.0f}' y='{:.0f}' text-anchor='middle'>measured</text>\n", size / 2, size - 20);
  svg += fmt::format("<text x='16' y='{0:.0f}' text-anchor='middle' transform='rotate(-90 16 {0:.0f})'>predicted</text>\n", size / 2);
  return svg;
}

struct Series {
  const char* name;
  const char* colour;
  double Latencies::*figure;
};
constexpr Series series[] = {
    {"E2E, mean", "#1f5fa8", &Latencies::e2e_mean}, {"TTFT, mean", "#2e8b57", &Latencies::ttft_mean}, {"TTFT, p99", "#c8641e", &Latencies::ttft_p99}};

}  // namespace

std::string chart(const std::vector<const Case*>& cases, const std::vector<Prediction>& predictions) {
  std::string svg = fmt::format(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0:.0f} {0:.0f}' width='{0:.0f}' height='{0:.0f}' font-family='sans-serif' "
      "font-size='12'>\n"
      "<rect width='100%' height='100%' fill='#fff'/>\n",
      size);
  svg += axes();
  svg += diagonal(1, "stroke='#444'") + diagonal(1.1, "stroke='#999' stroke-dasharray='4 3'") +
         diagonal(1 / 1.1, "stroke='#999' stroke-dasharray='4 3'");
  double legend = 34;
  for (const Series& s : series) {
    svg += fmt::format("<circle cx='{0}' cy='{1}' r='4' fill='{2}' fill-opacity='0.75'/><text x='{3}' y='{4}'>{5}</text>\n", margin + 16, legend,
                       s.colour, margin + 26, legend + 4, s.name);
    legend += 18;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const double measured = cases[i]->measured.*s.figure, predicted = predictions[i].run.*s.figure;
      if (cases[i]->overloaded || measured <= 0) continue;
      svg += fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='4' fill='{}' fill-opacity='0.75'/>\n", x_of(measured), y_of(predicted), s.colour);
    }
  }
  svg += fmt::format("<text x='{}' y='{:.0f}' fill='#777'>dashed: 10 % off</text>\n</svg>\n", margin + 12, legend + 4);
  return svg;
}

}  // namespace tradewind::fidelity
