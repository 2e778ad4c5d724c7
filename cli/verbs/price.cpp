#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>

#include "context.h"
#include "cost_result.h"
#include "price_book_flag.h"
#include "purchase_result.h"
#include "result.h"
#include "terminal/progress.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/reports/bill_report.h"
#include "tradewind/reports/focus.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

struct PriceArguments {
  std::string scenario, topology, against, focus, html;
  std::vector<CostDimension> by;
  int months = 0;
  PriceBookFlag price_book;
  JsonOutput json;
};

// One topology of the scenario, priced.
struct Priced {
  Topology topology;
  Usage usage;
  Commitments bound;
  Bill bill;
};

Priced priced(const World& world, const std::string& file, const Pricing& pricing) {
  Priced result{load_topology(world, file), {}, {}, {}};
  result.usage = expected_usage(world, result.topology);
  result.usage.replication = bytes_at_prices(world, result.topology, pricing);
  result.bound = pricing.commitments(result.topology, result.usage);
  result.bill = pricing.bill(result.topology, result.usage, result.bound);
  return result;
}

void write_files(const PriceArguments& args, const BillReport& report, const Context& context) {
  write_named(
      args.focus, [&] { return focus_csv(*report.world, report.bill); }, context);
  write_named(
      args.html, [&] { return bill_html(report); }, context);
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

int run(const PriceArguments& args, const Context& context) {
  const PriceBook book = args.price_book.load();
  const World world = load_checked_world(args.scenario, context);
  const Pricing pricing(world, book);
  const auto [topology, usage, bound, bill] = priced(world, args.topology, pricing);
  const Purchases bought = pricing.purchases(topology, usage, bound);
  std::optional<Outlook> months;
  if (args.months > 0 || world.billing.uncertainty) {
    terminal::ProgressLine progress(context.quiet);
    months = outlook(world, topology, usage, pricing, std::max(args.months, 1), outlook_samples, progress.callback(), context.stop);
  }
  std::optional<BillDifference> why;
  if (!args.against.empty()) why = difference(priced(world, args.against, pricing).bill, bill);

  nlohmann::json json = cost_json(bill, usage);
  add_purchases(bought, json);
  json["allocation"] = allocation_json(world, usage, bill);
  if (months) json["outlook"] = outlook_json(*months);
  if (why) json["difference"] = difference_json(*why);
  args.json.write(json);
  write_files(args, {&world, file_name(args.topology), usage, bill, bought, months, why, file_name(args.against)}, context);
  if (args.json.replaces_table()) return exit_code::done;
  print_bill(bill, usage);
  print_purchases(bought);
  for (const CostDimension dimension : args.by) print_allocation(world, usage, bill, dimension);
  if (months) print_outlook(*months);
  if (why) print_difference(*why, args.against, args.topology);
  return exit_code::done;
}

}  // namespace

void add_price(CLI::App& app, Context& context) {
  const auto args = std::make_shared<PriceArguments>();
  CLI::App* verb = app.add_subcommand("price", "The bill of a topology, line by line, from expected usage, without simulating");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  std::map<std::string, CostDimension> dimensions;
  for (const CostDimension dimension : all_cost_dimensions) dimensions.emplace(to_string(dimension), dimension);
  verb->add_option("--by", args->by, "Whose cost it is: provider, region, service, workload, population, continent; several, separated by commas")
      ->delimiter(',')
      ->transform(CLI::CheckedTransformer(dimensions))
      ->type_name("DIMENSION");
  verb->add_option("--months", args->months, "Also the months to come, with the growth of the scenario's calendar")
      ->check(CLI::Range(1, 120))
      ->type_name("N");
  verb->add_option("--against", args->against, "Another topology: why does this one cost more or less?")->type_name("FILE");
  verb->add_option("--focus", args->focus, "Write the bill as rows of FOCUS 1.2 (CSV)")->type_name("FILE");
  verb->add_option("--html", args->html, "Write one self-contained HTML file with charts, of all that the command was asked for")->type_name("FILE");
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind price chat.json --topology topology.json --by region,workload --months 12\n"
      "  tradewind price chat.json --topology new.json --against today.json --focus forecast.csv --html bill.html");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
