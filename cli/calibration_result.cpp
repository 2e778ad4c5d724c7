#include "calibration_result.h"

#include <fmt/format.h>

#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const Calibration& calibration, double FittedConstant::*value) {
  Json json = Json::object();
  for (const FittedConstant& constant : calibration.constants) json[constant.name] = constant.*value;
  return json;
}

Json as_json(const ComparedFigure& figure, const MeasuredRun& run) {
  const std::string unit = figure.measured.kind == MeasuredKind::throughput ? "rps" : "ms";
  return {{"file", run.file},
          {"tool", run.tool},
          {"run", run.label},
          {"figure", figure.measured.name()},
          {"kept_out", figure.kept_out},
          {"measured_" + unit, figure.measured.value},
          {"predicted_before_" + unit, figure.before},
          {"predicted_" + unit, figure.after},
          {"error", figure.error_after()}};
}

void print_figures(const Calibration& calibration, const Measurements& measurements) {
  terminal::Table table(
      {{"run"}, {"figure"}, {"measured", true}, {"predicted before", true}, {"error", true}, {"predicted after", true}, {"error", true}});
  const auto percent = [](double error) { return fmt::format("{:+.1f} %", error * 100); };
  for (const ComparedFigure& figure : calibration.figures) {
    const auto value = [&](double number) {
      return figure.measured.kind == MeasuredKind::throughput ? fmt::format("{:.3g} /s", number) : terminal::milliseconds(number) + " ms";
    };
    table.add({measurements.runs[figure.run].label + (figure.kept_out ? " (kept out)" : ""), figure.measured.name(), value(figure.measured.value),
               value(figure.before), percent(figure.error_before()), value(figure.after), percent(figure.error_after())});
  }
  table.print();
}

void print_constants(const Calibration& calibration) {
  terminal::Table table({{"constant"}, {"before", true}, {"fitted", true}, {"standard error", true}, {"what the figures say of it"}});
  for (const FittedConstant& constant : calibration.constants)
    table.add({constant.name, fmt::format("{:.4g}", constant.before), fmt::format("{:.4g}", constant.after),
               fmt::format("{:.2g}", constant.standard_error), verdict(constant)});
  table.print();
}

}  // namespace

nlohmann::ordered_json calibration_json(const Calibration& calibration, const Measurements& measurements) {
  Json figures = Json::array(), runs = Json::array();
  for (const ComparedFigure& figure : calibration.figures) figures.push_back(as_json(figure, measurements.runs[figure.run]));
  for (const MeasuredRun& run : measurements.runs)
    runs.push_back(
        {{"file", run.file}, {"tool", run.tool}, {"server", run.server}, {"run", run.label}, {"requests", run.requests}, {"notes", run.notes}});
  Json json = {{"version", version()},
               {"before", as_json(calibration, &FittedConstant::before)},
               {"fitted", as_json(calibration, &FittedConstant::after)},
               {"standard_error", as_json(calibration, &FittedConstant::standard_error)},
               {"learned", as_json(calibration, &FittedConstant::learned)},
               {"scatter", calibration.scatter},
               {"mean_error_before", calibration.mean_error_before()},
               {"mean_error", calibration.mean_error_after()},
               {"predictions", calibration.predictions},
               {"runs", runs},
               {"figures", figures},
               {"left_out", measurements.left_out}};
  if (const auto error = calibration.check_error()) json["check_error"] = *error;
  return json;
}

void print_calibration(const Calibration& calibration, const Measurements& measurements) {
  print_figures(calibration, measurements);
  fmt::print("\n");
  print_constants(calibration);
  fmt::print("\nmean error {} (before the fit {})\n", terminal::share(calibration.mean_error_after()),
             terminal::share(calibration.mean_error_before()));
  if (const auto error = calibration.check_error()) fmt::print("mean error of the run that was kept out {}\n", terminal::share(*error));
  if (const std::string warning = warning_of(calibration); !warning.empty()) fmt::print("{}\n", warning);
}

}  // namespace tradewind
