#include "fidelity/prediction.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "tradewind/scenarios/percentile.h"
#include "tradewind/sim/replay.h"
#include "tradewind/sim/replay_statistics.h"

namespace tradewind::fidelity {
namespace {

struct Sample {
  std::vector<double> ttft_ms, e2e_ms;

  void add(const ReplayedRequest& request) {
    ttft_ms.push_back(request.ttft_s * 1e3);
    e2e_ms.push_back(request.e2e_s * 1e3);
  }
  Latencies summary() {
    if (ttft_ms.empty()) return {};
    const auto mean = [](const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size()); };
    for (std::vector<double>* values : {&ttft_ms, &e2e_ms}) std::ranges::sort(*values);
    return {mean(ttft_ms), percentile_of(ttft_ms, 90), percentile_of(ttft_ms, 99), mean(e2e_ms), percentile_of(e2e_ms, 99)};
  }
};

LlmPool pool_of(const Case& test, const Settings& settings) {
  IterationQuery query = test.query;
  query.constants = settings.constants;
  query.context_tokens = test.system_prompt_tokens + test.question_tokens + test.output_tokens / 2;
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
  ReplayStatistics statistics;
  const auto note = [&](const ReplayedRequest& request) {
    statistics.add(request);
    if (request.fate == ReplayFate::completed) run.add(request);
  };
  replay(pool, trace, note, {.every_iteration = settings.every_iteration});
  return {run.summary(), statistics.figures().overload.overloaded, pool.groups[0].iteration.basis};
}

}  // namespace tradewind::fidelity
