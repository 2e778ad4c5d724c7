// A vLLM server as scenarios and pool files write it.
#pragma once

#include <string>

#include "language/reader.h"
#include "scenarios/scenario.pb.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::resolution {

// The enums of the language count their values as the world does, behind one that stands for "not given".
inline Balancing balancing_of(language::Balancing value) {
  static_assert(language::BALANCING_ROUND_ROBIN - 1 == static_cast<int>(Balancing::round_robin));
  static_assert(language::BALANCING_LEAST_TOKENS - 1 == static_cast<int>(Balancing::least_tokens));
  return static_cast<Balancing>(value - 1);
}

inline SchedulingPolicy scheduling_policy_of(language::SchedulingPolicy value) {
  static_assert(language::SCHEDULING_POLICY_PRIORITY - 1 == static_cast<int>(SchedulingPolicy::priority));
  return static_cast<SchedulingPolicy>(value - 1);
}

// "bf16"; "" for one that is not given.
std::string dtype_name(language::Dtype dtype);

// Of language::VllmServer or language::PoolServer, which call their common fields alike.
template <class Message>
VllmServer vllm_server_of(const Message& from) {
  return {.max_num_seqs = from.max_num_seqs(),
          .max_num_batched_tokens = from.max_num_batched_tokens(),
          .chunked_prefill = from.chunked_prefill(),
          .prefix_caching = from.prefix_caching(),
          .async_scheduling = from.async_scheduling(),
          .enforce_eager = from.enforce_eager(),
          .scheduling_policy = scheduling_policy_of(from.scheduling_policy()),
          .block_size = from.block_size(),
          .max_model_len = from.max_model_len(),
          .gpu_memory_utilization = from.gpu_memory_utilization(),
          .max_waiting = from.max_waiting()};
}

inline KvTransfer kv_transfer_of(const language::KvTransferEntry& from) { return {from.latency_ms(), from.gbit_s()}; }

// Adds what vLLM would refuse to start with (vllm/config/scheduler.py, verify_max_model_len).
void check_vllm_server(language::Reading& reading, const std::string& path, const VllmServer& server);

}  // namespace tradewind::resolution
