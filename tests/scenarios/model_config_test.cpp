// config.json as the model families write it, shortened to the fields that count, against the catalogue's own entries.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <tuple>
#include <vector>

#include "support/hybrid_configs.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;
using tests::nemotron_nano_9b;

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
  CHECK(read.windowed_layers == listed->windowed_layers);
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

TEST_CASE("a config.json that leaves its family's defaults out is read with them", "[model_config]") {
  // As Google publishes it: heads, vocabulary and the pattern of the windows are those of the class in transformers.
  check_same(R"({"model_type": "gemma3", "text_config": {"model_type": "gemma3_text", "hidden_size": 2560, "intermediate_size": 10240,
                 "num_hidden_layers": 34, "sliding_window": 1024}, "torch_dtype": "bfloat16"})",
             "Gemma-3-4B");
  check_same(R"({"model_type": "gemma2", "hidden_size": 4608, "head_dim": 128, "intermediate_size": 36864, "num_attention_heads": 32,
                 "num_hidden_layers": 46, "num_key_value_heads": 16, "sliding_window": 4096, "torch_dtype": "bfloat16", "vocab_size": 256000})",
             "Gemma-2-27B");
  check_same(R"({"model_type": "llama4", "text_config": {"model_type": "llama4_text", "hidden_size": 5120, "intermediate_size": 8192,
                 "intermediate_size_mlp": 16384, "interleave_moe_layer_step": 2, "no_rope_layers": [], "num_attention_heads": 40,
                 "num_experts_per_tok": 1, "num_hidden_layers": 48, "num_key_value_heads": 8, "num_local_experts": 128, "vocab_size": 202048}})",
             "Llama-4-Maverick");
  check_same(R"({"model_type": "cohere", "hidden_act": "silu", "hidden_size": 8192, "intermediate_size": 22528, "num_attention_heads": 64,
                 "num_hidden_layers": 40, "num_key_value_heads": 64, "vocab_size": 256000})",
             "Command-R-35B");  // ties its embeddings without saying so
}

namespace {

struct KindsCase {
  const char* what;
  std::string fields;
  int full, windowed, recurrent;
};

ModelArchitecture model_of(const std::string& fields) {
  return read_model_config_text(R"({"model_type": "x", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
                                    "num_key_value_heads": 8, "vocab_size": 32000, )" +
                                    fields + "}",
                                "config.json");
}

}  // namespace

TEST_CASE("every way of saying what layers attend to is understood", "[model_config]") {
  const std::string mamba = R"(, "mamba_n_heads": 64, "mamba_d_head": 64, "mamba_d_state": 128)";
  const std::vector<KindsCase> cases = {
      {"gpt-oss", R"("num_hidden_layers": 24, "sliding_window": 128, "layer_types": ["sliding_attention", "full_attention"])", 12, 12, 0},
      {"Cohere 2", R"("num_hidden_layers": 32, "sliding_window": 4096, "sliding_window_pattern": 4)", 8, 24, 0},
      {"Exaone 4", R"("num_hidden_layers": 64, "sliding_window": 4096, "sliding_window_pattern": "LLLG")", 16, 48, 0},
      {"Mistral 7B v0.1", R"("num_hidden_layers": 32, "sliding_window": 4096)", 0, 32, 0},
      {"window of null", R"("num_hidden_layers": 32, "sliding_window": null)", 32, 0, 0},
      {"Qwen 2.5, off", R"("num_hidden_layers": 28, "sliding_window": 131072, "use_sliding_window": false, "max_window_layers": 28)", 28, 0, 0},
      {"Qwen 2, on", R"("num_hidden_layers": 28, "sliding_window": 4096, "use_sliding_window": true, "max_window_layers": 21)", 21, 7, 0},
      {"MiMo", R"("num_hidden_layers": 6, "sliding_window": 128, "hybrid_layer_pattern": [0, 1, 1, 1, 1, 1])", 1, 5, 0},
      {"Llama 4", R"("num_hidden_layers": 48, "attention_chunk_size": 8192, "no_rope_layers": [1, 1, 1, 0])", 12, 36, 0},
      {"Granite 4", R"("num_hidden_layers": 40, "layer_types": ["mamba", "mamba", "attention", "mamba"])" + mamba, 10, 0, 30},
      {"Bamba", R"("num_hidden_layers": 32, "attn_layer_indices": [9, 18, 27])" + mamba, 3, 0, 29},
      {"Jamba", R"("num_hidden_layers": 32, "attn_layer_period": 8, "attn_layer_offset": 4, "mamba_d_state": 16)", 4, 0, 28},
      {"MiniMax", R"("num_hidden_layers": 80, "attn_type_list": [0, 0, 0, 0, 0, 0, 0, 1])", 10, 0, 70},
  };
  for (const KindsCase& test : cases) {
    INFO(test.what);
    const ModelArchitecture m = model_of(test.fields);
    CHECK(m.full_layers() == test.full);
    CHECK(m.windowed_layers == test.windowed);
    CHECK(m.recurrent_layers == test.recurrent);
    CHECK((m.recurrent_state_bytes > 0) == (test.recurrent > 0));
  }
}

TEST_CASE("hybrids have the parameters that their authors state", "[model_config]") {
  const auto billions = [](const std::string& config) {
    return static_cast<double>(read_model_config_text(config, "config.json").parameters()) / 1e9;
  };
  // Qwen3-Next-80B-A3B.
  CHECK_THAT(billions(R"({"model_type": "qwen3_next", "hidden_act": "silu", "hidden_size": 2048, "intermediate_size": 5120, "head_dim": 256,
                          "num_attention_heads": 16, "num_key_value_heads": 2, "num_hidden_layers": 48, "vocab_size": 151936, "num_experts": 512,
                          "num_experts_per_tok": 10, "moe_intermediate_size": 512, "shared_expert_intermediate_size": 512, "decoder_sparse_step": 1,
                          "linear_num_key_heads": 16, "linear_num_value_heads": 32, "linear_key_head_dim": 128, "linear_value_head_dim": 128})"),
             WithinRel(80.0, 0.02));
  // NVIDIA-Nemotron-Nano-9B-v2: a layer is Mamba 2, an MLP or attention; its MLP has no gate.
  CHECK_THAT(billions(nemotron_nano_9b), WithinRel(8.89, 0.02));
  // NVIDIA-Nemotron-3-Nano-30B-A3B.
  CHECK_THAT(billions(R"({"model_type": "nemotron_h", "hidden_size": 2688, "head_dim": 128, "intermediate_size": 1856, "num_attention_heads": 32,
                          "num_key_value_heads": 2, "num_hidden_layers": 52, "vocab_size": 131072, "mlp_hidden_act": "relu2",
                          "hybrid_override_pattern": "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME", "n_routed_experts": 128,
                          "n_shared_experts": 1, "num_experts_per_tok": 6, "moe_intermediate_size": 1856, "moe_shared_expert_intermediate_size": 3712,
                          "mamba_num_heads": 64, "mamba_head_dim": 64, "ssm_state_size": 128, "n_groups": 8, "conv_kernel": 4})"),
             WithinRel(31.6, 0.02));
  // Jamba-v0.1: experts in every second layer, attention in every eighth.
  CHECK_THAT(billions(R"({"model_type": "jamba", "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
                          "num_key_value_heads": 8, "num_hidden_layers": 32, "vocab_size": 65536, "num_experts": 16, "num_experts_per_tok": 2,
                          "attn_layer_period": 8, "attn_layer_offset": 4, "expert_layer_period": 2, "expert_layer_offset": 1, "mamba_d_state": 16,
                          "mamba_d_conv": 4, "mamba_expand": 2, "mamba_dt_rank": 256, "tie_word_embeddings": false})"),
             WithinRel(51.6, 0.02));
  // MiniMax-M1: seven layers of lightning attention for one of softmax.
  CHECK_THAT(billions(R"({"model_type": "minimax_m1", "hidden_act": "silu", "hidden_size": 6144, "intermediate_size": 9216, "head_dim": 128,
                          "num_attention_heads": 64, "num_key_value_heads": 8, "num_hidden_layers": 80, "vocab_size": 200064,
                          "num_local_experts": 32, "num_experts_per_tok": 2, "attn_type_list": [0, 0, 0, 0, 0, 0, 0, 1]})"),
             WithinRel(456.0, 0.02));
}

TEST_CASE("families that name their fields otherwise have the parameters that their authors state", "[model_config]") {
  const auto billions = [](const std::string& config) {
    return static_cast<double>(read_model_config_text(config, "config.json").parameters()) / 1e9;
  };
  // DBRX keeps attention and experts in parts of their own.
  CHECK_THAT(billions(R"({"model_type": "dbrx", "attn_config": {"kv_n_heads": 8, "model_type": ""}, "d_model": 6144, "n_heads": 48, "n_layers": 40,
                          "ffn_config": {"ffn_hidden_size": 10752, "moe_num_experts": 16, "moe_top_k": 4}, "tie_word_embeddings": false,
                          "vocab_size": 100352})"),
             WithinRel(131.6, 0.01));
  // LFM2-1.2B: short convolutions, and an MLP of two thirds of what the file says.
  CHECK_THAT(billions(R"({"model_type": "lfm2", "block_auto_adjust_ff_dim": true, "block_ff_dim": 12288, "block_multiple_of": 256,
                          "conv_L_cache": 3, "hidden_size": 2048, "num_attention_heads": 32, "num_hidden_layers": 16, "num_key_value_heads": 8,
                          "layer_types": ["conv", "conv", "full_attention", "conv", "conv", "full_attention", "conv", "conv", "full_attention",
                                          "conv", "full_attention", "conv", "full_attention", "conv", "full_attention", "conv"],
                          "tie_embedding": true, "vocab_size": 65536})"),
             WithinRel(1.17, 0.01));
  // Kimi-Linear-48B: latent attention in 7 of 27 layers.
  CHECK_THAT(billions(R"({"model_type": "kimi_linear", "first_k_dense_replace": 1, "hidden_act": "silu", "hidden_size": 2304,
                          "intermediate_size": 9216, "kv_lora_rank": 512, "moe_intermediate_size": 1024, "num_attention_heads": 32,
                          "num_experts": 256, "num_experts_per_token": 8, "num_hidden_layers": 27, "num_key_value_heads": 32,
                          "num_shared_experts": 1, "q_lora_rank": null, "qk_rope_head_dim": 64, "v_head_dim": 128, "vocab_size": 163840,
                          "linear_attn_config": {"full_attn_layers": [4, 8, 12, 16, 20, 24, 27], "head_dim": 128, "num_heads": 32}})"),
             WithinRel(49.1, 0.01));
}

TEST_CASE("quantised checkpoints say their format in many ways", "[model_config]") {
  const auto dtype = [](const std::string& quantisation) {
    return model_of(R"("num_hidden_layers": 2, "torch_dtype": "bfloat16", "quantization_config": )" + quantisation).published_dtype;
  };
  CHECK(dtype(R"({"quant_method": "awq", "bits": 4})") == "int4");
  CHECK(dtype(R"({"quant_method": "gptq", "bits": 8})") == "int8");
  CHECK(dtype(R"({"quant_method": "fp8", "weight_block_size": [128, 128]})") == "fp8");
  CHECK(dtype(R"({"quant_method": "bitsandbytes", "load_in_8bit": false, "load_in_4bit": true})") == "int4");
  CHECK(dtype(R"({"quant_method": "modelopt", "quant_algo": "FP8"})") == "fp8");
  CHECK(dtype(R"({"quant_method": "mxfp4"})") == "mxfp4");
  const auto compressed = [&dtype](const std::string& weights) {
    return dtype(R"({"quant_method": "compressed-tensors", "config_groups": {"group_0": {"input_activations": {"num_bits": 8, "type": "float"},
                     "targets": ["Linear"], "weights": )" +
                 weights + "}}}");
  };
  CHECK(compressed(R"({"num_bits": 8, "type": "float"})") == "fp8");
  CHECK(compressed(R"({"num_bits": 8, "type": "int"})") == "int8");
  CHECK(compressed(R"({"num_bits": 4, "type": "int"})") == "int4");
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
  CHECK_THAT(problems(R"({"hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100, "num_hidden_layers": 4,
                          "layer_types": ["linear_attention", "full_attention"]})"),
             ContainsSubstring("/layer_types: found layers that are neither attention nor MLP"));
  CHECK_THAT(problems(R"({"hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100, "num_hidden_layers": 4, "layer_types": ["mamba"],
                          "mamba_d_state": 16})"),
             ContainsSubstring("/layer_types: found no layer with attention"));
  CHECK_THAT(problems(R"({"hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100, "num_hidden_layers": 4, "block_configs": [{}],
                          "mamba_d_ssm": 64})"),
             ContainsSubstring("/block_configs: found layers of different shapes") && ContainsSubstring("/mamba_d_ssm: found attention and a state"));
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
