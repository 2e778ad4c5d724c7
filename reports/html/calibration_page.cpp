#include <fmt/format.h>

#include <algorithm>

#include "embedded/assets.h"
#include "html/section.h"
#include "svg/axis.h"
#include "text/markup.h"
#include "text/numbers.h"
#include "tradewind/reports/calibration_report.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using svg::coordinate;
using text::Markup;

constexpr double side = 560, left = 62, top = 12, right = 12, bottom = 44;  // pixels of the chart

const char* colour(LatencyKind kind) { return kind == LatencyKind::ttft ? "c0" : kind == LatencyKind::tpot ? "c1" : "c2"; }
const char* in_words(LatencyKind kind) {
  return kind == LatencyKind::ttft ? "first token" : kind == LatencyKind::tpot ? "per output token" : "whole answer";
}

struct Frame {
  svg::Axis x, y;
};

Frame frame_of(const Calibration& calibration) {
  double low = calibration.latencies.front().measured.ms, high = low;
  for (const ComparedLatency& latency : calibration.latencies)
    for (const double ms : {latency.measured.ms, latency.before_ms, latency.after_ms}) {
      if (ms <= 0) continue;
      low = std::min(low, ms);
      high = std::max(high, ms);
    }
  return {svg::Axis(low, high, left, side - right), svg::Axis(low, high, side - bottom, top)};
}

void grid(Markup& page, const Frame& frame) {
  const auto group = page.scope("g", {{"class", "grid"}});
  for (const double tick : frame.y.ticks(6)) {
    const std::string y = coordinate(frame.y.pixel(tick));
    page.empty("line", {{"x1", coordinate(left)}, {"x2", coordinate(side - right)}, {"y1", y}, {"y2", y}});
    page.element("text", text::ms(tick), {{"x", coordinate(left - 8)}, {"y", y}, {"dy", ".32em"}, {"text-anchor", "end"}});
  }
  for (const double tick : frame.x.ticks(6)) {
    const std::string x = coordinate(frame.x.pixel(tick));
    page.empty("line", {{"x1", x}, {"x2", x}, {"y1", coordinate(top)}, {"y2", coordinate(side - bottom)}});
    page.element("text", text::ms(tick), {{"x", x}, {"y", coordinate(side - bottom + 18)}, {"text-anchor", "middle"}});
  }
  page.element("text", "measured, ms", {{"x", coordinate(side - right)}, {"y", coordinate(side - 6)}, {"text-anchor", "end"}, {"class", "axis"}});
  page.element("text", "predicted, ms", {{"x", coordinate(left + 8)}, {"y", coordinate(top + 14)}, {"class", "axis"}});
}

// Where predicted is `factor` times measured, inside the frame.
void diagonal(Markup& page, const Frame& frame, double factor, const char* dash) {
  const double from = std::max(frame.x.ticks(40).front(), frame.y.ticks(40).front() / factor),
               to = std::min(frame.x.ticks(40).back(), frame.y.ticks(40).back() / factor);
  page.empty("line", {{"x1", coordinate(frame.x.pixel(from))},
                      {"y1", coordinate(frame.y.pixel(from * factor))},
                      {"x2", coordinate(frame.x.pixel(to))},
                      {"y2", coordinate(frame.y.pixel(to * factor))},
                      {"style", fmt::format("stroke:var(--faint);stroke-dasharray:{}", dash)}});
}

void point(Markup& page, const Frame& frame, const ComparedLatency& latency, double predicted_ms, bool fitted, const std::string& run) {
  if (predicted_ms <= 0) return;
  const auto mark = page.scope("circle", {{"cx", coordinate(frame.x.pixel(latency.measured.ms))},
                                          {"cy", coordinate(frame.y.pixel(predicted_ms))},
                                          {"r", fitted ? "4.5" : "3.5"},
                                          {"class", colour(latency.measured.kind)},
                                          {"style", fitted ? "fill:var(--c);stroke:var(--page)" : "fill:none;stroke:var(--c);opacity:.55"}});
  page.element("title", fmt::format("{}, {}: measured {}, predicted {}", run, latency.measured.name(), text::duration(latency.measured.ms),
                                    text::duration(predicted_ms)));
}

void chart(Markup& page, std::span<const MeasuredRun> runs, const Calibration& calibration) {
  const Frame frame = frame_of(calibration);
  const auto figure = page.scope("figure", {{"style", "max-width:640px"}});
  {
    const auto svg =
        page.scope("svg", {{"viewBox", fmt::format("0 0 {0} {0}", side)}, {"role", "img"}, {"aria-label", "Measured against predicted"}});
    grid(page, frame);
    diagonal(page, frame, 1, "none");
    diagonal(page, frame, 1.1, "4 4");
    diagonal(page, frame, 1 / 1.1, "4 4");
    for (const ComparedLatency& latency : calibration.latencies) point(page, frame, latency, latency.before_ms, false, runs[latency.run].label);
    for (const ComparedLatency& latency : calibration.latencies) point(page, frame, latency, latency.after_ms, true, runs[latency.run].label);
  }
  const auto legend = page.scope("p", {{"class", "legend"}});
  for (const LatencyKind kind : {LatencyKind::ttft, LatencyKind::tpot, LatencyKind::e2e}) {
    const auto item = page.scope("span", {{"class", fmt::format("item {}", colour(kind))}});
    page.element("span", "", {{"class", "key"}});
    page.text(in_words(kind));
  }
  page.text("Filled: after the fit. Rings: before. Dashed: 10 % off.");
}

void constants(Markup& page, const Calibration& calibration) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  html::header_row(page, {"constant", "#before", "#fitted"});
  const auto body = page.scope("tbody");
  const auto row = [&](const char* name, double before, double after) {
    const auto line = page.scope("tr");
    page.element("th", name, {{"scope", "row"}});
    html::number(page, text::decimal(before, 4));
    html::number(page, text::decimal(after, 4));
  };
  row("factor on the GPU's time", calibration.before.scale, calibration.after.scale);
  row("host time of an iteration, ms", calibration.before.host_ms, calibration.after.host_ms);
  row("host time of a sequence in an iteration, ms", calibration.before.host_ms_per_seq, calibration.after.host_ms_per_seq);
  row("between the HTTP request and the scheduler, ms", calibration.before.frontend_ms, calibration.after.frontend_ms);
}

void figures(Markup& page, std::span<const MeasuredRun> runs, const Calibration& calibration) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  html::header_row(page, {"run", "figure", "#measured, ms", "#predicted before", "#error", "#predicted after", "#error"});
  const auto body = page.scope("tbody");
  for (const ComparedLatency& latency : calibration.latencies) {
    const auto line = page.scope("tr");
    page.element("td", fmt::format("{}, {}", runs[latency.run].file, runs[latency.run].label));
    page.element("td", latency.measured.name());
    html::number(page, text::ms(latency.measured.ms));
    html::number(page, text::ms(latency.before_ms));
    html::number(page, fmt::format("{:+.1f} %", latency.error_before() * 100));
    html::number(page, text::ms(latency.after_ms));
    html::number(page, fmt::format("{:+.1f} %", latency.error_after() * 100));
  }
}

void head(Markup& page) {
  const auto scope = page.scope("head");
  page.empty("meta", {{"charset", "utf-8"}});
  page.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  page.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  page.empty("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
  page.element("title", "Calibration: measured against predicted");
  const auto style = page.scope("style");
  page.verbatim(embedded::assets("report.css"));
}

void sections(Markup& page, const LlmPool& pool, std::span<const MeasuredRun> runs, const Calibration& calibration) {
  const IterationModel& model = pool.groups.front().iteration;
  page.element("p", model.gpu.empty() ? "Affine iteration" : fmt::format("{} on {}, tp {}", model.model, model.gpu, model.tensor_parallel),
               {{"class", "eyebrow"}});
  page.element("h1", fmt::format("Predictions are off by {} on average, by {} before the fit", text::percent(calibration.mean_error_after()),
                                 text::percent(calibration.mean_error_before())));
  const auto main = page.scope("main");
  {
    const auto section = page.scope("section");
    html::heading(page, "chart", "Measured against predicted",
                  fmt::format("{} of {}. The pool was replayed under each run's load.",
                              text::counted(static_cast<std::int64_t>(calibration.latencies.size()), "figure"),
                              text::counted(static_cast<std::int64_t>(runs.size()), "run")));
    chart(page, runs, calibration);
  }
  {
    const auto section = page.scope("section");
    html::heading(page, "constants", "The constants", "Four for all runs together; what the figures cannot tell apart stays near where it started.");
    constants(page, calibration);
  }
  const auto section = page.scope("section");
  html::heading(page, "figures", "Every figure");
  figures(page, runs, calibration);
}

}  // namespace

std::string calibration_html(const LlmPool& pool, std::span<const MeasuredRun> runs, const Calibration& calibration) {
  Markup page;
  page.verbatim("<!DOCTYPE html>\n");
  {
    const auto root = page.scope("html", {{"lang", "en"}});
    head(page);
    const auto body = page.scope("body");
    sections(page, pool, runs, calibration);
    page.element("footer", "Made by Tradewind " + version() + ".");
  }
  return page.take();
}

}  // namespace tradewind
