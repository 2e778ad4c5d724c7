// Requests a second of the serving engine on one core, beside a bare loop of the same work (bare_loop.h) in the same run.
//   bench_serving [TRACE]      for three more rows: TRACE as it is on one replica, 4 times as fast on 8, 16 times on 32
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "bare_loop.h"
#include "tradewind/sim/replay.h"

using namespace tradewind;

namespace {

constexpr int max_num_seqs = 128, max_num_batched_tokens = 2048, repeats = 5;

class Requests : public Trace {
 public:
  explicit Requests(const std::vector<bench::BareRequest>& requests) : requests_(requests) {}
  bool next(TraceRequest& request) override {
    if (read_ == requests_.size()) return false;
    const bench::BareRequest& from = requests_[read_++];
    request.arrival_ns = from.arrival_ns;
    request.prompt_tokens = from.prompt;
    request.output_tokens = from.output;
    return true;
  }

 private:
  const std::vector<bench::BareRequest>& requests_;
  std::size_t read_ = 0;
};

std::vector<bench::BareRequest> poisson(double rate_rps, int prompt, int output, int requests) {
  std::mt19937_64 random(1);
  std::exponential_distribution<double> gap_s(rate_rps);
  std::vector<bench::BareRequest> made;
  double now_s = 0;
  for (int i = 0; i < requests; ++i) made.push_back({static_cast<std::int64_t>((now_s += gap_s(random)) * 1e9), prompt, output});
  return made;
}

// A trace, so many times as fast as it came.
std::vector<bench::BareRequest> faster(const char* file, int times) {
  const auto trace = open_trace(file);
  std::vector<bench::BareRequest> requests;
  for (TraceRequest request; trace->next(request);) requests.push_back({request.arrival_ns / times, request.prompt_tokens, request.output_tokens});
  return requests;
}

LlmPool pool_of(const IterationModel& model, int replicas) {
  ReplicaGroup group{.replicas = replicas, .server = {}, .iteration = model, .kv_blocks = model.max_kv_tokens / 16};
  group.server.max_num_seqs = max_num_seqs;
  group.server.max_num_batched_tokens = max_num_batched_tokens;
  group.server.max_model_len = 1 << 20;
  return {.balancing = Balancing::round_robin, .groups = {group}, .kv_transfer = {}};
}

// Fastest of some runs, in requests a second.
template <class Run>
double rate(std::size_t requests, const Run& run) {
  double best_s = 1e9;
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    best_s = std::min(best_s, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return static_cast<double>(requests) / best_s;
}

void row(const char* name, const IterationModel& model, const std::vector<bench::BareRequest>& requests, int replicas) {
  const LlmPool pool = pool_of(model, replicas);
  const serving::IterationTime time(model, pool.groups[0].server);
  double sum = 0;
  const auto replayed = [&](bool every_iteration) {
    return rate(requests.size(), [&] {
      Requests trace(requests);
      replay(pool, trace, [&](const ReplayedRequest& request) { sum += request.e2e_s; }, {.every_iteration = every_iteration});
    });
  };
  const auto bare = [&](bool leap) {
    return rate(requests.size(), [&] { sum += bench::BareLoop(time, max_num_seqs, max_num_batched_tokens).run(requests, leap).e2e_ms_sum; });
  };
  const double leaping = replayed(false), stepping = replayed(true);
  fmt::print("{:<34} {:>8} {:>11.2f} {:>11.2f}", name, replicas, leaping / 1e6, stepping / 1e6);
  if (replicas == 1) {
    const double bare_leaping = bare(true), bare_stepping = bare(false);
    fmt::print(" {:>11.2f} {:>11.2f} {:>7.1f} {:>7.1f}", bare_leaping / 1e6, bare_stepping / 1e6, bare_leaping / leaping, bare_stepping / stepping);
  }
  fmt::print("{}\n", sum == 0 ? " " : "");
}

IterationModel model_of(const char* name, const char* gpu, int tensor_parallel) {
  return *Catalogue::shipped().iteration_model({.gpu = gpu, .model = name, .tensor_parallel = tensor_parallel}).model;
}

}  // namespace

int main(int argc, char** argv) {
  fmt::print("{:<34} {:>8} {:>11} {:>11} {:>11} {:>11} {:>7} {:>7}\n", "million requests a second", "replicas", "leaping", "stepping", "bare leap",
             "bare step", "ratio", "ratio");
  row("W1: 70B, H100 x 4, 1024/256, 5/s", model_of("Llama-3.1-70B", "h100-sxm-80gb", 4), poisson(5, 1024, 256, 10000), 1);
  row("W2: 8B, H100, 512/128, 20/s", model_of("Llama-3.1-8B", "h100-sxm-80gb", 1), poisson(20, 512, 128, 10000), 1);
  if (argc < 2) return 0;
  const IterationModel small = model_of("Llama-3.1-8B", "h100-sxm-80gb", 1);
  row("trace, 8B on H100", small, faster(argv[1], 1), 1);
  row("trace 4 times as fast", small, faster(argv[1], 4), 8);
  row("trace 16 times as fast", small, faster(argv[1], 16), 32);
}
