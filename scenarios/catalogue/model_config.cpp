#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "catalogue/config_fields.h"
#include "catalogue/layer_kinds.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/model_architecture.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using nlohmann::json;

// How many of the layers with an MLP have a dense one.
int dense_layers(ConfigFields& config, const ModelArchitecture& m) {
  int dense = config.optional({"first_k_dense_replace", "num_dense_layers", "moe_layer_start_index"}, 0);
  if (const json* only = config.find({"mlp_only_layers"}); only != nullptr && only->is_array()) dense += static_cast<int>(only->size());
  if (const json* each = config.find({"moe_layer_freq"}); each != nullptr && each->is_array())
    return static_cast<int>(std::count(each->begin(), each->end(), json(0)));
  const int period = std::max(1, config.optional({"expert_layer_period", "decoder_sparse_step", "interleave_moe_layer_step"}, 1));
  if (period == 1) return dense;
  // Jamba counts from an offset, the others take the last layer of each period.
  const int offset = config.optional({"expert_layer_offset"}, period - 1);
  int experts = 0;
  for (int layer = 0; layer < m.layers; ++layer) experts += layer % period == offset;
  return m.layers - experts;
}

void read_experts(ConfigFields& config, ModelArchitecture& m, int dense_mlp_layers) {
  m.experts = config.optional({"num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts"}, 0);
  if (m.experts <= 1) m.experts = 0;
  if (m.experts == 0) return;
  m.experts_per_token = config.required({"num_experts_per_tok", "num_experts_per_token", "moe_topk", "top_k", "moe_k", "moe_top_k"});
  m.moe_intermediate = config.optional({"moe_intermediate_size", "expert_ffn_hidden_size"}, m.intermediate);
  const int shared = config.optional({"n_shared_experts", "num_shared_experts", "moe_num_shared_experts"}, 0);
  m.shared_intermediate = config.optional({"shared_expert_intermediate_size", "moe_shared_expert_intermediate_size", "shared_intermediate_size"},
                                          shared * m.moe_intermediate);
  m.dense_layers = m.layers_without_mixer > 0 ? dense_mlp_layers : dense_layers(config, m);
  if (m.experts_per_token > m.experts) config.complain("num_experts_per_tok", std::to_string(m.experts_per_token), "at most the number of experts");
  // Llama 4: intermediate_size is the experts', and one shared expert stands beside them.
  if (config.find({"interleave_moe_layer_step"}) != nullptr) {
    m.intermediate = config.optional({"intermediate_size_mlp"}, m.intermediate);
    m.shared_intermediate = m.moe_intermediate;
  }
}

void read_attention(ConfigFields& config, ModelArchitecture& m) {
  m.heads = config.required({"num_attention_heads", "n_head", "n_heads"});
  const bool one_kv_head = config.flag("multi_query", false) && !config.flag("new_decoder_architecture", false);
  m.kv_heads =
      one_kv_head ? 1 : config.optional({"num_key_value_heads", "num_kv_heads", "kv_n_heads", "n_head_kv", "multi_query_group_num"}, m.heads);
  m.kv_lora_rank = config.optional({"kv_lora_rank"}, 0);
  if (m.kv_lora_rank > 0) {
    m.q_lora_rank = config.optional({"q_lora_rank"}, 0);
    m.qk_rope_head_dim = config.required({"qk_rope_head_dim"});
    m.head_dim = config.required({"v_head_dim"});
  } else {
    m.head_dim = config.optional({"head_dim", "kv_channels"}, m.hidden / m.heads);
  }
  if (m.kv_heads < 1 || m.heads % m.kv_heads != 0)
    config.complain("num_key_value_heads", std::to_string(m.kv_heads), "a divisor of num_attention_heads (" + std::to_string(m.heads) + ")");
}

// compressed-tensors and ModelOpt write how they quantise in groups of layers; the first group that is there counts.
std::string dtype_of_groups(const json& groups) {
  for (const json& group : groups) {
    if (!group.is_object() || !group.contains("weights") || !group.at("weights").is_object()) continue;
    const json& weights = group.at("weights");
    const int bits = weights.value("num_bits", 8);
    if (bits == 4) return "int4";
    return weights.value("type", "") == "float" ? "fp8" : "int8";
  }
  return "";
}

std::string quantised_dtype(const json& quantisation) {
  const std::string method = quantisation.value("quant_method", ""), algorithm = quantisation.value("quant_algo", "");
  if (method == "mxfp4") return "mxfp4";
  if (method == "fp8" || method == "fbgemm_fp8" || algorithm == "FP8") return "fp8";
  if (method == "bitsandbytes") return quantisation.value("load_in_8bit", false) ? "int8" : "int4";
  if (quantisation.contains("config_groups") && quantisation.at("config_groups").is_object())
    if (std::string dtype = dtype_of_groups(quantisation.at("config_groups")); !dtype.empty()) return dtype;
  if (quantisation.contains("bits") || quantisation.contains("w_bit"))
    return quantisation.value("bits", quantisation.value("w_bit", 4)) == 8 ? "int8" : "int4";
  return method.empty() ? "" : "int4";
}

std::string published_dtype(const ConfigFields& config) {
  const json* quantisation = config.find({"quantization_config", "compression_config"});
  if (quantisation != nullptr && quantisation->is_object())
    if (std::string dtype = quantised_dtype(*quantisation); !dtype.empty()) return dtype;
  return config.text({"torch_dtype", "dtype"}) == "float16" ? "fp16" : "bf16";
}

// What the library behind config.json (Hugging Face transformers, classes *Config) fills in where a file is silent, for the families whose published
// files are.
const json& silent_defaults(const std::string& model_type) {
  static const std::map<std::string, json> defaults = {
      {"gemma2", {{"head_dim", 256}, {"sliding_window", 4096}, {"sliding_window_pattern", 2}}},
      {"gemma3_text",
       {{"vocab_size", 262208},
        {"num_attention_heads", 8},
        {"num_key_value_heads", 4},
        {"head_dim", 256},
        {"sliding_window", 4096},
        {"sliding_window_pattern", 6},
        {"max_position_embeddings", 131072}}},
      {"cohere2", {{"sliding_window", 4096}, {"sliding_window_pattern", 4}}},
      {"llama4_text", {{"attention_chunk_size", 8192}, {"no_rope_layer_interval", 4}, {"interleave_moe_layer_step", 1}, {"head_dim", 128}}},
      {"qwen3_next", {{"full_attention_interval", 4}}},
      {"qwen3_5_text", {{"full_attention_interval", 4}}},
      {"qwen3_5_moe_text", {{"full_attention_interval", 4}}},
      {"jamba", {{"attn_layer_period", 8}, {"attn_layer_offset", 4}, {"expert_layer_period", 2}, {"expert_layer_offset", 1}, {"mamba_d_state", 16}}}};
  static const json none = json::object();
  const auto found = defaults.find(model_type);
  return found == defaults.end() ? none : found->second;
}

bool ties_embeddings(const std::string& model_type) {
  return std::ranges::any_of(std::initializer_list<const char*>{"gemma", "cohere", "bloom", "opt", "falcon", "gpt2", "gpt_bigcode"},
                             [&model_type](const char* family) { return model_type.starts_with(family); });
}

bool asks_for_truncated_sampling(const std::string& text, const std::string& file_name) {
  const json config = json::parse(text, nullptr, false);
  if (!config.is_object())
    throw InvalidInput(Problems{{Severity::error, file_name, 0, 0, "", "no JSON object", "the generation_config.json of a Hugging Face model", ""}});
  const json top_p = config.value("top_p", json()), top_k = config.value("top_k", json());
  return (top_p.is_number() && top_p.get<double>() < 1) || (top_k.is_number() && top_k.get<double>() > 0);
}

}  // namespace

namespace {

// The fields of the parts are those of the whole where it has none of that name.
json with_fields_of(json whole, const json& object, std::initializer_list<const char*> parts) {
  for (const char* part : parts)
    if (object.contains(part) && object.at(part).is_object())
      for (const auto& [field, value] : object.at(part).items())
        if (!whole.contains(field)) whole[field] = value;
  return whole;
}

// Models that also see images or hear keep the language model's numbers in a part of their own; DBRX splits them by kind of layer.
json language_part(const json& object) {
  for (const char* name : {"text_config", "llm_config", "language_config"}) {
    if (!object.contains(name) || !object.at(name).is_object()) continue;
    json inner = object.at(name);
    for (const char* shared : {"quantization_config", "tie_word_embeddings", "torch_dtype", "dtype"})
      if (object.contains(shared) && !inner.contains(shared)) inner[shared] = object.at(shared);
    return inner;
  }
  return with_fields_of(object, object, {"attn_config", "ffn_config"});
}

// Shapes that no field of ModelArchitecture holds are refused rather than read as something smaller.
void refuse_other_shapes(ConfigFields& config) {
  if (config.find({"block_configs"}) != nullptr) config.complain("block_configs", "layers of different shapes", "layers of one shape");
  if (config.find({"mamba_d_ssm"}) != nullptr) config.complain("mamba_d_ssm", "attention and a state in one layer", "one of them in a layer");
}

void read_mlp(ConfigFields& config, ModelArchitecture& m, const std::string& model_type) {
  const std::initializer_list<const char*> sizes = {
      "intermediate_size", "ffn_dim", "block_ff_dim", "n_inner", "ffn_hidden_size", "moe_intermediate_size", "shared_intermediate_size"};
  // GPT-2's descendants (Bloom, Falcon) leave it out: four times the hidden size.
  const bool four_times = config.find(sizes) == nullptr;
  m.intermediate = config.optional(sizes, 4 * m.hidden);
  // LFM 2 states what two matrices would have; its three share it, rounded up.
  if (config.flag("block_auto_adjust_ff_dim", false)) {
    const int multiple = std::max(1, config.optional({"block_multiple_of"}, 1));
    m.intermediate = (m.intermediate * 2 / 3 + multiple - 1) / multiple * multiple;
  }
  const std::string activation = config.text({"mlp_hidden_act", "hidden_act", "hidden_activation", "activation_function"});
  m.gated_mlp = model_type.starts_with("gemma") || (!four_times && !activation.starts_with("relu") && !activation.starts_with("gelu"));
}

ModelArchitecture read_object(const json& object, const std::string& file_name) {
  json inner = language_part(object);
  const std::string model_type = inner.value("model_type", object.value("model_type", ""));
  for (const auto& [field, value] : silent_defaults(model_type).items())
    if (!inner.contains(field)) inner[field] = value;
  ConfigFields config(std::move(inner), file_name);
  ModelArchitecture m;
  m.name = object.value("_name_or_path", "");
  if (m.name.empty()) m.name = object.value("model_type", file_name);
  m.source = file_name;
  m.layers = config.required({"num_hidden_layers", "n_layer", "n_layers", "num_layers"});
  m.hidden = config.required({"hidden_size", "n_embd", "d_model"});
  m.vocab = config.required({"vocab_size", "padded_vocab_size"});
  m.tied_embeddings = config.flag("tie_word_embeddings", config.flag("tie_embedding", ties_embeddings(model_type)));
  m.max_position = config.optional({"max_position_embeddings", "n_positions", "seq_length", "max_seq_len"}, 0);
  refuse_other_shapes(config);
  read_mlp(config, m, model_type);
  read_attention(config, m);
  const int dense_mlp_layers = read_layer_kinds(config, m);
  read_experts(config, m, dense_mlp_layers);
  m.published_dtype = published_dtype(config);
  if (!config.problems().empty()) throw InvalidInput(config.problems());
  return m;
}

}  // namespace

ModelArchitecture read_model_config_text(const std::string& text, const std::string& file_name) {
  const auto reject = [&file_name](const std::string& found) {
    throw InvalidInput(Problems{{Severity::error, file_name, 0, 0, "", found, "the config.json of a Hugging Face model", ""}});
  };
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) reject("no JSON object");
  try {
    return read_object(object, file_name);
  } catch (const json::exception& problem) {  // a text where a number or a list belongs
    reject(problem.what());
    throw;
  }
}

ModelArchitecture read_model_config(const std::filesystem::path& file) {
  ModelArchitecture m = read_model_config_text(read_file(file), file.string());
  const std::filesystem::path sampling = file.parent_path() / "generation_config.json";
  if (std::filesystem::exists(sampling)) m.truncated_sampling = asks_for_truncated_sampling(read_file(sampling), sampling.string());
  return m;
}

}  // namespace tradewind
