#include "kubernetes/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "names.h"

namespace tradewind::kubernetes {
namespace {

// Room above the simulated load before the autoscaler adds a replica, so that the planned replicas carry the planned week alone. A choice of this
// tool.
constexpr double threshold_allowance = 1.5;
// Where no batch was simulated: a batch that is this full has requests waiting in bursts. A choice of this tool.
constexpr double full_batch_share = 0.8;

Threshold llm_threshold(const PoolPlan& plan, const LlmServing& llm) {
  const double most = full_batch_share * llm.server.max_num_seqs;
  if (plan.expected.batch_mean <= 0 || plan.mean_rps <= 0)
    return {std::max<std::int64_t>(1, static_cast<std::int64_t>(most)),
            fmt::format("{:.0f} % of --max-num-seqs={}: no simulated batch is known.", 100 * full_batch_share, llm.server.max_num_seqs)};
  const double busiest = plan.expected.batch_mean * plan.busiest_rps / plan.mean_rps;
  const double value = std::min(most, std::ceil(threshold_allowance * busiest));
  return {
      std::max<std::int64_t>(1, static_cast<std::int64_t>(value)),
      fmt::format("Requests a replica: the simulated batch of {:.1f} on average, {:.1f} in the busiest hour in proportion to the load; half as much "
                  "again, at most {:.0f} % of --max-num-seqs={}.",
                  plan.expected.batch_mean, busiest, 100 * full_batch_share, llm.server.max_num_seqs)};
}

Threshold classic_threshold(const PoolPlan& plan) {
  const double rps = plan.busiest_rps / plan.replicas;
  return {std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(threshold_allowance * rps))),
          fmt::format("Requests/s a replica: {:.1f} in the busiest hour of the simulated week, and half as much again.", rps)};
}

}  // namespace

std::string served_model(const PoolPlan& plan) { return slug(std::get<ClassicServing>(plan.workload->serving).model); }

Server server_of(const PoolPlan& plan, const std::string& selector) {
  if (plan.workload->is_llm()) return vllm(plan, selector);
  switch (std::get<ClassicServing>(plan.workload->serving).server.kind) {
    case BatchServer::Kind::triton:
      return triton(plan, selector);
    case BatchServer::Kind::tensorflow_serving:
      return tensorflow_serving(plan, selector);
    case BatchServer::Kind::torchserve:
      return torchserve(plan, selector);
  }
  throw std::logic_error("no export of this classic server");
}

Threshold threshold_of(const PoolPlan& plan) {
  const auto* llm = std::get_if<LlmServing>(&plan.workload->serving);
  return llm != nullptr ? llm_threshold(plan, *llm) : classic_threshold(plan);
}

}  // namespace tradewind::kubernetes
