// config.json as the model families write it, shortened to the fields that count, against the catalogue's own entries.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <tuple>

#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

auto shape(const ModelArchitecture& m) {
  return std::tuple(m.layers, m.hidden, m.intermediate, m.heads, m.kv_heads, m.head_dim, m.vocab, m.tied_embeddings, m.gated_mlp, m.experts,
                    m.experts_per_token, m.moe_intermediate, m.shared_intermediate, m.dense_layers, m.q_lora_rank, m.kv_lora_rank,
                    m.qk_rope_head_dim);
}

void check_same(const std::string& config, const char* name) {
  INFO(name);
  const ModelArchitecture read = read_model_config_text(config, "config.json");
  const ModelArchitecture* listed = Catalogue::shipped().find_model(name).entry;
  REQUIRE(listed != nullptr);
  CHECK(shape(read) == shape(*listed));
  CHECK(read.parameters() == listed->parameters());
  CHECK(read.kv_bytes_per_token() == listed->kv_bytes_per_token());
  CHECK(read.published_dtype == listed->published_dtype);
  CHECK(read.sliding_window == listed->sliding_window);
  CHECK(read.full_attention_every == listed->full_attention_every);
}

}  // namespace

TEST_CASE("a config.json says what the catalogue says", "[model_config]") {
  check_same(R"({"model_type": "llama", "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 14336, "max_position_embeddings": 131072,
                 "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8, "tie_word_embeddings": false,
                 "torch_dtype": "bfloat16", "vocab_size": 128256})",
             "Llama-3.1-8B");
  check_same(R"({"model_type": "llama", "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 11008, "num_attention_heads": 32,
                 "num_hidden_layers": 32, "torch_dtype": "float16", "vocab_size": 32000})",
             "Llama-2-7B");  // no num_key_value_heads: as many as heads
  check_same(R"({"model_type": "mixtral", "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
                 "num_experts_per_tok": 2, "num_hidden_layers": 32, "num_key_value_heads": 8, "num_local_experts": 8, "sliding_window": null,
                 "torch_dtype": "bfloat16", "vocab_size": 32000})",
             "Mixtral-8x7B");
  check_same(R"({"model_type": "qwen3_moe", "head_dim": 128, "hidden_act": "silu", "hidden_size": 2048, "intermediate_size": 6144,
                 "mlp_only_layers": [], "moe_intermediate_size": 768, "num_attention_heads": 32, "num_experts": 128, "num_experts_per_tok": 8,
                 "num_hidden_layers": 48, "num_key_value_heads": 4, "sliding_window": null, "use_sliding_window": false,
                 "tie_word_embeddings": false, "torch_dtype": "bfloat16", "vocab_size": 151936})",
             "Qwen3-30B-A3B");
  check_same(R"({"model_type": "deepseek_v3", "first_k_dense_replace": 3, "hidden_act": "silu", "hidden_size": 7168, "intermediate_size": 18432,
                 "kv_lora_rank": 512, "moe_intermediate_size": 2048, "n_routed_experts": 256, "n_shared_experts": 1, "num_attention_heads": 128,
                 "num_experts_per_tok": 8, "num_hidden_layers": 61, "num_key_value_heads": 128, "q_lora_rank": 1536, "qk_nope_head_dim": 128,
                 "qk_rope_head_dim": 64, "v_head_dim": 128, "quantization_config": {"quant_method": "fp8", "weight_block_size": [128, 128]},
                 "torch_dtype": "bfloat16", "vocab_size": 129280})",
             "DeepSeek-V3");
  check_same(R"({"model_type": "llama4", "text_config": {"model_type": "llama4_text", "attention_chunk_size": 8192, "head_dim": 128,
                 "hidden_act": "silu", "hidden_size": 5120, "interleave_moe_layer_step": 1, "intermediate_size": 8192, "intermediate_size_mlp": 16384,
                 "num_attention_heads": 40, "num_experts_per_tok": 1, "num_hidden_layers": 48, "num_key_value_heads": 8, "num_local_experts": 16,
                 "layer_types": ["chunked_attention", "chunked_attention", "chunked_attention", "full_attention"],
                 "tie_word_embeddings": false, "vocab_size": 202048}, "torch_dtype": "bfloat16"})",
             "Llama-4-Scout");
  check_same(R"({"model_type": "opt", "activation_function": "relu", "ffn_dim": 20480, "hidden_size": 5120, "num_attention_heads": 40,
                 "num_hidden_layers": 40, "tie_word_embeddings": true, "torch_dtype": "float16", "vocab_size": 50272})",
             "OPT-13B");
  check_same(R"({"model_type": "gemma2", "head_dim": 256, "hidden_activation": "gelu_pytorch_tanh", "hidden_size": 3584, "intermediate_size": 14336,
                 "num_attention_heads": 16, "num_hidden_layers": 42, "num_key_value_heads": 8, "sliding_window": 4096, "sliding_window_pattern": 2,
                 "torch_dtype": "bfloat16", "vocab_size": 256000})",
             "Gemma-2-9B");
}

TEST_CASE("a config.json names every field that is missing or impossible", "[model_config]") {
  const auto problems = [](const std::string& text) {
    try {
      read_model_config_text(text, "config.json");
    } catch (const InvalidInput& invalid) {
      return std::string(invalid.what());
    }
    return std::string("accepted");
  };
  const std::string several = problems(R"({"hidden_size": "big", "num_attention_heads": 32, "num_key_value_heads": 5, "vocab_size": 0})");
  CHECK_THAT(several, ContainsSubstring("/num_hidden_layers: found nothing"));
  CHECK_THAT(several, ContainsSubstring("/hidden_size: found \"big\""));
  CHECK_THAT(several, ContainsSubstring("/num_key_value_heads: found 5, expected a divisor of num_attention_heads (32)"));
  CHECK_THAT(several, ContainsSubstring("/vocab_size: found 0"));
  CHECK_THAT(problems("[1, 2]"), ContainsSubstring("no JSON object"));
  CHECK_THAT(problems("{"), ContainsSubstring("no JSON object"));
  CHECK_THAT(problems(R"({"model_type": 5})"), ContainsSubstring("type must be string"));
}

TEST_CASE("a model from a config.json is timed and fitted like one of the catalogue", "[model_config]") {
  const Catalogue& catalogue = Catalogue::shipped();
  IterationQuery query{.gpu = "A100", .model = "mine"};
  query.architecture = *catalogue.find_model("Llama-3.1-8B").entry;
  query.architecture->name = "mine";
  const IterationAnswer mine = catalogue.iteration_model(query), listed = catalogue.iteration_model({.gpu = "A100", .model = "Llama-3.1-8B"});
  REQUIRE((mine.model && listed.model));
  CHECK(mine.model->linear.y == listed.model->linear.y);
  CHECK(mine.model->model == "mine");
  CHECK(catalogue.kv_capacity(query, {}).blocks == catalogue.kv_capacity({.gpu = "A100", .model = "Llama-3.1-8B"}, {}).blocks);
}
