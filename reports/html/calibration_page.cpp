#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "embedded/assets.h"
#include "html/calibration_chart.h"
#include "html/document.h"
#include "html/section.h"
#include "text/markup.h"
#include "text/numbers.h"
#include "tradewind/reports/calibration_report.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using text::Markup;

void constants(Markup& page, const Calibration& calibration) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  html::header_row(page, {"constant", "#before", "#fitted", "#standard error", "what the figures say of it"});
  const auto body = page.scope("tbody");
  for (const FittedConstant& constant : calibration.constants) {
    const auto line = page.scope("tr");
    page.element("th", constant.meaning, {{"scope", "row"}});
    html::number(page, text::decimal(constant.before, 4));
    html::number(page, text::decimal(constant.after, 4));
    html::number(page, "± " + text::decimal(constant.standard_error, 4));
    page.element("td", verdict(constant));
  }
}

std::string percent(double error) { return fmt::format("{:+.1f} %", error * 100); }

void figures(Markup& page, const Measurements& measurements, const Calibration& calibration) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  html::header_row(page, {"run", "figure", "#measured", "#predicted before", "#error", "#predicted after", "#error"});
  const auto body = page.scope("tbody");
  std::size_t last = measurements.runs.size();
  for (const ComparedFigure& figure : calibration.figures) {
    const auto line = page.scope("tr");
    page.element("td", figure.run == last
                           ? ""
                           : fmt::format("{}: {}{}", figure.run + 1, measurements.runs[figure.run].label, figure.kept_out ? " (kept out)" : ""));
    last = figure.run;
    const bool throughput = figure.measured.kind == MeasuredKind::throughput;
    const auto value = [&](double number) { html::number(page, throughput ? fmt::format("{:.3g} /s", number) : text::duration(number)); };
    page.element("td", figure.measured.name());
    value(figure.measured.value);
    value(figure.before);
    html::number(page, percent(figure.error_before()));
    value(figure.after);
    html::number(page, percent(figure.error_after()));
  }
}

std::string lengths(const MeasuredLengths& lengths) {
  if (!lengths.each.empty()) return fmt::format("{}, each known", text::counted(static_cast<std::int64_t>(lengths.each.size()), "length"));
  const auto& known = lengths.quantiles;
  if (known.front().second == known.back().second) return fmt::format("{:.0f}", known.front().second);
  return fmt::format("{:.0f} to {:.0f}", known.front().second, known.back().second);
}

std::string request_of(const MeasuredRun& run) {
  if (run.items > 0) return text::counted(run.items, "item");
  return fmt::format("prompt {}{}, answer {} tokens", lengths(run.prompt),
                     run.prefix.tokens > 0 ? fmt::format(", {} of them shared", run.prefix.tokens) : "", lengths(run.output));
}

void provenance(Markup& page, const Measurements& measurements, const Calibration& calibration) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  html::header_row(page, {"run", "load", "#requests", "each request", "file", "remarks"});
  const auto body = page.scope("tbody");
  std::set<std::size_t> used;
  for (const ComparedFigure& figure : calibration.figures) used.insert(figure.run);
  for (const std::size_t index : used) {
    const MeasuredRun& run = measurements.runs[index];
    const auto line = page.scope("tr");
    page.element("th", fmt::format("{}", index + 1), {{"scope", "row"}});
    page.element("td", run.label, {{"class", "nowrap"}});
    html::number(page, text::grouped(static_cast<double>(run.requests)));
    page.element("td", request_of(run));
    {
      const auto file = page.scope("td");
      page.text(run.file);
      page.element("div", run.tool + (run.server.empty() ? "" : ", " + run.server), {{"class", "small"}});
    }
    const auto remarks = page.scope("td", {{"class", "small"}});
    for (const std::string& note : run.notes) page.element("div", note);
  }
}

void left_out(Markup& page, const Measurements& measurements, const Calibration& calibration) {
  if (measurements.left_out.empty() && calibration.left_out.empty()) return;
  const auto section = page.scope("section");
  html::heading(page, "left-out", "What was left out", "Runs that could not be used, and why.");
  const auto list = page.scope("ul", {{"class", "notes"}});
  for (const auto* notes : {&measurements.left_out, &calibration.left_out})
    for (const std::string& note : *notes) page.element("li", note);
}

// What the run that was kept out says of the fit.
void check(Markup& page, const Measurements& measurements, const Calibration& calibration) {
  const auto kept_out = std::ranges::find(calibration.figures, true, &ComparedFigure::kept_out);
  if (kept_out == calibration.figures.end()) return;
  page.element("p", fmt::format("On the run that was kept out of the fit ({}) they are off by {}.", measurements.runs[kept_out->run].label,
                                text::percent(*calibration.check_error())));
}

void masthead(Markup& page, const std::string& subject, const Measurements& measurements, const Calibration& calibration) {
  page.element("p", "Calibration of " + subject, {{"class", "eyebrow"}});
  {
    const auto title = page.scope("h1");
    page.text("Predictions are off by ");
    page.element("em", text::percent(calibration.mean_error_after()));
    page.text(fmt::format(" on average, by {} before the fit", text::percent(calibration.mean_error_before())));
  }
  check(page, measurements, calibration);
  if (const std::string warning = warning_of(calibration); !warning.empty()) page.element("p", warning, {{"class", "warnings"}});
}

void sections(Markup& page, const Measurements& measurements, const Calibration& calibration) {
  std::set<std::size_t> runs;
  for (const ComparedFigure& figure : calibration.figures) runs.insert(figure.run);
  const auto section = [&](const char* id, const char* title, const std::string& lead, const auto& content) {
    const auto scope = page.scope("section");
    html::heading(page, id, title, lead);
    content();
  };
  section("chart", "Measured against predicted",
          fmt::format("{} of {}. The pool was replayed under each run's load.",
                      text::counted(static_cast<std::int64_t>(calibration.figures.size()), "figure"),
                      text::counted(static_cast<std::int64_t>(runs.size()), "run")),
          [&] { html::calibration_charts(page, measurements, calibration); });
  section("constants", "The constants",
          "For all runs together. What the figures cannot tell apart stays near where it started; the standard error is what remains uncertain.",
          [&] { constants(page, calibration); });
  section("runs", "The runs", "What was measured, and how its load was read.", [&] { provenance(page, measurements, calibration); });
  left_out(page, measurements, calibration);
  section("figures", "Every figure", "", [&] { figures(page, measurements, calibration); });
}

}  // namespace

std::string calibration_html(const std::string& subject, const std::string& source, const Measurements& measurements,
                             const Calibration& calibration) {
  Markup page;
  page.verbatim("<!DOCTYPE html>\n");
  {
    const auto root = page.scope("html", {{"lang", "en"}});
    html::head(page, "Calibration: measured against predicted", version(), {embedded::assets("report.css")});
    const auto body = page.scope("body");
    masthead(page, subject, measurements, calibration);
    {
      const auto main = page.scope("main");
      sections(page, measurements, calibration);
    }
    page.element("footer", fmt::format("Made by Tradewind {}. {}.", version(), source));
  }
  return page.take();
}

}  // namespace tradewind
