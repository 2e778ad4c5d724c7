#include "context.h"
#include "replication_usage.h"
#include "result.h"

namespace tradewind {
namespace {

struct PriceArguments {
  std::string scenario, topology;
  JsonOutput json;
};

int run(const PriceArguments& args, const Context& context) {
  const World world = load_checked_world(args.scenario, context);
  const Topology topology = load_topology(world, args.topology);
  Usage usage = expected_usage(world, topology);
  usage.replication = replicated_bytes(world, plans_at_list_price(world, topology));
  const Bill bill = price(world, topology, usage, PriceBook::shipped());
  args.json.write(cost_json(bill, usage));
  if (!args.json.replaces_table()) print_bill(bill, usage);
  return exit_code::done;
}

}  // namespace

void add_price(CLI::App& app, Context& context) {
  const auto args = std::make_shared<PriceArguments>();
  CLI::App* verb = app.add_subcommand("price", "The bill of a topology, line by line, from expected usage, without simulating");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind price chat.json --topology topology.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
