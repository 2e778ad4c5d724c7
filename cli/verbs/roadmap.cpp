#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "context.h"
#include "price_book_flag.h"
#include "terminal/progress.h"
#include "terminal/table.h"
#include "tradewind/planner/roadmap.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

using terminal::grouped;
using terminal::milliseconds;
using terminal::Table;

struct RoadmapArguments {
  std::string scenario, study, today;
  std::vector<double> growth_percent;
  double limit_ms = 0;
  bool promised = false;
  RoadmapOptions options;
  PriceBookFlag price_book;
  JsonOutput json;
};

std::string months_of(const RoadmapStage& stage) { return fmt::format("{}-{}", stage.first_month, stage.first_month + stage.months - 1); }

// "aws:eu-west-1 8, gcp:us-east4 4", instances.
std::string regions_of(const World& world, const Topology& topology) {
  std::string text;
  for (const std::uint32_t region : open_regions(world, topology)) {
    int count = 0;
    for (const Pool& pool : topology.pools)
      if (world.offers[pool.offer].region == region) count += instances(world, pool);
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", world.regions[region].key(), count);
  }
  return text;
}

std::string waiting(const Postponed& region) {
  if (!region.monthly_usd) return fmt::format("{} cannot wait", region.region);
  return fmt::format("{}: a stage later {}{} USD a month", region.region, *region.monthly_usd < 0 ? "" : "+", grouped(*region.monthly_usd));
}

void print(const World& world, const Roadmap& roadmap) {
  fmt::print("\nDemand grows by {:.3g} % a month: {} USD over {} months by the model, within {:.2f} % of the cheapest course; decided {}\n",
             100 * roadmap.growth_per_month, grouped(roadmap.usd), roadmap.stages.back().first_month + roadmap.stages.back().months,
             100 * roadmap.gap(), roadmap.whole_horizon ? "for all stages together" : "stage by stage");
  Table table({{"months"},
               {"demand", true},
               {"USD a month", true},
               {"at its end, simulated", true},
               {"latency ms", true},
               {"simulated", true},
               {"instances"}});
  for (const RoadmapStage& stage : roadmap.stages)
    table.add({months_of(stage), fmt::format("x {:.2f}", stage.peak_factor), grouped(stage.promised_monthly_usd),
               stage.simulated_monthly_usd ? grouped(*stage.simulated_monthly_usd) : "-", milliseconds(stage.promised_latency_ms),
               stage.simulated_latency_ms ? milliseconds(*stage.simulated_latency_ms) : "-", regions_of(world, stage.topology)});
  table.print();
  for (const RoadmapStage& stage : roadmap.stages)
    for (const Postponed& region : stage.opens)
      if (stage.first_month > 0) fmt::print("  month {}: opens {}\n", stage.first_month, waiting(region));
}

void print_first_steps(const Roadmaps& all) {
  if (all.first_steps.empty()) return;
  std::vector<terminal::Column> columns{{"built now for"}};
  for (const Roadmap& roadmap : all.by_growth) columns.push_back({fmt::format("if {:.3g} % comes", 100 * roadmap.growth_per_month), true});
  columns.push_back({"worst regret", true});
  columns.push_back({"mean", true});
  Table table(columns);
  const auto usd = [](double value) { return std::isfinite(value) ? grouped(value) : std::string("impossible"); };
  for (const FirstStep& step : all.first_steps) {
    std::vector<std::string> cells{fmt::format("{:.3g} % a month", 100 * step.planned_for)};
    for (const double each : step.usd) cells.push_back(usd(each));
    cells.push_back(usd(step.worst_regret_usd));
    cells.push_back(usd(step.mean_usd));
    table.add(cells);
  }
  fmt::print("\nWhat to build now, when nobody knows the growth: USD over all months, by the growth that comes\n");
  table.print();
  fmt::print("  least regret: build for {:.3g} % a month\n", 100 * all.first_steps[all.least_regret].planned_for);
}

int run(const RoadmapArguments& args, const Context& context) {
  RoadmapOptions options = args.options;
  for (const double percent : args.growth_percent) options.growths.push_back(percent / 100);
  if (args.limit_ms > 0) options.limit_ms = args.limit_ms;
  options.simulate = !args.promised;
  const PriceBook book = args.price_book.load();
  const World world = load_checked_world(args.scenario, context);
  if (!args.today.empty()) options.today = load_topology(world, args.today);
  const std::string text = read_file(args.scenario);
  Study study = args.study.empty() ? Study::in_memory(text, args.scenario) : Study::create_or_open(args.study, text, args.scenario);
  Roadmaps all;
  {
    terminal::ProgressLine progress(context.quiet);
    all = roadmaps(study, book, options, progress.callback(), context.stop);
  }
  args.json.write(nlohmann::ordered_json::parse(to_json(world, all)));
  if (args.json.replaces_table()) return exit_code::done;
  for (const Roadmap& roadmap : all.by_growth) print(world, roadmap);
  print_first_steps(all);
  return exit_code::done;
}

}  // namespace

void add_roadmap(CLI::App& app, Context& context) {
  const auto args = std::make_shared<RoadmapArguments>();
  CLI::App* verb = app.add_subcommand("roadmap", "Which region opens when, while demand grows; each step keeps what stands");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->today, "What stands today and stays (default: nothing)")->type_name("FILE");
  verb->add_option("--months", args->options.months, "How far ahead")->check(CLI::Range(1, 120))->capture_default_str();
  verb->add_option("--every", args->options.every, "Months from one decision to the next")->check(CLI::Range(1, 60))->capture_default_str();
  verb->add_option("--growth", args->growth_percent,
                   "Growth a month in percent; several: what to build now when nobody knows (default: the scenario's)")
      ->type_name("PERCENT...")
      ->check(CLI::Range(-50.0, 100.0));
  verb->add_option("--latency-ms", args->limit_ms, "Most latency at the scenario's percentile, beside the SLOs, which hold in any case")
      ->check(CLI::PositiveNumber);
  verb->add_flag("--promised", args->promised, "By the placement model alone, without simulating the stages");
  verb->add_option("--study", args->study, "Take capacity curves from this study, and keep them there")->type_name("FILE");
  verb->add_option("--solve-s", args->options.solve_s, "Most seconds for one exact solve")->check(CLI::Range(0.1, 3600.0))->capture_default_str();
  verb->add_option("--threads", args->options.threads, "Threads; 0 = all cores")->check(CLI::Range(0, 1024));
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind roadmap chat.json --months 24 --every 6 --growth 5\n"
      "  tradewind roadmap chat.json --topology today.json --growth 2 --growth 6 --growth 12 --json roadmap.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
