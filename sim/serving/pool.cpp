#include "serving/pool.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tradewind::serving {

ServerSettings server_settings(const World& world, const ServingOption& option) {
  const Workload& workload = world.workloads.at(option.workload);
  const auto* iteration = std::get_if<IterationModel>(&option.timing);
  const auto* batch = std::get_if<BatchModel>(&option.timing);
  if (const auto* llm = std::get_if<LlmServing>(&workload.serving); llm != nullptr && iteration != nullptr) {
    const LlmServerSettings server(*iteration, llm->server, option.kv_blocks);
    if (!llm->disaggregation) return server;
    const Disaggregation& apart = *llm->disaggregation;
    return DisaggregatedSettings{server, apart.prefill_servers, apart.decode_servers, {apart.kv_transfer, iteration->kv_bytes_per_token}};
  }
  if (const auto* classic = std::get_if<ClassicServing>(&workload.serving); classic != nullptr && batch != nullptr)
    return BatchServerSettings(*batch, classic->server, classic->items_per_request);
  throw std::invalid_argument("The serving option of workload " + workload.name + " has the timing of another kind of model.");
}

namespace {

template <class Server>
Pool pool_of(const typename Server::Settings& settings, int replicas, Balancing balancing) {
  const typename PoolOf<Server>::Group group{&settings, replicas};
  return PoolOf<Server>(std::span(&group, 1), balancing);
}

Pool disaggregated_pool(const DisaggregatedSettings& settings, int replicas, Balancing balancing) {
  const DisaggregatedPool::Servers::Group prefill{&settings.server, replicas * settings.prefill_servers};
  const DisaggregatedPool::Servers::Group decode{&settings.server, replicas * settings.decode_servers};
  return DisaggregatedPool(std::span(&prefill, 1), std::span(&decode, 1), balancing, settings.way);
}

// nullptr for a classic server.
const LlmServerSettings* llm_settings(const ServerSettings& settings) {
  if (const auto* apart = std::get_if<DisaggregatedSettings>(&settings)) return &apart->server;
  return std::get_if<LlmServerSettings>(&settings);
}

}  // namespace

Pool make_pool(const ServerSettings& settings, int replicas, Balancing balancing) {
  if (const auto* classic = std::get_if<BatchServerSettings>(&settings)) return pool_of<DynamicBatcher>(*classic, replicas, balancing);
  if (const auto* apart = std::get_if<DisaggregatedSettings>(&settings)) return disaggregated_pool(*apart, replicas, balancing);
  return pool_of<LlmServer>(std::get<LlmServerSettings>(settings), replicas, balancing);
}

int servers_per_replica(const ServerSettings& settings) {
  const auto* apart = std::get_if<DisaggregatedSettings>(&settings);
  return apart == nullptr ? 1 : apart->prefill_servers + apart->decode_servers;
}

Time frontend_time(const ServerSettings& settings) {
  const LlmServerSettings* llm = llm_settings(settings);
  return llm == nullptr ? std::get<BatchServerSettings>(settings).frontend : llm->frontend;
}

std::int64_t longest_request(const ServerSettings& settings) {
  const LlmServerSettings* llm = llm_settings(settings);
  // The last token of an answer needs no KV entry.
  return llm == nullptr ? 0 : std::min<std::int64_t>(llm->server.max_model_len, llm->kv_blocks * llm->server.block_size + 1);
}

double decode_alone_s(const ServerSettings& settings, double output_tokens) {
  const LlmServerSettings* llm = llm_settings(settings);
  return llm == nullptr ? 0 : llm->iteration.decode_run_ms(1, 0, std::llround(output_tokens)) / 1e3;
}

}  // namespace tradewind::serving
