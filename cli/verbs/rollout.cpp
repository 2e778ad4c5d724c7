// How a new version gets to all replicas, and what users see of it.
#include <fmt/format.h>

#include "context.h"
#include "price_book_flag.h"
#include "rollout_result.h"
#include "stretch_flags.h"
#include "terminal/progress.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/reports/rollout_report.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/sim/rollout.h"

namespace tradewind {
namespace {

struct RolloutArguments {
  std::string scenario, topology, html, csv;
  std::vector<std::string> names;  // none: all
  RolloutOptions options;
  PriceBookFlag price_book;
  JsonOutput json;
};

// Leaves the rollouts that were asked for.
void choose(World& world, const std::vector<std::string>& names) {
  if (world.rollouts.empty()) throw std::invalid_argument("The scenario has no rollouts (\"rollouts\": [...]).");
  std::vector<std::string> known;
  for (const Rollout& rollout : world.rollouts) known.push_back(rollout.name);
  for (const std::string& name : names)
    if (std::ranges::find(known, name) == known.end()) {
      const std::string near = nearest_name(name, known);
      throw std::invalid_argument(fmt::format("The scenario has no rollout {}; it has {}.{}", name, fmt::join(known, ", "),
                                              near.empty() ? "" : " Did you mean " + near + "?"));
    }
  if (!names.empty()) std::erase_if(world.rollouts, [&](const Rollout& rollout) { return std::ranges::find(names, rollout.name) == names.end(); });
}

void write_files(const RolloutArguments& args, const RolloutsOutcome& outcome, const std::vector<Bill>& bills, const Context& context) {
  write_named(
      args.html, [&] { return rollouts_html(outcome, args.options, bills); }, context);
  write_named(
      args.csv, [&] { return rollouts_csv(outcome); }, context);
}

int run(const RolloutArguments& args, const Context& context) {
  const PriceBook book = args.price_book.load();
  World world = load_checked_world(args.scenario, context);
  const Topology topology = load_topology(world, args.topology);
  const ReplicationNetwork network = network_at_prices(world, topology, Pricing(world, book));
  Problems problems = check_rollouts(world, topology, network);
  for (Problem& problem : problems) problem.file = args.scenario;
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  choose(world, args.names);
  RolloutsOutcome outcome;
  {
    terminal::ProgressLine progress(context.quiet);
    outcome = play_rollouts(world, topology, network, args.options, progress.callback(), context.stop);
  }
  std::vector<Bill> bills;
  for (const RolloutResult& result : outcome.rollouts) bills.push_back(price_rollout(world, topology, result.usage, book));
  args.json.write(rollouts_json(outcome, args.options, bills));
  write_files(args, outcome, bills, context);
  if (!args.json.replaces_table()) print_rollouts(outcome, bills);
  return exit_code::done;
}

void add_options(CLI::App& verb, RolloutOptions& options) {
  const auto seconds = [&](const char* flag, double& value, double least, const char* help) {
    verb.add_option(flag, value, help)->type_name("SECONDS")->check(CLI::Range(least, 86400.0))->capture_default_str()->group("Experiment");
  };
  seconds("--before", options.before_s, 0, "Measured time before the decision to roll out");
  seconds("--after", options.after_s, 0, "Measured time after the rollout, or its way back, could be over");
  seconds("--warmup", options.warmup_s, 0, "Time before the measured time");
  verb.add_option("--moment", options.moment_s, "Length of a moment of the timeline (default: a 400th of the time, at least 5 s)")
      ->type_name("SECONDS")
      ->check(CLI::Range(1.0, 86400.0))
      ->group("Experiment");
  add_stretch_flags(verb, options);
}

}  // namespace

void add_rollout(CLI::App& app, Context& context) {
  const auto args = std::make_shared<RolloutArguments>();
  CLI::App* verb = app.add_subcommand("rollout", "New versions on their way to all replicas: how long two answer side by side, what a bad one does");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  verb->add_option("--rollouts", args->names, "Which, by name, separated by commas (default: all)")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--html", args->html, "Write one self-contained HTML file")->type_name("FILE");
  verb->add_option("--csv", args->csv, "Write a CSV table of the timelines")->type_name("FILE");
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  add_options(*verb, args->options);
  verb->footer(
      "Examples:\n  tradewind rollout chat.json --topology topology.json --html rollout.html\n"
      "  tradewind rollout chat.json --topology topology.json --rollouts canary --json -\n\n"
      "docs/rollouts.md tells what the strategies do and what the figures mean.");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
