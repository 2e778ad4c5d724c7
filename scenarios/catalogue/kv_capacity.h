// How many KV-cache blocks fit beside the weights.
//
// vLLM takes gpu_memory_utilization of what a GPU has, loads the weights, runs one iteration of max_num_batched_tokens to see what activations need,
// and makes blocks of the rest (vllm/v1/worker/gpu_worker.py, determine_available_memory; Apache-2.0, read 2026-11).
//
// Models whose layers differ (windows, chunks, states) are cut into groups of equally many layers, each with a block table of its own over one pool
// of pages of one size (vllm/v1/core/kv_cache_utils.py, get_kv_cache_groups; docs.vllm.ai, "Hybrid KV Cache Manager"; read 2026-11). A sequence of n
// tokens holds ceil(n / block) pages of each group that sees everything, at most those of its window of each windowed group, one of each group with a
// state. A server here counts blocks of one kind: a block stands for the mean share of a sequence of context_tokens tokens, so that sequences of that
// length fit as often as in vLLM; shorter ones are counted a little low, longer ones high. Prefix caching shares them all alike.
#pragma once

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// Bytes on one GPU of what a sequence of context_tokens tokens holds, over its blocks of block_size tokens.
double kv_bytes_per_block(const ModelArchitecture& model, int tensor_parallel, int context_tokens, int block_size);

KvCapacity kv_capacity(const Catalogue& catalogue, const IterationQuery& query, const KvCacheSettings& settings);

}  // namespace tradewind
