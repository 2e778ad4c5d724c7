#include <fmt/format.h>

#include "context.h"
#include "gate.h"
#include "result.h"
#include "terminal/progress.h"
#include "tradewind/planner/starting_topology.h"

namespace tradewind {
namespace {

struct Simulate {
  std::string scenario, topology;
  SimulationFlags flags;
  JsonOutput json;
  std::vector<std::string> gates;
};

Topology chosen_topology(const Simulate& args, const World& world, const Context& context) {
  if (!args.topology.empty()) return load_topology(world, args.topology);
  Topology topology = starting_topology(world, PriceBook::shipped());
  if (!context.quiet)
    fmt::print(stderr, "no --topology given: simulating one central region, {}, on its cheapest offers\n",
               world.regions[open_regions(world, topology).front()].key());
  return topology;
}

int run(const Simulate& args, const Context& context) {
  const World world = load_checked_world(args.scenario, context);
  const Topology topology = chosen_topology(args, world, context);
  Outcome outcome;
  {
    terminal::ProgressLine progress(context.quiet);
    outcome = simulate(world, topology, args.flags.options, progress.callback(), context.stop);
  }
  const Bill bill = price(world, topology, outcome.usage, PriceBook::shipped());
  const nlohmann::json result = result_json(outcome, bill);
  const auto gates = check_gates(result, args.gates);
  args.json.write(result);
  if (!args.json.replaces_table()) {
    print_outcome(world, outcome);
    print_bill(bill, outcome.usage);
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
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind simulate chat.json\n  tradewind simulate chat.json --topology topology.json --json -\n"
      "  tradewind simulate chat.json --gate 'p95_ms<=250' --gate 'monthly_usd<200000'");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
