#include "compare_folders.h"

#include <fmt/format.h>

#include <algorithm>

#include "difference_result.h"
#include "gate.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/deploy/compare.h"
#include "tradewind/planner/estimate.h"

namespace tradewind {
namespace {

using compare_studies::Estimate;
using terminal::grouped;

struct Compared {
  const BundleComparison& bundles;
  Difference latency_ms, monthly_usd;

  explicit Compared(const BundleComparison& both)
      : bundles(both),
        latency_ms(difference(latency(both.a), latency(both.b))),
        monthly_usd(difference(estimate(both.a.monthly_usd, 0, both.a.precision.monthly_usd, both.a.precision),
                               estimate(both.b.monthly_usd, 0, both.b.precision.monthly_usd, both.b.precision))) {
    // Without the bills of the replications nothing is known of the chance in them.
    if (both.a.precision.monthly_usd.empty() || both.b.precision.monthly_usd.empty()) monthly_usd.known = false;
  }

  // Of a figure whose intervals both bundles say; else unknown.
  Difference of(const BundleChange& change) const {
    const auto number = [](const BundleValue& value) { return std::get_if<double>(&value) == nullptr ? 0 : std::get<double>(value); };
    Difference d = difference(estimate(number(change.a), change.a_ci95, {}, bundles.a.precision),
                              estimate(number(change.b), change.b_ci95, {}, bundles.b.precision));
    if (change.a_ci95 <= 0 || change.b_ci95 <= 0) d.known = false;
    return d;
  }

 private:
  // A bundle that somebody has edited may say fewer replications than it counts; its interval still serves.
  static Estimate estimate(double figure, double half_width, const std::vector<double>& replications, const ExpectedPrecision& precision) {
    const bool whole = replications.size() == static_cast<std::size_t>(std::max(0, precision.replications));
    return {.figure = figure,
            .replications = whole ? replications : std::vector<double>{},
            .count = precision.replications,
            .half_width = half_width,
            .seed = precision.seed};
  }
  static Estimate latency(const BundleForecast& forecast) {
    return estimate(forecast.latency_ms, forecast.precision.latency_ci95_ms, forecast.precision.latency_ms, forecast.precision);
  }
};

bool are_numbers(const BundleChange& change) { return std::holds_alternative<double>(change.a) && std::holds_alternative<double>(change.b); }

nlohmann::ordered_json value_json(const BundleValue& value) {
  return std::visit(
      [](const auto& held) -> nlohmann::ordered_json {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
          return nullptr;
        else
          return held;
      },
      value);
}

nlohmann::ordered_json change_json(const Compared& compared, const BundleChange& change) {
  nlohmann::ordered_json json = {
      {"part", change.part}, {"of", change.of}, {"figure", change.figure}, {"a", value_json(change.a)}, {"b", value_json(change.b)}};
  if (!are_numbers(change)) return json;
  const Difference d = compared.of(change);
  json["difference"] = d.difference();
  if (d.known) json.update({{"ci95", d.half_width}, {"real", d.real()}});
  return json;
}

nlohmann::ordered_json result_json(const std::string& a, const std::string& b, const Compared& compared) {
  nlohmann::ordered_json json = {{"a", a},
                                 {"b", b},
                                 {"latency_ms", difference_json(compared.latency_ms)},
                                 {"monthly_usd", difference_json(compared.monthly_usd)},
                                 {"changes", nlohmann::ordered_json::array()},
                                 {"not_in_both", compared.bundles.not_in_both}};
  for (const BundleChange& change : compared.bundles.changes) json["changes"].push_back(change_json(compared, change));
  json["files"] = {{"same", compared.bundles.same_files},
                   {"only_a", nlohmann::ordered_json::array()},
                   {"only_b", nlohmann::ordered_json::array()},
                   {"differ", nlohmann::ordered_json::array()}};
  for (const FileChange& file : compared.bundles.files)
    json["files"][file.state == FileState::only_a ? "only_a" : file.state == FileState::only_b ? "only_b" : "differ"].push_back(file.path);
  return json;
}

std::string shown(const BundleValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return terminal::printable(*text);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{:.8g}", *number);
  return "-";
}

void print_forecast(const Compared& compared) {
  terminal::Table table({{""}, {"a", true}, {"b", true}, {"difference", true}, {"± 95 % CI", true}, {"difference is"}});
  const auto add = [&](const char* name, const Difference& difference, const std::function<std::string(double)>& show) {
    std::vector<std::string> row = difference_cells(difference, show);
    row.insert(row.begin(), name);
    table.add(std::move(row));
  };
  add("latency, ms", compared.latency_ms, [](double ms) { return fmt::format("{:.1f}", ms); });
  add("USD/month", compared.monthly_usd, [](double usd) { return grouped(usd); });
  table.print();
}

// A table for each part, with the parts in the order in which they come.
void print_changes(const Compared& compared) {
  const std::vector<BundleChange>& changes = compared.bundles.changes;
  for (std::size_t first = 0, next = 0; first < changes.size(); first = next) {
    terminal::print_heading(changes[first].part);
    terminal::Table table({{""}, {"figure"}, {"a", true}, {"b", true}, {"difference", true}, {"is"}});
    for (; next < changes.size() && changes[next].part == changes[first].part; ++next) {
      const BundleChange& change = changes[next];
      const Difference d = compared.of(change);
      table.add({terminal::printable(change.of), terminal::printable(change.figure), shown(change.a), shown(change.b),
                 are_numbers(change) ? fmt::format("{:+.6g}", d.difference()) : "", d.known ? verdict(d) : ""});
    }
    table.print();
  }
}

void print_files(const BundleComparison& bundles) {
  terminal::print_heading("files");
  for (const FileChange& file : bundles.files)
    fmt::print("{}  {}\n",
               file.state == FileState::only_a   ? "only a"
               : file.state == FileState::only_b ? "only b"
                                                 : "differs",
               terminal::printable(file.path));
  fmt::print("{} files are the same\n", bundles.same_files);
}

}  // namespace

int compare_folders(const std::string& a, const std::string& b, const std::vector<std::string>& gates, const JsonOutput& output) {
  const BundleComparison bundles = compare_bundles(a, b);
  const Compared compared(bundles);
  const nlohmann::ordered_json result = result_json(a, b, compared);
  const auto met = check_gates(nlohmann::json(result), gates);
  output.write(result);
  if (!output.replaces_table()) {
    fmt::print("a: {}\nb: {}\n\n", terminal::printable(a), terminal::printable(b));
    print_forecast(compared);
    for (const std::string& table : bundles.not_in_both)
      fmt::print("{} stands in one of them alone and is not compared\n", terminal::printable(table));
    print_changes(compared);
    print_files(bundles);
  }
  return report_gates(met) ? exit_code::done : exit_code::gate_not_met;
}

}  // namespace tradewind
