// The world: a scenario resolved and checked. Dense arrays, names turned into indices, nothing optional left. Immutable and shared by all threads.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tradewind/scenarios/autoscaling.h"
#include "tradewind/scenarios/billing.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/data_plane.h"
#include "tradewind/scenarios/filled_default.h"
#include "tradewind/scenarios/incident.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/rollout.h"
#include "tradewind/scenarios/traffic_managers.h"

namespace tradewind {

inline constexpr double hours_per_month = 730.0;  // billing month of the clouds
inline constexpr int hours_per_week = 168;

enum class LatencyMetric { e2e, ttft };
enum class Balancing { round_robin, least_outstanding, power_of_two, prefix_affinity, least_tokens };
enum class SchedulingPolicy { fcfs, priority };
// Where the windows of a simulation lie: at the same hours in every replication, or at one drawn from each stratum of hours of like load.
enum class Sampling { even, stratified };

std::string_view to_string(LatencyMetric metric);
std::string_view to_string(Balancing balancing);
std::string_view to_string(SchedulingPolicy policy);

struct Region {
  std::string provider, id, city, country_iso2, continent, residency;
  GeoPoint place;
  std::optional<double> grid_gco2_per_kwh = {};  // of its electricity: the scenario's, else the catalogue's; nothing where neither has one
  std::string key() const { return provider + ":" + id; }
};

struct Population {
  std::string name;  // "Tokyo, JP"
  std::string country_iso2, continent, timezone;
  GeoPoint place;
  double users = 0;  // users of the service
};

// Log-normal number of tokens, rounded to an integer of at least 1 and cut at `max`; of these the lengths l with above < l <= up_to alone.
struct TokenDistribution {
  double p50 = 1, p95 = 1;
  int max = 1;
  int above = 0, up_to = std::numeric_limits<int>::max();
  bool is_part() const { return above > 0 || up_to < max; }
  int longest() const { return std::min(max, up_to); }
  double share_up_to(int length) const;  // of the whole distribution, whatever part this is
  double mu() const;                     // ln p50
  double sigma() const;                  // ln(p95 / p50) / 1.6449
  double mean() const;                   // of the cut and rounded part, by numerical integration

 private:
  double mean_up_to(int length) const;
};

struct Slo {
  LatencyMetric metric = LatencyMetric::e2e;
  double percentile = 95;  // percent
  double target_ms = 0;
};

// vLLM's own parameter names.
struct VllmServer {
  int max_num_seqs = 128;
  int max_num_batched_tokens = 2048;
  bool chunked_prefill = true;
  bool prefix_caching = true;
  bool async_scheduling = true;  // an iteration is planned while the one before it runs
  bool enforce_eager = false;    // no CUDA graphs; with them, small batches are padded to the captured sizes
  SchedulingPolicy scheduling_policy = SchedulingPolicy::fcfs;
  int block_size = 16;
  int max_model_len = 8192;
  double gpu_memory_utilization = 0.9;
  int max_waiting = 0;  // most requests that may wait at one replica; past it a request is rejected; 0 = no limit
};

// Dynamic batching as Triton, TensorFlow Serving and TorchServe do it, in one form: the instances of a replica take batches from the head of one
// queue. sim/serving/batch_server.h tells how.
struct BatchServer {
  enum class Kind { triton, tensorflow_serving, torchserve } kind = Kind::triton;
  int max_batch_size = 1;                       // items; TorchServe: requests
  std::vector<int> preferred_batch_sizes = {};  // Triton; ascending, none = max_batch_size
  int max_queue_delay_us = 0;                   // how long a batch may wait to fill
  int instances = 1;                            // batches side by side on one replica, sharing the GPU
  int max_waiting = 0;                          // Triton, TorchServe: requests that may wait; past it one is rejected; 0 = no limit
  int max_enqueued_batches = 0;                 // TensorFlow Serving: the same in batches
  int split_up_to = 0;                          // TensorFlow Serving: requests of up to so many items are split over batches; 0 = none is split
  int queue_timeout_us = 0;                     // Triton: a request that has waited longer is rejected; 0 = none is
  bool delays_expired = false;                  // Triton: it is not rejected, but served after all others
  std::vector<int> allowed_batch_sizes = {};    // TensorFlow Serving: a batch is padded to the next of these; ascending, none = any size

  // TorchServe batches requests, whatever their items; and there the wait of a batch begins when an instance has taken its first request from the
  // queue, in the other two when that request came.
  bool counts_requests() const { return kind == Kind::torchserve; }
  bool waits_from_pickup() const { return kind == Kind::torchserve; }
  bool drops_cancelled() const { return kind == Kind::triton; }
  // Items that a batch is computed as.
  std::int64_t padded(std::int64_t items) const {
    const auto next = std::ranges::lower_bound(allowed_batch_sizes, items);
    return next == allowed_batch_sizes.end() ? items : *next;
  }
  // The largest request that is taken, in what the server counts.
  int largest_request() const { return std::max(max_batch_size, split_up_to); }
};

// Requests of a workload that are equally urgent.
struct PriorityClass {
  std::string name;
  int priority = 0;  // smaller is served first
  double share = 1;  // of the workload's requests; all add up to 1
};

// Conversations: turns whose prompts hold all that was said before.
struct Session {
  double mean_turns = 1;  // geometric; 1 = every request stands alone
  double think_time_p50_s = 1, think_time_p95_s = 1;
  bool goes_on() const { return mean_turns > 1; }
  double continues() const { return 1 - 1 / mean_turns; }  // probability that a turn is followed by another one
  double think_mu() const;                                 // of the log-normal time in s: ln p50
  double think_sigma() const;                              // ln(p95 / p50) / 1.6449
  double mean_think_time_s() const;                        // exp(mu + sigma^2 / 2)
};

// Between a prefill and a decode server: t = latency + prompt KV bytes / bandwidth.
struct KvTransfer {
  double latency_ms = 0;
  double gbit_s = 0;  // per transfer
};

// A replica is a group of servers, each split over tensor_parallel GPUs.
struct Disaggregation {
  int prefill_servers = 1, decode_servers = 1;
  KvTransfer kv_transfer;
  int servers() const { return prefill_servers + decode_servers; }
};

struct LlmServing {
  std::string model, dtype;
  int tensor_parallel = 1;
  TokenDistribution prompt_tokens, output_tokens;
  double bytes_per_token = 4, stream_overhead_bytes = 200;
  VllmServer server;
  int system_prompt_tokens = 0, system_prompt_variants = 1;  // in front of every prompt, not uploaded
  std::vector<PriorityClass> priority_classes = {{}};        // at least one
  Session session;
  std::int64_t longest_request() const { return std::int64_t{system_prompt_tokens} + prompt_tokens.longest() + output_tokens.longest(); }
  std::optional<Disaggregation> disaggregation;
  int gpus_per_replica() const { return tensor_parallel * (disaggregation ? disaggregation->servers() : 1); }
  bool context_by_memory = false;  // max_model_len was not given: where the KV cache holds fewer tokens, these are the longest request
};

struct ClassicServing {
  std::string model;
  int items_per_request = 1;
  double request_bytes = 0, response_bytes = 0;
  BatchServer server;
  std::vector<BatchModel> measured = {};  // the only timings of the model; empty: those of the catalogue
  std::int64_t largest_batch_items() const { return std::int64_t{server.max_batch_size} * (server.counts_requests() ? items_per_request : 1); }
};

// What a client does when its answer is late or refused. The pause before attempt n + 1 is min(backoff_max_ms, backoff_ms * 2^(n - 1)) times
// 1 - backoff_jitter * u, u uniform.
struct Client {
  double timeout_s = 0;  // of an attempt; 0 = it waits as long as it takes
  int max_attempts = 1;
  double backoff_ms = 500, backoff_max_ms = 8000, backoff_jitter = 1;
  double retry_budget = 0;    // retries for each first attempt of a population's clients; 0 = no limit
  double hedge_after_ms = 0;  // an attempt that is not answered by then is sent once more beside it; 0 = never
};

// A token bucket, of a whole region.
struct RateLimit {
  double requests_per_s = 1, burst = 1;
};

// At the door of a region: requests, waiting or running, that it takes for each replica (0 = any number), and how many a second.
struct Admission {
  double max_requests_per_replica = 0;
  std::optional<RateLimit> rate_limit = {};
};

// What a new replica waits for, one after the other; the image once a node.
struct StartUp {
  double node_s = 240, image_pull_s = 60, load_s_per_gb = 3.2, warm_up_s = 58;
  double stock_out = 0;  // share of the requests for a node that find no capacity
};

enum class Provisioner { cluster_autoscaler, karpenter };

// The nodes of a region's replicas: who asks for them, and the rules on where replicas stand and how many may be moved at a time.
struct Nodes {
  Provisioner provisioner = Provisioner::cluster_autoscaler;
  bool consolidate = false;
  int max_zone_skew = 0;                                 // 0 = a wish, no rule
  int max_unavailable = 0, max_unavailable_percent = 0;  // for consolidation; at most one of the two, 0 = any number
};

struct Workload {
  std::string name;
  double requests_per_user_day = 0;
  std::string profile;
  Slo slo;
  Balancing balancing = Balancing::round_robin;
  Client client;
  std::optional<Autoscaling> autoscaling;
  StartUp start_up;
  Nodes nodes = {};
  std::optional<Admission> admission;
  std::vector<FeatureUse> features = {};
  double burstiness = 1;  // squared coefficient of variation of the times between arrivals of one population; 1 = Poisson
  std::variant<LlmServing, ClassicServing> serving;
  bool is_llm() const { return std::holds_alternative<LlmServing>(serving); }
  const std::vector<PriorityClass>& priority_classes() const;  // at least one
  const Session& session() const;                              // of a classic workload: every request stands alone
  double mean_request_bytes() const;                           // user to region
  double mean_response_bytes() const;                          // region to user, framing included
};

// A GPU instance type that can be bought in a candidate region. Its price stands in the price book.
struct Offer {
  std::uint32_t region = 0;  // index into World::regions
  std::string instance_type;
  std::string gpu;
  int gpu_count = 0;
  double vcpu = 0, memory_gib = 0;
  double gpu_power_w = 0;  // of one GPU at most, by its data sheet; 0 = not known
};

// How one workload runs on one offer. Pairs that cannot work (no timing known, model too large) have no entry.
struct ServingOption {
  std::uint32_t workload = 0, offer = 0;
  std::variant<IterationModel, BatchModel> timing;
  int gpus_per_replica = 1;
  int replicas_per_instance = 1;
  std::int64_t kv_blocks = 0;  // LLM: KV-cache blocks of one server
  double weights_gb() const {  // that a replica loads; 0 of a classic model, whose weights nothing knows
    const auto* llm = std::get_if<IterationModel>(&timing);
    return llm == nullptr ? 0 : static_cast<double>(llm->weights_bytes) / 1e9;
  }
};

// How a new connection is opened.
enum class Transport : std::uint8_t {
  tcp_tls12,  // HTTP/1.1 or HTTP/2
  tcp_tls13,  // HTTP/1.1 or HTTP/2
  quic        // HTTP/3
};

// Which law bounds the rate of a flow beside the bottleneck.
enum class CongestionControl : std::uint8_t {
  loss_based,  // Reno and its kin
  bbr
};

// The largest share of packets that a way may lose: beyond it, neither law of congestion control says anything.
inline constexpr double most_loss = 0.2;

struct AccessLine {
  double p50_ms = 0, p95_ms = 0;  // round trip
  double downlink_mbit_s = 0, uplink_mbit_s = 0;
};

struct Network {
  double last_mile_p50_ms = 15, last_mile_p95_ms = 50;
  double jitter_share = 0.05;
  double connection_reuse = 0.7;
  std::optional<int> handshake_round_trips;  // of every new connection; absent: the transport's
  double downlink_mbit_s = 20, uplink_mbit_s = 5;
  Transport transport = Transport::tcp_tls13;
  double resumption_share = 0;  // of new connections: those with a session ticket
  double dns_lookup_ms = 0;     // on a new connection
  double loss = 0;              // share of packets, at most most_loss
  CongestionControl congestion_control = CongestionControl::loss_based;
  double mobile_share = 0;  // of requests
  AccessLine mobile{31, 100, 20, 5};
};

// Most instances or GPUs over some offers, all counted together.
struct InstanceQuota {
  std::string words;  // what the scenario asks for: "at most 4 instances of p5.4xlarge in aws:us-east-1"
  std::vector<std::uint32_t> offers;
  int most = 0;
  bool counts_gpus = false;  // otherwise instances
};

// Instances that stand already and stay.
struct KeptPool {
  std::uint32_t workload = 0, offer = 0;
  int instances = 1;  // at least
};

// Failures after which the rest must serve.
struct Survival {
  std::vector<std::vector<std::uint32_t>> failures;  // each: regions that are gone at the same time
  double degraded_latency_factor = 1.5, load_share = 1;
};

struct ConstraintSet {
  int min_regions = 1, max_regions = 200;
  double monthly_budget_usd = 0;  // 0 = none
  int max_instances_per_region = 1000;
  bool enforce_slo = false;
  int min_providers = 1, max_providers = 50;
  std::vector<InstanceQuota> quotas = {};
  std::vector<KeptPool> kept = {};
  Survival survival = {};
};

// What leads users to regions.
struct Traffic {
  TrafficManager manager;    // with the scenario's own settings in place of the service's
  double spill_over_at = 0;  // requests a server above which a region hands requests on; 0 = never
  // Of a manager that steers by waterfall: rate of a replica past which requests go to the next region, 0 = no limit, and how often it is measured.
  double max_rate_per_replica_rps = 0, spread_interval_s = 5;
  std::vector<double> dials = {};  // by region: share of what reaches it that it takes; empty = all of it everywhere
  double spill_over_gap = 0;       // by which it must fall below spill_over_at before the region keeps requests again
};

// The hour of the week around whose middle an even window lies: floor((window + 1/2) * 168 / windows).
constexpr int hour_of_even_window(int window, int windows) { return (2 * window + 1) * hours_per_week / (2 * windows); }

struct SimulationPlan {
  std::uint64_t seed = 1;
  int replications = 4;
  int windows = 24;
  double window_s = 30, warmup_s = 30;
  Sampling sampling = Sampling::even;
};

// Row-major matrix of doubles; rows x columns.
class Grid {
 public:
  Grid() = default;
  Grid(std::size_t rows, std::size_t columns, double value = 0) : columns_(columns), cells_(rows * columns, value) {}
  double& operator()(std::size_t row, std::size_t column) { return cells_[row * columns_ + column]; }
  double operator()(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  std::span<const double> row(std::size_t row) const { return {cells_.data() + row * columns_, columns_}; }
  std::size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  std::size_t columns() const { return columns_; }

 private:
  std::size_t columns_ = 0;
  std::vector<double> cells_;
};

// Residency: in which regions the requests of a population for a workload may be served.
class Residency {
 public:
  Residency() = default;  // everywhere
  Residency(std::size_t workloads, std::size_t populations, std::size_t regions)
      : populations_(populations), regions_(regions), allowed_(workloads * populations * regions, 1) {}

  bool restricts() const { return !allowed_.empty(); }
  bool allows(std::size_t workload, std::size_t population, std::size_t region) const {
    return allowed_.empty() || allowed_[(workload * populations_ + population) * regions_ + region];
  }
  // Whether any population's requests may be served there.
  bool allows_anybody(std::size_t workload, std::size_t region) const {
    for (std::size_t population = 0; population < populations_; ++population)
      if (allows(workload, population, region)) return true;
    return allowed_.empty();
  }
  void forbid(std::size_t workload, std::size_t population, std::size_t region) {
    allowed_[(workload * populations_ + population) * regions_ + region] = 0;
  }

 private:
  std::size_t populations_ = 0, regions_ = 0;
  std::vector<char> allowed_;
};

// A rule as the scenario has it, for people to read.
struct ResidencyRule {
  std::string name;
  std::vector<std::string> jurisdictions, workloads;  // no workload: all of them
  std::size_t populations = 0;                        // that it concerns
};

// What topologies compete on beside latency and cost (language::ThirdAxis tells what each measures).
enum class ThirdAxis { none, net_benefit, staleness, availability, carbon };

struct World {
  std::string name, description;
  std::string catalogue_version;
  std::vector<Region> regions;
  std::vector<Population> populations;
  std::vector<Workload> workloads;
  std::vector<Offer> offers;
  std::vector<ServingOption> serving_options;
  Purchase purchase = Purchase::on_demand;
  Billing billing;
  Network network;
  Traffic traffic;
  Residency residency;
  std::vector<ResidencyRule> residency_rules;
  Grid region_rtt_ms;  // regions x regions
  std::vector<Incident> incidents;
  std::vector<FailureRate> reliability;
  std::optional<Runbook> runbook;
  DataPlane data;
  std::vector<Rollout> rollouts;
  double objective_percentile = 95;
  ThirdAxis third_axis = ThirdAxis::none;
  ConstraintSet constraints;
  SimulationPlan simulation;
  std::string week_of;  // Monday of the simulated week, "2026-01-12"
  double growth = 1;    // factor on the requests between today and the simulated week
  double growth_per_month = 0;
  Grid rtt_ms;  // populations x regions: over the network that the traffic manager uses, without the access line (estimated)
  // Mean arrival rate in requests/s: rate_rps[workload](population, hour of the week in UTC, 0 = Monday 00-01).
  std::vector<Grid> rate_rps;

  // Mean over the week of one population's requests/s.
  double mean_rps(std::size_t workload, std::size_t population) const;
  // Requests/s of all populations together, by hour of the week.
  std::vector<double> total_rps(std::size_t workload) const;
  std::vector<double> total_rps() const;  // of all workloads

  // The serving option of a pair, or nullptr.
  const ServingOption* serving(std::uint32_t workload, std::uint32_t offer) const;
};

// What validation found: problems of the file and, where there is no error, the world and what was filled in.
struct LoadedScenario {
  Problems problems;  // warnings may stand beside a world
  World world;        // meaningful only when !has_errors(problems)
  std::vector<FilledDefault> defaults;
  std::vector<std::string> notes;  // what was left out and why: offers without timing, regions without offers
  std::string text;                // the file's bytes
};

// Reads and checks everything; never throws for bad input.
LoadedScenario load_scenario(const std::filesystem::path& file);
LoadedScenario load_scenario_text(std::string_view text, const std::string& file_name);

// The same, or InvalidInput with all problems.
World load_world(const std::filesystem::path& file);

// JSON Schema (draft 2020-12) of scenario files and topology files, and the Markdown reference page; all from the descriptors.
std::string scenario_json_schema();
std::string topology_json_schema();
std::string scenario_reference_markdown();

}  // namespace tradewind
