#include "fidelity/prediction.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "tradewind/sim/replay.h"

namespace tradewind::fidelity {
namespace {

// Requests of the last quarter wait so long on average, or some are given up, where a server falls behind: waits grow with the time that it does so.
constexpr double waiting_of_an_overload_s = 5;

struct Sample {
  std::vector<double> ttft_ms, e2e_ms;

  void add(const ReplayedRequest& request) {
    ttft_ms.push_back(request.ttft_s * 1e3);
    e2e_ms.push_back(request.e2e_s * 1e3);
  }
  Latencies summary() {
    const auto mean = [](const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size()); };
    if (ttft_ms.empty()) return {};
    return {mean(ttft_ms), quantile(ttft_ms, 0.9), quantile(ttft_ms, 0.99), mean(e2e_ms), quantile(e2e_ms, 0.99)};
  }

 private:
  // Interpolated between order statistics, as the load generator's numpy.percentile does.
  static double quantile(std::vector<double>& values, double p) {
    std::ranges::sort(values);
    const double position = p * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (position - static_cast<double>(below)) * (values[above] - values[below]);
  }
};

LlmPool pool_of(const Case& test, const Settings& settings) {
  IterationQuery query = test.query;
  query.constants = settings.constants;
  query.method = settings.method;
  const IterationAnswer answer = Catalogue::shipped().iteration_model(query);
  if (!answer.model) throw std::invalid_argument(answer.why_not);
  const KvCapacity capacity =
      Catalogue::shipped().kv_capacity(query, {test.server.gpu_memory_utilization, test.server.block_size, test.server.max_num_batched_tokens});
  if (capacity.blocks == 0) throw std::invalid_argument(capacity.why_not);
  ReplicaGroup group{.server = test.server, .iteration = *answer.model, .kv_blocks = capacity.blocks};
  group.server.prefix_caching = settings.prefix_caching;
  group.server.async_scheduling = settings.async_scheduling;
  group.server.enforce_eager = !settings.cuda_graphs;
  if (!settings.host_times) group.iteration.host_ms = group.iteration.host_ms_per_seq = 0;
  return {.groups = {group}, .kv_transfer = {}};
}

}  // namespace

Prediction predict(const Case& test, const Settings& settings) {
  const LlmPool pool = pool_of(test, settings);
  LoadTest trace(test, settings.generator);
  Sample run;
  std::vector<Sample> stages(test.stages.size());
  std::vector<double> queue_s;
  std::uint64_t lost = 0;
  const auto note = [&](const ReplayedRequest& request) {
    queue_s.push_back(request.queue_s);
    lost += request.fate != ReplayFate::completed;
    if (request.fate != ReplayFate::completed) return;
    run.add(request);
    stages[trace.stage_of(request.id)].add(request);
  };
  replay(pool, trace, note, {.every_iteration = settings.every_iteration});
  Prediction prediction{.run = run.summary(), .stages = {}, .basis = pool.groups[0].iteration.basis};
  for (Sample& stage : stages) prediction.stages.push_back(stage.summary());
  const auto quarter = static_cast<std::ptrdiff_t>(queue_s.size() / 4);
  const double last = std::accumulate(queue_s.end() - quarter, queue_s.end(), 0.0) / static_cast<double>(quarter);
  prediction.overloaded = lost > 0 || last > waiting_of_an_overload_s;
  return prediction;
}

}  // namespace tradewind::fidelity
