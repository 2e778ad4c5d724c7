// A pool of a scenario: the replicas of one serving option, LLM servers, LLM servers with prefill and decode apart, or classic ones.
#pragma once

#include <variant>

#include "serving/batch_server.h"
#include "serving/disaggregated_pool.h"
#include "serving/llm_server.h"
#include "serving/pool_of.h"

namespace tradewind::serving {

// A replica is a group of LLM servers, some for prefill and some for decode.
struct DisaggregatedSettings {
  LlmServerSettings server;  // of both kinds
  int prefill_servers = 1, decode_servers = 1;
  KvWay way;
};

using Pool = std::variant<PoolOf<LlmServer>, PoolOf<DynamicBatcher>, DisaggregatedPool>;
using ServerSettings = std::variant<LlmServerSettings, BatchServerSettings, DisaggregatedSettings>;

// Settings of the servers of one serving option. Throws std::invalid_argument (see the settings).
ServerSettings server_settings(const World& world, const ServingOption& option);
// `settings` must outlive the pool.
Pool make_pool(const ServerSettings& settings, int replicas, Balancing balancing);
// Of one replica; by them a pool counts what Taken::replica and woken() name.
int servers_per_replica(const ServerSettings& settings);
Time frontend_time(const ServerSettings& settings);
// The longest prompt and answer together, in tokens, that an LLM server takes: by max_model_len and by its KV cache. 0 for a classic server.
std::int64_t longest_request(const ServerSettings& settings);
// Time in which an LLM server that has nothing else to do decodes an answer; 0 for a classic server.
double decode_alone_s(const ServerSettings& settings, double output_tokens);

}  // namespace tradewind::serving
