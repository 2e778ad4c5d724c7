#include "tradewind/planner/plan.h"

#include <fmt/format.h>

#include <set>

#include "context.h"
#include "gate.h"
#include "plan_job_flags.h"
#include "price_book_flag.h"
#include "result.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/planner/third_axis.h"
#include "tradewind/planner/verification.h"
#include "tradewind/scenarios/files.h"
#include "worker_flags.h"

namespace tradewind {
namespace {

using terminal::grouped;
using terminal::milliseconds;

struct Plan {
  std::string scenario, study, topology;
  PlanOptions options;
  WorkerFlags worker;
  PlanJobFlags job;
  PriceBookFlag price_book;
  JsonOutput json;
  std::vector<std::string> gates;
};

std::string region_names(const World& world, const Topology& topology, std::size_t most) {
  std::string names;
  const auto regions = open_regions(world, topology);
  for (std::size_t i = 0; i < regions.size() && i < most; ++i) names += (i > 0 ? " " : "") + world.regions[regions[i]].key();
  if (regions.size() > most) names += fmt::format(" +{}", regions.size() - most);
  return names;
}

int total_instances(const World& world, const Topology& topology) {
  int sum = 0;
  for (const Pool& pool : topology.pools) sum += instances(world, pool);
  return sum;
}

std::string gpu_names(const World& world, const Topology& topology) {
  std::set<std::string> names;
  for (const Pool& pool : topology.pools) names.insert(world.offers[pool.offer].gpu);
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

void print_front(const World& world, const std::vector<Candidate>& front, const std::string& picked) {
  fmt::print("{}: the front, {} points, all simulated\n\n", world.name, front.size());
  const bool earns = world.third_axis == ThirdAxis::net_benefit;
  std::vector<terminal::Column> columns{
      {""}, {"point"}, {fmt::format("p{:g}, ms", world.objective_percentile), true}, {"± 95 % CI", true}, {"USD/month", true}};
  if (world.third_axis != ThirdAxis::none) columns.push_back({third_heading(world.third_axis), true});
  if (earns) columns.push_back({"5th to 95th percentile", true});
  columns.insert(columns.end(), {{"SLO met"}, {"instances", true}, {"GPUs"}, {"regions"}});
  terminal::Table table(std::move(columns));
  for (const Candidate& point : front) {
    bool slo_met = true;
    for (const WorkloadOutcome& workload : point.outcome.workloads) slo_met = slo_met && workload.slo_met;
    std::vector<std::string> cells{point.id == picked ? "->" : "", point.id, milliseconds(point.latency_ms()),
                                   milliseconds(point.outcome.latency.perceived_at_objective_ci95_ms), grouped(point.monthly_usd())};
    if (world.third_axis != ThirdAxis::none)
      cells.push_back((point.third_best ? "* " : "") + (point.third ? third_text(world.third_axis, *point.third) : "-"));
    if (earns) cells.push_back(grouped(point.benefit->net_low_usd) + " to " + grouped(point.benefit->net_high_usd));
    cells.insert(cells.end(), {slo_met ? "yes" : "no", grouped(total_instances(world, point.topology)), gpu_names(world, point.topology),
                               region_names(world, point.topology, 4)});
    table.add(std::move(cells));
  }
  table.print();
  if (earns) fmt::print("  net benefit: revenue at these latencies less the bill, USD a month; *: the greatest\n");
  if (!earns && world.third_axis != ThirdAxis::none) fmt::print("  *: {}\n", words_of(world.third_axis).best);
}

// How far the model was off, and which neighbours cannot be told apart.
void print_verification(const std::vector<Candidate>& front) {
  double latency = 0, cost = 0;
  std::string doubtful;
  for (std::size_t i = 0; i < front.size(); ++i) {
    latency = std::max(latency, disagreement(front[i]).latency);
    cost = std::max(cost, disagreement(front[i]).cost);
    if (i > 0 && !latency_difference(front[i - 1], front[i]).real()) doubtful += fmt::format(" {}-{}", front[i - 1].id, front[i].id);
  }
  fmt::print("  the model promised these latencies to {:.1f} %, these costs to {:.1f} % (tolerance {:g} %)\n", 100 * latency, 100 * cost,
             100 * agreement_tolerance);
  fmt::print(
      "  {}{}\n",
      doubtful.empty() ? "each point is faster than the next one, beyond chance (95 %)" : "which one is faster is not certain (95 %):", doubtful);
}

void print_easings(const std::vector<Easing>& easings) {
  if (easings.empty()) return;
  terminal::print_heading("What would make it better");
  terminal::Table table({{"binds"}, {"eased to"}, {"saves, USD/month", true}, {"at most", true}});
  for (const Easing& easing : easings) table.add({easing.constraint, easing.eased, grouped(easing.saves_usd), grouped(easing.saves_at_most_usd)});
  table.print();
}

void print_pick(const World& world, const Candidate& pick) {
  terminal::print_heading("Picked: " + pick.id + ", the knee of the front");
  terminal::Table table({{"workload"}, {"region"}, {"instance type"}, {"GPU"}, {"replicas", true}, {"instances", true}, {"busy", true}});
  for (std::size_t i = 0; i < pick.topology.pools.size(); ++i) {
    const Pool& pool = pick.topology.pools[i];
    const Offer& offer = world.offers[pool.offer];
    table.add({world.workloads[pool.workload].name, world.regions[offer.region].key(), offer.instance_type, offer.gpu, grouped(pool.replicas),
               grouped(instances(world, pool)), terminal::share(pick.outcome.pools[i].utilization_mean)});
  }
  table.print();
}

// False where the other shards must do their part first.
bool search(Study& study, const PriceBook& book, const Plan& args, const PlanOptions& options, const Context& context) try {
  terminal::ProgressLine progress(context.quiet || !writes_study(options));
  plan(study, book, options, progress.callback(), context.stop);
  return true;
} catch (const AwaitsShards& awaits) {
  args.json.write(nlohmann::ordered_json{{"front", nlohmann::json::array()}, {"picked", ""}, {"awaited_steps", awaits.missing}});
  if (!args.json.replaces_table()) fmt::print("{}\nmerge the studies of all shards, then plan again: see tradewind merge --help\n", awaits.what());
  return false;
}

int run(const Plan& args, const Context& context) {
  PlanOptions options = args.options;
  const PriceBook book = args.price_book.load();
  const World world = load_checked_world(args.scenario, context);
  if (args.job.wanted()) {
    fmt::print("{}", args.job.text(world.name, args.scenario, args.study, options, args.price_book.folder));
    return exit_code::done;
  }
  args.worker.apply(options, args.study);
  const std::string text = read_file(args.scenario);
  Study study = writes_study(options) ? Study::create_or_open(args.study, text, args.scenario) : Study::in_memory(text, args.scenario);
  if (!search(study, book, args, options, context) || !writes_study(options)) return exit_code::done;
  const Candidate pick = study.find("knee");
  nlohmann::json result = nlohmann::json::parse(plan_json(study));
  const auto gates = check_gates(result_json(pick.outcome, pick.bill), args.gates);
  args.json.write(result);
  if (!args.topology.empty()) write_file(args.topology, to_json(study.world(), pick.topology));
  if (!args.json.replaces_table()) {
    const std::vector<Candidate> front = study.front();
    print_front(study.world(), front, pick.id);
    print_verification(front);
    print_pick(study.world(), pick);
    print_easings(easings(study, pick));
  }
  return report_gates(gates) ? exit_code::done : exit_code::gate_not_met;
}

}  // namespace

void add_plan(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Plan>();
  CLI::App* verb = app.add_subcommand("plan", "Search the placements, simulate the good ones, show the front; goes on with an existing study");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--study", args->study, "Study file; made when it is not there, continued when it is")->type_name("STUDY")->required();
  verb->add_option("--points", args->options.points, "Points of the front, at least")->check(CLI::Range(2, 100))->capture_default_str();
  verb->add_option("--solve-s", args->options.solve_s, "Most seconds for one exact solve")->check(CLI::Range(0.1, 3600.0))->capture_default_str();
  verb->add_option("--verify-rounds", args->options.verify_rounds, "How often the model is corrected by the simulation and asked again, at most")
      ->check(CLI::Range(0, 20))
      ->capture_default_str();
  verb->add_option("--verify-replications", args->options.verify_replications,
                   "Replications to add, in all, where the order of the front is in doubt")
      ->check(CLI::Range(0, 10000))
      ->capture_default_str();
  verb->add_option("--local-search", args->options.local_search, "Topologies near the front that the model does not propose, to be simulated at most")
      ->check(CLI::Range(0, 100000))
      ->capture_default_str();
  verb->add_option("--threads", args->options.threads, "Threads; 0 = all cores. The result does not depend on it")
      ->envname("TRADEWIND_THREADS")
      ->check(CLI::Range(0, 1024));
  verb->add_option("--topology", args->topology, "Write the picked topology to FILE")->type_name("FILE");
  verb->add_option("--gate", args->gates, "Condition on a figure of the picked point, as 'p95_ms<=250'; exit 1 when it is not met")
      ->type_name("GATE");
  args->worker.add_to(*verb);
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  args->job.add_to(*verb, {"--topology", "--gate", "--json", "--shard", "--exchange"});
  verb->footer(
      "Examples:\n  tradewind plan chat.json --study chat.study\n  mpirun -n 4 tradewind plan chat.json --study chat.study\n"
      "  tradewind plan chat.json --study chat.study --emit slurm --shards 8 > plan.slurm && sbatch plan.slurm\n  tradewind plan "
      "chat.json --study chat.study --gate 'monthly_usd<200000' --json "
      "front.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
