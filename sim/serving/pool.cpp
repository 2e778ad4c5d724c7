#include "serving/pool.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <type_traits>

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

Pool make_pool(const ServerSettings& settings, int replicas, Balancing balancing) {
  return std::visit(
      [&]<class Settings>(const Settings& kind) -> Pool {
        using Server = std::conditional_t<std::is_same_v<Settings, LlmServerSettings>, LlmServer, DynamicBatcher>;
        const typename PoolOf<Server>::Group group{&kind, replicas};
        return PoolOf<Server>(std::span(&group, 1), balancing);
      },
      settings);
}

Time frontend_time(const ServerSettings& settings) {
  return std::visit([](const auto& kind) { return kind.frontend; }, settings);
}

std::int64_t longest_request(const ServerSettings& settings) {
  const auto* llm = std::get_if<LlmServerSettings>(&settings);
  // The last token of an answer needs no KV entry.
  return llm == nullptr ? 0 : std::min<std::int64_t>(llm->server.max_model_len, llm->kv_blocks * llm->server.block_size + 1);
}

double decode_alone_s(const ServerSettings& settings, double output_tokens) {
  const auto* llm = std::get_if<LlmServerSettings>(&settings);
  return llm == nullptr ? 0 : llm->iteration.decode_run_ms(1, 0, std::llround(output_tokens)) / 1e3;
}

}  // namespace tradewind::serving
