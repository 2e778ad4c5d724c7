#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "catalogue/kv_capacity.h"
#include "support/hybrid_configs.h"
#include "tradewind/scenarios/catalogue.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;

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

TEST_CASE("windows and states are paid as vLLM's groups of layers hold them", "[kv_capacity]") {
  const auto bytes = [](const ModelArchitecture& m, int context, int tp = 1) { return kv_bytes_per_block(m, tp, context, 16); };
  const auto listed = [](const char* name) { return *Catalogue::shipped().find_model(name).entry; };
  // All layers alike: a block is block_size tokens in all of them, whatever the context.
  const ModelArchitecture llama = listed("Llama-3.1-8B");
  for (const int context : {16, 1000, 100000}) CHECK(bytes(llama, context) == 16 * 131072);
  // gpt-oss-20b: 12 full layers and 12 with a window of 128. A sequence of 8192 holds 512 pages of the one and 9 of the other, of 12 layers each.
  const ModelArchitecture gpt_oss = listed("gpt-oss-20b");
  CHECK_THAT(bytes(gpt_oss, 8192), WithinRel((512.0 + 9) / 512 * 16 * 24576, 1e-12));
  // Gemma-3-27B: 10 full layers; the 52 others in six groups of 10, padded to 60. A short sequence pays 70 layers.
  const ModelArchitecture gemma = listed("Gemma-3-27B");
  CHECK_THAT(bytes(gemma, 512), WithinRel(70.0 / 62 * 16 * static_cast<double>(gemma.kv_bytes_per_token()), 1e-12));
  CHECK_THAT(bytes(gemma, 1 << 20), WithinRel(10.0 / 62 * 16 * static_cast<double>(gemma.kv_bytes_per_token()), 0.01));
  // Mistral 7B v0.1: a window everywhere, so that a sequence stops growing.
  const ModelArchitecture mistral = listed("Mistral-7B-v0.1");
  CHECK(bytes(mistral, 4096) == 16 * 131072);
  CHECK_THAT(bytes(mistral, 32768), WithinRel(16 * 131072 * 257.0 / 2048, 1e-12));
}

TEST_CASE("a page holds the state of a layer without attention", "[kv_capacity]") {
  // vLLM makes blocks of 672 tokens for Nemotron-Nano-9B-v2 (vllm-project/vllm issue 24280), so that a page of one attention layer, 4096 bytes a
  // token, holds one state. 4 attention layers; 27 with a state in 7 groups of 4: a sequence of one page holds 8 pages of 4 layers.
  const ModelArchitecture nemotron = read_model_config_text(tests::nemotron_nano_9b, "config.json");
  CHECK(nemotron.full_layers() == 4);
  CHECK(nemotron.recurrent_layers == 27);
  CHECK(kv_bytes_per_block(nemotron, 1, 672, 16) * 42 == 8.0 * 4 * 4096 * 672);
  // A long sequence pays for its attention layers, and its states once.
  CHECK_THAT(kv_bytes_per_block(nemotron, 1, 672 * 1000, 16) * 42000, WithinRel(4.0 * 4096 * 672 * (1000 + 7), 1e-12));
}

TEST_CASE("longer contexts leave more room for a model with windows", "[kv_capacity]") {
  const auto tokens = [](const char* model, int context) { return capacity({.gpu = "H100", .model = model, .context_tokens = context}).blocks; };
  CHECK(tokens("Gemma-3-12B", 16384) > 2 * tokens("Gemma-3-12B", 1024));
  CHECK(tokens("Qwen3-8B", 16384) == tokens("Qwen3-8B", 1024));
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
