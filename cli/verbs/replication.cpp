// How long the versions of artifacts take to the regions of a topology.
#include <fmt/format.h>

#include "context.h"
#include "price_book_flag.h"
#include "terminal/table.h"
#include "tradewind/planner/replication_usage.h"

namespace tradewind {
namespace {

using terminal::grouped;

struct ReplicationArguments {
  std::string scenario, topology;
  double hours = hours_per_month;
  int threads = 0;
  PriceBookFlag price_book;
  JsonOutput json;
};

struct Result {
  ReplicationPlan plan;
  std::vector<double> p50_s, p99_s;  // on idle links
  ArtifactLag lag;                   // simulated
};

std::vector<Result> results(const World& world, const Topology& topology, const ReplicationArguments& args) {
  std::vector<ReplicationPlan> plans = plans_at_prices(world, topology, Pricing(world, args.price_book.load()));
  std::vector<ArtifactLag> lags = simulate_replication(world, plans, args.hours, world.simulation.seed, args.threads);
  std::vector<Result> all;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const Artifact& artifact = world.data.artifacts[plans[i].artifact];
    std::vector<double> p50 = undisturbed_lag_s(artifact, plans[i], 50), p99 = undisturbed_lag_s(artifact, plans[i], 99);
    all.push_back({std::move(plans[i]), std::move(p50), std::move(p99), std::move(lags[i])});
  }
  return all;
}

nlohmann::json service_json(const Artifact& artifact) {
  return {{"median_s", artifact.delay.median_s},
          {"median_source", "choice of the scenario or of this tool"},
          {"target_s", artifact.delay.target_s},
          {"target_percentile", artifact.delay.target_percentile},
          {"design_target", artifact.delay.published},
          {"target_source", artifact.delay.published ? std::string(service_of(artifact.replication).source) : "scenario"}};
}

nlohmann::json hop_json(const World& world, const Result& result, std::size_t h) {
  const ReplicationHop& hop = result.plan.hops[h];
  const RegionLag& lag = result.lag.hops[h];
  nlohmann::json json = {
      {"from", world.regions[hop.from].key()},
      {"to", world.regions[hop.to].key()},
      {"lag_s", {{"p50", result.p50_s[h]}, {"p99", result.p99_s[h]}, {"mean_simulated", lag.mean_s}, {"max_simulated", lag.max_s}}},
      {"versions_simulated", lag.versions},
      {"behind_share", lag.behind_share}};
  if (!is_service(world.data.artifacts[result.plan.artifact].replication)) json["throughput_basis"] = hop.estimated ? "estimated" : "measured";
  return json;
}

nlohmann::json to_json(const World& world, const std::vector<Result>& all, double hours) {
  nlohmann::json artifacts = nlohmann::json::array();
  for (const Result& result : all) {
    const Artifact& artifact = world.data.artifacts[result.plan.artifact];
    nlohmann::json hops = nlohmann::json::array();
    for (std::size_t h = 0; h < result.plan.hops.size(); ++h) hops.push_back(hop_json(world, result, h));
    artifacts.push_back({{"name", artifact.name},
                         {"replication", to_string(artifact.replication)},
                         {"home", world.regions[artifact.home].key()},
                         {"size_gb", artifact.size_gb},
                         {"files", artifact.files},
                         {"versions_per_month", artifact.versions_per_month},
                         {"gb_per_month", artifact.versions_per_month * artifact.size_gb * static_cast<double>(hops.size())},
                         {"hops", hops}});
    if (is_service(artifact.replication)) artifacts.back()["service"] = service_json(artifact);
  }
  return {{"scenario", world.name}, {"seed", world.simulation.seed}, {"simulated_hours", hours}, {"artifacts", artifacts}};
}

void print(const World& world, const Result& result) {
  const Artifact& artifact = world.data.artifacts[result.plan.artifact];
  fmt::print("{}: {:g} GB in {} file{}, {:g} versions a month, {} from {}\n", artifact.name, artifact.size_gb, artifact.files,
             artifact.files == 1 ? "" : "s", artifact.versions_per_month, to_string(artifact.replication), world.regions[artifact.home].key());
  if (is_service(artifact.replication))
    fmt::print("  A {}, not a measurement: {:g} % within {:g} s ({}); the median of {:g} s is a choice.\n",
               artifact.delay.published ? "design target" : "target of the scenario", artifact.delay.target_percentile, artifact.delay.target_s,
               artifact.delay.published ? service_of(artifact.replication).source : "scenario", artifact.delay.median_s);
  terminal::Table table(
      {{"region"}, {"from"}, {"lag p50 s", true}, {"lag p99 s", true}, {"mean s", true}, {"max s", true}, {"behind", true}, {"throughput"}});
  for (std::size_t h = 0; h < result.plan.hops.size(); ++h) {
    const ReplicationHop& hop = result.plan.hops[h];
    const RegionLag& lag = result.lag.hops[h];
    table.add({world.regions[hop.to].key(), world.regions[hop.from].key(), grouped(result.p50_s[h], 1), grouped(result.p99_s[h], 1),
               grouped(lag.mean_s, 1), grouped(lag.max_s, 1), fmt::format("{:.3f} %", 100 * lag.behind_share),
               is_service(artifact.replication) ? ""
               : hop.estimated                  ? "estimated"
                                                : "measured"});
  }
  table.print();
}

int run(const ReplicationArguments& args, const Context& context) {
  const World world = load_checked_world(args.scenario, context);
  const std::vector<Result> all = results(world, load_topology(world, args.topology), args);
  args.json.write(to_json(world, all, args.hours));
  if (args.json.replaces_table()) return exit_code::done;
  if (all.empty()) fmt::print("The scenario has no artifacts (\"data\": {{\"artifacts\": [...]}}).\n");
  for (const Result& result : all) print(world, result);
  return exit_code::done;
}

}  // namespace

void add_replication(CLI::App& app, Context& context) {
  const auto args = std::make_shared<ReplicationArguments>();
  CLI::App* verb = app.add_subcommand("replication", "How new versions of models reach the regions of a topology: which way, and how late");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  verb->add_option("--hours", args->hours, "Simulated hours")->check(CLI::Range(0.01, 1e6))->capture_default_str();
  verb->add_option("--threads", args->threads, "Threads; 0 = all")->check(CLI::Range(0, 1024));
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind replication chat.json --topology topology.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
