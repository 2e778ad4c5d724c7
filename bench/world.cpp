// How long a world takes to simulate: an hour of 5,000 requests/s, the growth with regions and metro areas, a week by stratified windows, and minutes
// with everything on that a scenario can switch on together.
//   bench_world [week | grow | hours | data | motion]
// Regions are the first of the catalogue, in its order, that can serve the workload; each metro area goes to the nearest of them, and a pool has the
// replicas for 60 % of what they sustain in its busiest hour. Nothing scales or fails in `simulate`: that is what `chaos` plays through, and what
// `motion` measures.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>

#include "tradewind/scenarios/usage.h"
#include "tradewind/sim/capacity.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;

namespace {

constexpr const char* fraud = R"({"name": "fraud", "requests_per_user_day": 1, "profile": "PROFILE", "slo": {"metric": "e2e", "target_ms": 200},
  "client": {"timeout_s": 1, "max_attempts": 3},
  "classic": {"model": "TFT electricity", "request_bytes": 4000, "response_bytes": 500,
              "triton": {"max_batch_size": 64, "max_queue_delay_microseconds": 500, "instance_count": 1}}})";
constexpr const char* chat = R"({"name": "chat", "requests_per_user_day": 1, "profile": "PROFILE", "slo": {"metric": "ttft", "target_ms": 500},
  "client": {"timeout_s": 60, "max_attempts": 3},
  "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 200, "p95": 600, "max": 2000}, "output_tokens": {"p50": 20, "p95": 60, "max": 200}}})";

World load(std::string workload, const char* profile, int metros, const std::string& regions) {
  workload.replace(workload.find("PROFILE"), 7, profile);
  LoadedScenario loaded = load_scenario_text(
      fmt::format(R"({{"name": "world", "populations": [{{"metros": {{"top": {}}}, "users_share": 0.01}}], "regions": {}, "workloads": [{}]}})",
                  metros, regions, workload),
      "world.json");
  if (has_errors(loaded.problems)) throw InvalidInput(loaded.problems);
  return std::move(loaded.world);
}

// The catalogue has GPUs for the workload in some of its regions only; in the others an offer as in the first of them is taken to be sold.
void furnish(World& world) {
  const ServingOption model = world.serving_options.front();
  for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
    const auto serves = [&](const ServingOption& option) { return world.offers[option.offer].region == region; };
    if (std::ranges::any_of(world.serving_options, serves)) continue;
    ServingOption option = model;
    option.offer = static_cast<std::uint32_t>(world.offers.size());
    Offer offer = world.offers[model.offer];
    offer.region = region;
    world.offers.push_back(offer);
    world.serving_options.push_back(option);
  }
}

World world_of(const char* workload, const char* profile, int regions, int metros, double mean_rps) {
  const World all = load(workload, profile, metros, R"({"providers": ["aws", "azure", "gcp"]})");
  std::vector<std::string> keys;
  for (const ServingOption& option : all.serving_options) {
    const std::string key = all.regions[all.offers[option.offer].region].key();
    if (std::ssize(keys) < regions && std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  for (const Region& region : all.regions)
    if (std::ssize(keys) < regions && std::ranges::find(keys, region.key()) == keys.end()) keys.push_back(region.key());
  std::string list;
  for (const std::string& key : keys) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", key);
  World world = load(workload, profile, metros, "[" + list + "]");
  furnish(world);
  double total_rps = 0;
  for (std::size_t p = 0; p < world.populations.size(); ++p) total_rps += world.mean_rps(0, p);
  for (std::size_t p = 0; p < world.populations.size(); ++p)
    for (std::size_t hour = 0; hour < hours_per_week; ++hour) world.rate_rps[0](p, hour) *= mean_rps / total_rps;
  return world;
}

// The first offer of each region; a curve for each GPU, since its replicas are alike everywhere.
Topology sized(const World& world) {
  Topology topology;
  std::map<std::string, double> most_rps;
  std::vector<bool> open(world.regions.size());
  for (const ServingOption& option : world.serving_options) {
    if (open[world.offers[option.offer].region]) continue;
    open[world.offers[option.offer].region] = true;
    topology.pools.push_back({0, option.offer, 1});
  }
  const Grid shares = routing_shares(world, topology).front();
  for (Pool& pool : topology.pools) {
    const Offer& offer = world.offers[pool.offer];
    double& most = most_rps[offer.gpu];
    if (most == 0) most = capacity_curve(world, *world.serving(0, pool.offer), {.requests_per_point = 5000}).max_rate_rps;
    pool.replicas = std::max(1, static_cast<int>(std::ceil(std::ranges::max(routed_rps(world.rate_rps[0], shares, offer.region)) / (0.6 * most))));
  }
  return topology;
}

// Grows only: the runs go from small to large.
double largest_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// A request costs processor time, of all threads: what else runs on the machine does not count.
void print(const std::string& name, std::uint64_t simulated, double wall_s, double processor_s, const std::string& results) {
  const auto requests = static_cast<double>(simulated);
  fmt::print("{:<34} {:>11.0f} {:>8.2f} {:>11.2f} {:>8.0f} {:>10.1f} {}\n", name, requests, wall_s, processor_s, processor_s / requests * 1e9,
             largest_memory_mb(), results);
  std::fflush(stdout);
}

double processor_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void measure(const std::string& name, const World& world, const SimulationOptions& options) {
  const Topology topology = sized(world);
  const double before = processor_s();
  const Outcome outcome = simulate(world, topology, options);
  print(name, outcome.simulated_requests, outcome.wall_s, processor_s() - before,
        fmt::format("{:>10.1f} {:>8.2f} {:>6}", outcome.latency.e2e.p95, 100 * outcome.precision.achieved, outcome.replications));
}

constexpr double rps = 5000;

void grow() {
  const SimulationOptions minute{.replications = 1, .windows = 1, .window_s = 60, .warmup_s = 10, .threads = 1};
  for (const int regions : {5, 10, 20, 40, 60, 80})  // 61 of the catalogue can serve the LLM, 35 have a GPU on which TFT was measured
    measure(fmt::format("{} regions, 200 metros, LLM", regions), world_of(chat, "flat", regions, 200, rps), minute);
  for (const int regions : {5, 80}) measure(fmt::format("{} regions, 200 metros, TFT", regions), world_of(fraud, "flat", regions, 200, rps), minute);
  for (const int metros : {50, 200, 1000})
    measure(fmt::format("20 regions, {} metros, TFT", metros), world_of(fraud, "flat", 20, metros, rps), minute);
}

// A second of a window has 50,000 requests; its error is that of the choice of the hours rather than that of chance within it.
void week() {
  World world = world_of(fraud, "net_web", 20, 200, 10 * rps);
  world.simulation.sampling = Sampling::stratified;
  measure("a week at 50,000/s, two threads", world,
          {.replications = 4, .windows = 12, .window_s = 1, .warmup_s = 1, .threads = 2, .precision = Precision{.relative = 0.02}});
}

void hours() {
  const SimulationOptions hour{.replications = 1, .windows = 1, .window_s = 3600, .warmup_s = 10, .threads = 1};
  measure("an hour at 5,000/s, TFT on Triton", world_of(fraud, "flat", 20, 200, rps), hour);
  measure("an hour at 5,000/s, Llama-3.1-8B", world_of(chat, "flat", 20, 200, rps), hour);
}

// Each request reads one store, which a mirrored stream feeds, and one of ten writes to it.
World reading(World world, Consistency consistency) {
  EventStream stream;
  stream.name = "events";
  stream.events_per_s = 1000;
  stream.mirror_events_per_s = 3000;
  stream.ingest_interval_s = stream.ingest_delay_s = 1;
  world.data.streams = {stream};
  FeatureStore store;
  store.name = "cards";
  store.stream = 0;
  store.consistency = consistency;
  store.bound_s = 3;
  world.data.feature_stores = {store};
  world.workloads[0].features = {{0, true, 0.1}};
  return world;
}

// The same minutes without a store and with one, again and again, as the machine's speed varies.
void data_plane() {
  const SimulationOptions minutes{.replications = 1, .windows = 1, .window_s = 300, .warmup_s = 10, .threads = 1};
  const World plain = world_of(fraud, "flat", 20, 200, rps);
  for (int round = 1; round <= 3; ++round) {
    measure(fmt::format("no store, round {}", round), plain, minutes);
    for (const Consistency consistency : {Consistency::eventual, Consistency::bounded, Consistency::strong})
      measure(fmt::format("{} store, round {}", to_string(consistency), round), reading(plain, consistency), minutes);
  }
}

// A traffic manager with health checks and replicas that scale with their requests; a region fails for half a minute. Beside it the same requests
// without the fault, as `chaos` plays it: both count.
void play(const std::string& name, World world) {
  world.workloads[0].autoscaling = Autoscaling{.min_replicas = 1, .max_replicas = 400, .target_requests = 12};
  world.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  const Topology topology = sized(world);
  IncidentFault lost;
  lost.region = world.offers[topology.pools.back().offer].region;
  world.incidents = {{"a region fails", {lost}}};
  const double before = processor_s();
  const ChaosOutcome outcome =
      chaos(world, topology, {.hour_of_week = 0, .warmup_s = 10, .fault_at_s = 10, .fault_for_s = 30, .after_s = 20, .faults = {}, .threads = 1});
  const ChaosExperiment& fault = outcome.experiments.front();
  print(name, outcome.requests, outcome.wall_s, processor_s() - before,
        fmt::format("{} of {} fail or are late, {} without the fault", fault.failed + fault.late, fault.sent,
                    fault.usually_failed + fault.usually_late));
}

World conversations(World world) {
  auto& serving = std::get<LlmServing>(world.workloads[0].serving);
  serving.server.prefix_caching = true;
  serving.session = {.mean_turns = 3, .think_time_p50_s = 5, .think_time_p95_s = 20};
  return world;
}

// The world in motion, and then with what its requests may carry: conversations over a prefix cache, a feature store fed by a mirrored stream.
void motion() {
  play("TFT in motion", world_of(fraud, "flat", 20, 200, rps));
  const World llm = world_of(chat, "flat", 20, 200, rps);
  play("LLM in motion", llm);
  play("LLM in motion, features", reading(llm, Consistency::bounded));
  play("LLM in motion, conversations", conversations(llm));
  play("everything", reading(conversations(llm), Consistency::bounded));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  fmt::print("{:<34} {:>11} {:>8} {:>11} {:>8} {:>10} {:>10} {:>8} {:>6}\n", "", "requests", "wall s", "processor s", "ns each", "memory MB",
             "p95 ms", "± %", "repl.");
  if (only.empty() || only == "week") week();
  if (only.empty() || only == "grow") grow();
  if (only.empty() || only == "hours") hours();
  if (only.empty() || only == "data") data_plane();
  if (only.empty() || only == "motion") motion();
}
