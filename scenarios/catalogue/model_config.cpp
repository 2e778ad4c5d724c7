#include <nlohmann/json.hpp>

#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/model_architecture.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using nlohmann::json;

// Reads whole numbers of one config.json under the names that different model families give them, and collects what is wrong.
class Config {
 public:
  Config(json object, std::string file) : object_(std::move(object)), file_(std::move(file)) {}

  // The first of the names that is there and not null.
  const json* find(std::initializer_list<const char*> names) const {
    for (const char* name : names)
      if (const auto found = object_.find(name); found != object_.end() && !found->is_null()) return &*found;
    return nullptr;
  }

  int optional(std::initializer_list<const char*> names, int otherwise) {
    const json* value = find(names);
    if (value == nullptr) return otherwise;
    if (value->is_number_integer() && value->get<std::int64_t>() >= 0 && value->get<std::int64_t>() < 1'000'000'000) return value->get<int>();
    complain(*names.begin(), value->dump(), "a whole number of at least 0");
    return otherwise;
  }

  int required(std::initializer_list<const char*> names) {
    if (find(names) == nullptr) complain(*names.begin(), "nothing", "a whole number of at least 1");
    const int value = optional(names, 1);
    if (value < 1) complain(*names.begin(), "0", "a whole number of at least 1");
    return std::max(value, 1);
  }

  bool flag(const char* name, bool otherwise) const {
    const json* value = find({name});
    return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
  }

  std::string text(const char* name) const {
    const json* value = find({name});
    return value != nullptr && value->is_string() ? value->get<std::string>() : "";
  }

  void complain(const std::string& field, const std::string& found, const std::string& expected) {
    problems_.push_back({Severity::error, file_, 0, 0, "/" + field, found, expected, ""});
  }

  const Problems& problems() const { return problems_; }

 private:
  json object_;
  std::string file_;
  Problems problems_;
};

void read_experts(Config& config, ModelArchitecture& m) {
  m.experts = config.optional({"num_local_experts", "n_routed_experts", "num_experts"}, 0);
  if (m.experts == 0) return;
  m.experts_per_token = config.required({"num_experts_per_tok", "num_experts_per_token", "moe_topk", "top_k"});
  m.moe_intermediate = config.optional({"moe_intermediate_size", "expert_ffn_hidden_size"}, m.intermediate);
  const int shared = config.optional({"n_shared_experts", "num_shared_experts"}, 0);
  m.shared_intermediate = config.optional({"shared_expert_intermediate_size"}, shared * m.moe_intermediate);
  m.dense_layers = config.optional({"first_k_dense_replace", "num_dense_layers"}, 0);
  if (m.experts_per_token > m.experts) config.complain("num_experts_per_tok", std::to_string(m.experts_per_token), "at most the number of experts");
  // Llama 4: intermediate_size is the experts', every interleave_moe_layer_step-th layer has experts, and one shared expert beside them.
  if (const int step = config.optional({"interleave_moe_layer_step"}, 0); step > 0) {
    m.intermediate = config.optional({"intermediate_size_mlp"}, m.intermediate);
    m.dense_layers = m.layers - m.layers / step;
    m.shared_intermediate = m.moe_intermediate;
  }
}

void read_attention(Config& config, ModelArchitecture& m) {
  m.heads = config.required({"num_attention_heads", "n_head", "n_heads"});
  const bool one_kv_head = config.flag("multi_query", false) && !config.flag("new_decoder_architecture", false);
  m.kv_heads = one_kv_head ? 1 : config.optional({"num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num"}, m.heads);
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

void read_window(Config& config, ModelArchitecture& m) {
  if (!config.flag("use_sliding_window", true)) return;
  m.sliding_window = config.optional({"sliding_window", "attention_chunk_size"}, 0);
  m.full_attention_every = config.optional({"sliding_window_pattern"}, 0);
  // Newer files list the kind of each layer.
  const json* kinds = config.find({"layer_types"});
  if (kinds == nullptr || !kinds->is_array()) return;
  const auto full = std::count(kinds->begin(), kinds->end(), json("full_attention"));
  m.full_attention_every = full > 0 ? static_cast<int>(static_cast<std::ptrdiff_t>(kinds->size()) / full) : 0;
  if (m.full_attention_every == 1) m.sliding_window = m.full_attention_every = 0;
}

std::string published_dtype(const Config& config) {
  if (const json* quantisation = config.find({"quantization_config"}); quantisation != nullptr && quantisation->is_object()) {
    const std::string method = quantisation->value("quant_method", "");
    if (method == "mxfp4") return "mxfp4";
    if (method == "fp8" || method == "fbgemm_fp8") return "fp8";
    if (method == "awq" || method == "gptq") return quantisation->value("bits", 4) == 8 ? "int8" : "int4";
    if (method == "compressed-tensors") return quantisation->dump().find("\"float\"") != std::string::npos ? "fp8" : "int4";
  }
  return config.text("torch_dtype") == "float16" || config.text("dtype") == "float16" ? "fp16" : "bf16";
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

ModelArchitecture read_object(const json& object, const std::string& file_name) {
  // Models that also see images keep the language model's numbers in a part of their own.
  const bool nested = object.contains("text_config") && object.at("text_config").is_object();
  json inner = nested ? object.at("text_config") : object;
  if (nested && object.contains("quantization_config")) inner["quantization_config"] = object.at("quantization_config");
  Config config(std::move(inner), file_name);
  ModelArchitecture m;
  m.name = object.value("_name_or_path", "");
  if (m.name.empty()) m.name = object.value("model_type", file_name);
  m.source = file_name;
  m.layers = config.required({"num_hidden_layers", "n_layer", "num_layers"});
  m.hidden = config.required({"hidden_size", "n_embd", "d_model"});
  m.vocab = config.required({"vocab_size", "padded_vocab_size"});
  // GPT-2's descendants (Bloom, Falcon) leave it out: four times the hidden size.
  const bool four_times = config.find({"intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size", "moe_intermediate_size"}) == nullptr;
  m.intermediate = config.optional({"intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size", "moe_intermediate_size"}, 4 * m.hidden);
  const std::string activation = config.text("hidden_act") + config.text("hidden_activation") + config.text("activation_function");
  m.gated_mlp = !four_times && activation != "relu" && !activation.starts_with("gelu");
  if (object.value("model_type", "").starts_with("gemma")) m.gated_mlp = true;
  m.tied_embeddings = config.flag("tie_word_embeddings", object.value("model_type", "").starts_with("gemma"));
  m.max_position = config.optional({"max_position_embeddings", "n_positions", "seq_length"}, 0);
  read_attention(config, m);
  read_experts(config, m);
  read_window(config, m);
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
