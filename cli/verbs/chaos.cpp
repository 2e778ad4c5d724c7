#include <fmt/format.h>

#include <algorithm>

#include "chaos_result.h"
#include "context.h"
#include "stretch_flags.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "tradewind/reports/chaos_report.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

struct Chaos {
  std::string scenario, topology, junit, html, csv;
  std::vector<std::string> faults;  // empty: those of ChaosOptions
  ChaosOptions options;
  JsonOutput json;
  bool require_holds = false;
};

ChaosOptions options_of(const Chaos& args) {
  ChaosOptions options = args.options;
  if (args.faults.empty()) return options;
  options.faults.clear();
  for (std::size_t i = 0; i < fault_kinds; ++i)
    if (const auto fault = static_cast<FaultKind>(i); std::ranges::find(args.faults, to_string(fault)) != args.faults.end())
      options.faults.push_back(fault);
  return options;
}

void write_files(const Chaos& args, const ChaosOutcome& outcome, const ChaosOptions& options, const Context& context) {
  write_named(
      args.html, [&] { return chaos_html(outcome, options); }, context);
  write_named(
      args.junit, [&] { return chaos_junit(outcome); }, context);
  write_named(
      args.csv, [&] { return chaos_csv(outcome); }, context);
}

// Says what does not hold; true when everything does.
bool report_whether_all_hold(const ChaosOutcome& outcome) {
  bool all = !outcome.experiments.empty();
  if (!all) fmt::print(stderr, "no failure was played: the topology has no such part, so that nothing is known\n");
  for (const ChaosExperiment& e : outcome.experiments) {
    if (e.holds()) continue;
    all = false;
    fmt::print(stderr, "{}: {}\n", terminal::printable(e.name), why_it_does_not_hold(e));
  }
  fmt::print(stderr, "gate holds: {}\n", terminal::styled(all ? "met" : "NOT MET", all ? terminal::Style::green : terminal::Style::red, stderr));
  return all;
}

// Failures that come so often that they are not one at a time.
void warn_of_overlap(const ChaosOutcome& outcome, const ChaosOptions& options) {
  if (!outcome.by_chance || !outcome.by_chance->overlaps()) return;
  const double overlap = outcome.by_chance->overlap, most = ChaosByChance::tolerated_overlap;
  const std::string what_to_do = options.acceleration > 1
                                     ? fmt::format("what fails together by the acceleration alone is in the figures; try --acceleration {:.2g}",
                                                   std::max(1.0, options.acceleration * most / overlap))
                                     : std::string("the first order leaves that out");
  fmt::print(stderr, "{} at {:g} times the stated rates {:.1f} % of the failures find another part down, more than {:g} %: {}\n",
             terminal::styled("warning:", terminal::Style::yellow, stderr), options.acceleration, 100 * overlap, 100 * most, what_to_do);
}

int run(const Chaos& args, const Context& context) {
  const ChaosOptions options = options_of(args);
  const World world = load_checked_world(args.scenario, context);
  if (options.random_runs > 0 && world.reliability.empty())
    throw std::invalid_argument("Nothing fails by chance: the scenario states no rates (\"reliability\": [...]).");
  const Topology topology = load_topology(world, args.topology);
  ChaosOutcome outcome;
  {
    terminal::ProgressLine progress(context.quiet);
    outcome = chaos(world, topology, options, progress.callback(), context.stop);
  }
  warn_of_overlap(outcome, options);
  args.json.write(chaos_json(outcome, options));
  write_files(args, outcome, options, context);
  if (!args.json.replaces_table()) print_chaos(outcome, options);
  return !args.require_holds || report_whether_all_hold(outcome) ? exit_code::done : exit_code::gate_not_met;
}

void add_times(CLI::App& verb, ChaosOptions& options) {
  constexpr double day_s = 86400;
  const auto add = [&](const char* flag, double& value, double least, const char* help) {
    verb.add_option(flag, value, help)->type_name("SECONDS")->check(CLI::Range(least, day_s))->capture_default_str()->group("Experiment");
  };
  add("--fault-at", options.fault_at_s, 0, "From the begin of the measured time to the fault");
  add("--fault-for", options.fault_for_s, 1, "How long the fault lasts");
  add("--after", options.after_s, 0, "Measured time after the fault");
  add("--warmup", options.warmup_s, 0, "Time before the measured time");
  add("--moment", options.moment_s, 0.1, "Length of a moment of the timeline");
}

}  // namespace

void add_chaos(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Chaos>();
  CLI::App* verb = app.add_subcommand("chaos", "Every failure in turn: what the users feel, for how long, whether the rest holds");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  std::vector<std::string> kinds;
  for (std::size_t i = 0; i < fault_kinds; ++i) kinds.emplace_back(to_string(static_cast<FaultKind>(i)));
  verb->add_option("--faults", args->faults, fmt::format("What fails: {}, separated by commas (default: region,zone,node)", fmt::join(kinds, ", ")))
      ->type_name("KIND,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(kinds));
  verb->add_flag("--pairs", args->options.region_pairs, "Also any two regions at once");
  verb->add_option("--random", args->options.random_runs, "Also runs in which parts fail by chance, at the rates of the scenario's reliability")
      ->type_name("RUNS")
      ->check(CLI::Range(0, 10000));
  verb->add_option("--acceleration", args->options.acceleration, "Factor on those rates; what a year loses is scaled back")
      ->type_name("FACTOR")
      ->check(CLI::Range(1e-6, 1e6))
      ->capture_default_str();
  verb->add_flag("--require-holds", args->require_holds, "Exit 1 when the load is not carried after one of the failures");
  verb->add_option("--html", args->html, "Write one self-contained HTML file")->type_name("FILE");
  verb->add_option("--junit", args->junit, "Write JUnit XML: a test case for each failure")->type_name("FILE");
  verb->add_option("--csv", args->csv, "Write a CSV table of the timelines")->type_name("FILE");
  args->json.add_to(*verb);
  add_times(*verb, args->options);
  add_stretch_flags(*verb, args->options);
  verb->footer(
      "Examples:\n  tradewind chaos chat.json --topology topology.json --html chaos.html\n"
      "  tradewind chaos chat.json --topology topology.json --faults region --pairs --json -\n"
      "  tradewind chaos chat.json --topology topology.json --require-holds --junit chaos.xml\n\n"
      "docs/chaos.md tells what a fault is and what the figures mean.");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
