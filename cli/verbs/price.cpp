#include <fmt/format.h>

#include "context.h"
#include "price_book_flag.h"
#include "purchase_result.h"
#include "replication_usage.h"
#include "result.h"
#include "tradewind/reports/focus.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

struct PriceArguments {
  std::string scenario, topology, focus;
  PriceBookFlag price_book;
  JsonOutput json;
};

int run(const PriceArguments& args, const Context& context) {
  const PriceBook book = args.price_book.load();
  const World world = load_checked_world(args.scenario, context);
  const Topology topology = load_topology(world, args.topology);
  Usage usage = expected_usage(world, topology);
  usage.replication = replicated_bytes(world, plans_at_prices(world, topology, book));
  const Bill bill = price(world, topology, usage, book);
  const Purchases bought = purchases(world, topology, usage, book);
  nlohmann::json cost = cost_json(bill, usage);
  add_purchases(bought, cost);
  args.json.write(cost);
  if (!args.focus.empty()) {
    write_file(args.focus, focus_csv(world, bill));
    if (!context.quiet) fmt::print(stderr, "wrote {} (FOCUS {})\n", args.focus, focus_version);
  }
  if (!args.json.replaces_table()) {
    print_bill(bill, usage);
    print_purchases(bought);
  }
  return exit_code::done;
}

}  // namespace

void add_price(CLI::App& app, Context& context) {
  const auto args = std::make_shared<PriceArguments>();
  CLI::App* verb = app.add_subcommand("price", "The bill of a topology, line by line, from expected usage, without simulating");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  verb->add_option("--focus", args->focus, "Write the bill as rows of FOCUS 1.2 (CSV)")->type_name("FILE");
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind price chat.json --topology topology.json --focus forecast.csv");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
