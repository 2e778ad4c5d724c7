// How many KV-cache blocks fit beside the weights.
//
// vLLM takes gpu_memory_utilization of what a GPU has, loads the weights, runs one iteration of max_num_batched_tokens to see what activations need,
// and makes blocks of the rest (vllm/v1/worker/gpu_worker.py, determine_available_memory; Apache-2.0, read 2026-11).
#pragma once

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

KvCapacity kv_capacity(const Catalogue& catalogue, const IterationQuery& query, const KvCacheSettings& settings);

}  // namespace tradewind
