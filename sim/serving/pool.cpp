#include "serving/pool.h"

#include <stdexcept>

namespace tradewind::serving {

ServerSettings server_settings(const World& world, const ServingOption& option) {
  const Workload& workload = world.workloads.at(option.workload);
  const auto* iteration = std::get_if<IterationModel>(&option.timing);
  const auto* batch = std::get_if<BatchModel>(&option.timing);
  if (const auto* llm = std::get_if<LlmServing>(&workload.serving); llm != nullptr && iteration != nullptr)
    return LlmServerSettings(*iteration, llm->server, option.kv_blocks);
  if (const auto* classic = std::get_if<ClassicServing>(&workload.serving); classic != nullptr && batch != nullptr)
    return BatchServerSettings(*batch, classic->server, classic->items_per_request);
  throw std::invalid_argument("The serving option of workload " + workload.name + " has the timing of another kind of model.");
}

Pool make_pool(const ServerSettings& settings, int replicas, Balancing balancing, std::uint32_t first_entity) {
  if (const auto* llm = std::get_if<LlmServerSettings>(&settings)) return PoolOf<LlmServer>(*llm, replicas, balancing, first_entity);
  return PoolOf<DynamicBatcher>(std::get<BatchServerSettings>(settings), replicas, balancing, first_entity);
}

Time frontend_time(const ServerSettings& settings) {
  return std::visit([](const auto& kind) { return kind.frontend; }, settings);
}

}  // namespace tradewind::serving
