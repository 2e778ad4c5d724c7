#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "tradewind/scenarios/catalogue.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

KvCapacity capacity(const IterationQuery& query, const KvCacheSettings& settings = {}) { return Catalogue::shipped().kv_capacity(query, settings); }

}  // namespace

TEST_CASE("KV capacity agrees with what the measured tables state", "[kv_capacity]") {
  int compared = 0;
  for (const IterationModel& table : Catalogue::shipped().kernel_tables()) {
    // fp8 tables count the embeddings at 8 bits, which published checkpoints keep at 16.
    if (table.dtype != "bf16" || table.max_kv_tokens < 20000) continue;
    const KvCapacity found = capacity({.gpu = table.gpu, .model = table.model, .dtype = table.dtype, .tensor_parallel = table.tensor_parallel});
    INFO(table.gpu << " " << table.model << " " << table.tensor_parallel << ": " << found.blocks * 16 << " for " << table.max_kv_tokens << " "
                   << found.why_not);
    // A percent of memory either way: where weights take most of it, that is much of the rest.
    const double slack = 0.01 * 1e9 * 80 * table.tensor_parallel / static_cast<double>(table.kv_bytes_per_token);
    CHECK(std::abs(static_cast<double>(found.blocks) * 16 - static_cast<double>(table.max_kv_tokens)) <
          slack + 0.02 * static_cast<double>(table.max_kv_tokens));
    ++compared;
  }
  CHECK(compared > 150);
}

TEST_CASE("more memory, fewer bits and more GPUs hold more tokens", "[kv_capacity]") {
  const IterationQuery query{.gpu = "H100", .model = "Qwen3-32B"};
  const auto base = capacity(query).blocks;
  CHECK(base > 0);
  CHECK(capacity(query, {.gpu_memory_utilization = 0.95}).blocks > base);
  CHECK(capacity({.gpu = "H200", .model = "Qwen3-32B"}).blocks > base);
  CHECK(capacity({.gpu = "H100", .model = "Qwen3-32B", .dtype = "fp8"}).blocks > base);
  CHECK(capacity({.gpu = "H100", .model = "Qwen3-32B", .tensor_parallel = 2}).blocks > 2 * base);
  CHECK(capacity(query, {.max_num_batched_tokens = 16384}).blocks < base);
  const auto half_size = capacity(query, {.block_size = 8}).blocks;
  CHECK((half_size == 2 * base || half_size == 2 * base + 1));
}

TEST_CASE("a model that does not fit says how much is missing and what would fit", "[kv_capacity]") {
  const KvCapacity none = capacity({.gpu = "H100", .model = "meta-llama/Llama-3.1-70B-Instruct"});
  CHECK(none.blocks == 0);
  CHECK_THAT(none.why_not, ContainsSubstring("h100-sxm-80gb: Llama-3.1-70B in bf16 does not fit"));
  CHECK_THAT(none.why_not, ContainsSubstring("tensor_parallel 4") || ContainsSubstring("tensor_parallel 2"));
  CHECK_THAT(none.why_not, ContainsSubstring("dtype int4") || ContainsSubstring("dtype fp8"));
  CHECK_THAT(none.why_not, ContainsSubstring("b200-sxm-180gb") || ContainsSubstring("mi300x-192gb"));
  // What it says to be missing is missing: that much more memory and there is room.
  const std::size_t at = none.why_not.find("does not fit: ") + 14;
  const double missing_gb = std::stod(none.why_not.substr(at));
  CHECK(missing_gb > 60);  // 141 GB of weights for 77.3 - 2
  CHECK(missing_gb < 75);
}
