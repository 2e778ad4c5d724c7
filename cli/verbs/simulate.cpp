#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "context.h"
#include "gate.h"
#include "price_book_flag.h"
#include "result.h"
#include "terminal/progress.h"
#include "terminal/table.h"
#include "tradewind/planner/net_benefit.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/planner/starting_topology.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

struct Simulate {
  std::string scenario, topology, precision, keep;
  int most_replications = Precision{}.most_replications;
  SimulationFlags flags;
  PriceBookFlag price_book;
  JsonOutput json;
  std::vector<std::string> gates;
};

Topology chosen_topology(const Simulate& args, const World& world, const PriceBook& book, const Context& context) {
  if (!args.topology.empty()) return load_topology(world, args.topology);
  Topology topology = starting_topology(world, book);
  if (!context.quiet)
    fmt::print(stderr, "no --topology given: simulating one central region, {}, on its cheapest offers\n",
               world.regions[open_regions(world, topology).front()].key());
  return topology;
}

// "2%" or "0.02".
double relative_error(const std::string& text) {
  std::size_t read = 0;
  double value = 0;
  try {
    value = std::stod(text, &read);
  } catch (const std::exception&) {
    read = 0;
  }
  const std::string unit = text.substr(read);
  if (unit == "%") value /= 100;
  if (read == 0 || !(unit.empty() || unit == "%") || !(value > 0 && value < 1))
    throw std::invalid_argument(fmt::format("--precision {}: expected a relative error above 0 % and below 100 %, as 2% or 0.02", text));
  return value;
}

SimulationOptions options_of(const Simulate& args) {
  SimulationOptions options = args.flags.options;
  if (!args.precision.empty()) options.precision = Precision{relative_error(args.precision), args.most_replications};
  if (!args.keep.empty()) options.keep = Keep{args.keep, read_file(args.scenario)};
  return options;
}

nlohmann::json staleness_json(const StalenessSummary& s) {
  return {{"mean", s.mean}, {"p50", s.p50}, {"p95", s.p95}, {"p99", s.p99}, {"max", s.max}};
}

nlohmann::json benefit_json(const Benefit& b) {
  return {{"revenue_usd", b.revenue_usd}, {"net_usd", b.net_usd}, {"net_low_usd", b.net_low_usd}, {"net_high_usd", b.net_high_usd}};
}

int run(const Simulate& args, const Context& context) {
  const SimulationOptions options = options_of(args);
  const PriceBook book = args.price_book.load();
  const World world = load_checked_world(args.scenario, context);
  const Topology topology = chosen_topology(args, world, book, context);
  const Pricing pricing(world, book);
  Outcome outcome;
  {
    terminal::ProgressLine progress(context.quiet);
    outcome = simulate(world, topology, options, progress.callback(), context.stop);
  }
  const std::vector<ReplicationPlan> plans = plans_at_prices(world, topology, pricing);
  outcome.usage.replication = replicated_bytes(world, plans);
  const Bill bill = pricing.bill(topology, outcome.usage);
  nlohmann::json result = result_json(outcome, bill);
  if (!plans.empty()) result["staleness_s"]["model"] = staleness_json(model_staleness(world, plans, outcome.usage.requests));
  result["version_skew"] = {{"share", 0}, {"seconds", 0}};  // one version answers here: `rollout` plays two
  const bool stratified = world.simulation.sampling == Sampling::stratified;
  result["sampling"] = stratified ? "stratified" : "even";
  const std::optional<Benefit> worth = net_benefit(world, outcome, bill);
  if (worth) result["benefit"] = benefit_json(*worth);
  const auto gates = check_gates(result, args.gates);
  args.json.write(result);
  if (!args.json.replaces_table()) {
    print_outcome(world, outcome);
    print_bill(bill, outcome.usage);
    if (worth)
      fmt::print("Revenue at these latencies {} USD a month; net benefit {} ({} to {}, 5th to 95th percentile of what 100 ms cost)\n",
                 terminal::grouped(worth->revenue_usd), terminal::grouped(worth->net_usd), terminal::grouped(worth->net_low_usd),
                 terminal::grouped(worth->net_high_usd));
    fmt::print("Sampling: {}\n", stratified ? "stratified, so that intervals over the replications hold the choice of the hours"
                                            : "even, the same hours in every replication; intervals hold the noise of the simulation alone");
  }
  return report_gates(gates) ? exit_code::done : exit_code::gate_not_met;
}

}  // namespace

void add_simulate(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Simulate>();
  CLI::App* verb = app.add_subcommand("simulate", "One topology, request by request: latencies, load, bill");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file (default: one central region on its cheapest offers)")->type_name("FILE");
  verb->add_option("--gate", args->gates, "Condition on a figure, as 'p95_ms<=250'; exit 1 when it is not met; may be given more than once")
      ->type_name("GATE");
  args->flags.add_to(*verb);
  CLI::Option* precision =
      verb->add_option("--precision", args->precision,
                       "Add replications until mean, p95 and p99 of every workload's latencies are known to within this relative error, as 2%")
          ->type_name("PERCENT")
          ->group("Simulation");
  verb->add_option("--max-replications", args->most_replications, "Where --precision gives up (default: 100)")
      ->check(CLI::Range(2, 10000))
      ->needs(precision)
      ->group("Simulation");
  verb->add_option("--keep", args->keep, "Keep the replications in FILE, and go on from those that it holds: more later cost only the new ones")
      ->type_name("FILE")
      ->group("Simulation");
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind simulate chat.json\n  tradewind simulate chat.json --topology topology.json --json -\n"
      "  tradewind simulate chat.json --gate 'p95_ms<=250' --gate 'monthly_usd<200000'\n"
      "  tradewind simulate chat.json --precision 2% --keep chat.replications");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
