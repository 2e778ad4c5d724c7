#include "tradewind/planner/compare.h"

#include <fmt/format.h>

#include <filesystem>

#include "compare_folders.h"
#include "context.h"
#include "difference_result.h"
#include "gate.h"
#include "terminal/style.h"
#include "terminal/table.h"

namespace tradewind {
namespace {

using terminal::grouped;
using terminal::milliseconds;

struct Compare {
  std::vector<std::string> both, gates;
  JsonOutput json;
};

nlohmann::ordered_json json_of(const ComparedPoint& point) {
  return {
      {"a", point.a_id}, {"b", point.b_id}, {"latency_ms", difference_json(point.latency_ms)}, {"monthly_usd", difference_json(point.monthly_usd)}};
}

nlohmann::ordered_json json_of(const Comparison& c) {
  nlohmann::ordered_json result{{"same_scenario", c.same_scenario},
                                {"same_price_book", c.same_price_book},
                                {"same_version", c.same_version},
                                {"front", difference_json(c.front)}};
  for (const ComparedPoint& point : c.picks) result[point.place] = json_of(point);
  result["topologies"] = nlohmann::ordered_json::array();
  for (const ComparedPoint& point : c.topologies) result["topologies"].push_back(json_of(point));
  result["only_a"] = c.only_a;
  result["only_b"] = c.only_b;
  return result;
}

void print_points(const std::vector<ComparedPoint>& points) {
  terminal::Table table({{""}, {"a"}, {"b"}, {"figure"}, {"a", true}, {"b", true}, {"difference", true}, {"± 95 % CI", true}, {"difference is"}});
  const auto add = [&](const ComparedPoint& point, const char* figure, std::vector<std::string> rest) {
    std::vector<std::string> row{point.place, point.a_id, point.b_id, figure};
    row.insert(row.end(), rest.begin(), rest.end());
    table.add(std::move(row));
  };
  for (const ComparedPoint& point : points) {
    add(point, "ms", difference_cells(point.latency_ms, [](double ms) { return fmt::format("{:.1f}", ms); }));
    add(point, "USD/month", difference_cells(point.monthly_usd, [](double usd) { return grouped(usd); }));
  }
  table.print();
}

void print(const Compare& args, const Comparison& c) {
  fmt::print("a: {}\nb: {}\n", terminal::printable(args.both[0]), terminal::printable(args.both[1]));
  fmt::print("{} scenario, {} price book, {} version of the program\n\n", c.same_scenario ? "same" : "another",
             c.same_price_book ? "same" : "another", c.same_version ? "same" : "another");
  print_points(c.picks);
  fmt::print("\nThe front of a dominates {:.2f} %, that of b {:.2f} % of the rectangle around both: {:+.2f} ± {} points, {}\n", 100 * c.front.a,
             100 * c.front.b, 100 * c.front.difference(), c.front.known ? fmt::format("{:.2f}", 100 * c.front.half_width) : "?", verdict(c.front));
  fmt::print("{} topologies are in both, {} only in a, {} only in b\n", c.topologies.size(), c.only_a, c.only_b);
  std::vector<ComparedPoint> differing;
  for (const ComparedPoint& point : c.topologies)
    if (point.latency_ms.difference() != 0 || point.monthly_usd.difference() != 0) differing.push_back(point);
  if (differing.empty()) return;
  terminal::print_heading("Topologies of both whose figures differ");
  print_points(differing);
}

int run(const Compare& args) {
  const auto is_folder = [](const std::string& path) { return std::filesystem::is_directory(path); };
  if (is_folder(args.both[0]) || is_folder(args.both[1])) return compare_folders(args.both[0], args.both[1], args.gates, args.json);
  const Comparison comparison = compare(Study::open(args.both[0]), Study::open(args.both[1]));
  const auto result = json_of(comparison);
  const auto gates = check_gates(nlohmann::json(result), args.gates);
  args.json.write(result);
  if (!args.json.replaces_table()) print(args, comparison);
  return report_gates(gates) ? exit_code::done : exit_code::gate_not_met;
}

}  // namespace

void add_compare(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Compare>();
  CLI::App* verb = app.add_subcommand("compare", "Two studies or two bundles side by side: what differs, and which differences are more than chance");
  verb->add_option("both", args->both, "Two study files, each with a front, or two folders that export wrote")
      ->type_name("A B")
      ->expected(2)
      ->required();
  verb->add_option("--gate", args->gates, "Condition on a figure of the JSON, as 'knee.monthly_usd.difference<=1000'; exit 1 when it is not met")
      ->type_name("GATE");
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind compare last-month.study this-month.study\n  tradewind compare base.study new.study --gate 'front.difference>=-0.01'\n "
      " tradewind compare bundle-of-may bundle-of-june --json changes.json");
  verb->callback([args, &context] { context.run = [args] { return run(*args); }; });
}

}  // namespace tradewind
