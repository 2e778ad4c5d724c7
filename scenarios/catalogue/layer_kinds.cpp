#include "catalogue/layer_kinds.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>
#include <vector>

namespace tradewind {
namespace {

using nlohmann::json;

enum class Kind { full, windowed, recurrent, dense_mlp, experts };

struct Kinds {
  std::vector<Kind> layers;
  bool one_block = false;  // a layer is attention or an MLP, not both
};

bool is_mlp(Kind kind) { return kind == Kind::dense_mlp || kind == Kind::experts; }

Kind kind_of_name(const std::string& name) {
  if (name == "sliding_attention" || name == "chunked_attention" || name == "local_attention") return Kind::windowed;
  if (name == "full_attention" || name == "attention" || name == "global_attention") return Kind::full;
  if (name == "moe") return Kind::experts;
  if (name == "mlp") return Kind::dense_mlp;
  return Kind::recurrent;  // linear_attention, mamba, mamba2, conv, recurrent
}

Kind kind_of_letter(char letter) {
  switch (letter) {
    case 'M':
      return Kind::recurrent;
    case '-':
      return Kind::dense_mlp;
    case 'E':
      return Kind::experts;
    case 'L':
      return Kind::windowed;
    default:
      return Kind::full;  // '*', 'G'
  }
}

// What layer i is, from the list that the file gives; a list shorter than the model repeats.
Kinds from_list(const json& list, int layers, const std::function<Kind(const json&)>& kind) {
  Kinds kinds;
  for (int i = 0; i < layers; ++i) kinds.layers.push_back(kind(list[static_cast<std::size_t>(i) % list.size()]));
  kinds.one_block = std::ranges::any_of(kinds.layers, is_mlp);
  return kinds;
}

Kinds from_letters(const std::string& letters, int layers) {
  Kinds kinds;
  for (int i = 0; i < layers; ++i) kinds.layers.push_back(kind_of_letter(letters[static_cast<std::size_t>(i) % letters.size()]));
  kinds.one_block = std::ranges::any_of(kinds.layers, is_mlp);
  return kinds;
}

// Every layer i with i % period == offset attends to all tokens, the others are of the other kind.
Kinds from_period(int period, int offset, int layers, Kind other) {
  Kinds kinds;
  for (int i = 0; i < layers; ++i) kinds.layers.push_back(i % std::max(period, 1) == offset ? Kind::full : other);
  return kinds;
}

Kinds from_indices(const json& indices, int first, int layers, Kind other) {
  std::set<int> full;
  for (const json& index : indices)
    if (index.is_number_integer()) full.insert(index.get<int>() - first);
  Kinds kinds;
  for (int i = 0; i < layers; ++i) kinds.layers.push_back(full.contains(i) ? Kind::full : other);
  return kinds;
}

const json* list(const ConfigFields& config, std::initializer_list<const char*> names) {
  const json* found = config.find(names);
  return found != nullptr && found->is_array() && !found->empty() ? found : nullptr;
}

// Kinds that mix attention with layers that keep a state.
bool find_recurrent(ConfigFields& config, int layers, Kinds& kinds) {
  const json* linear = config.find({"linear_attn_config"});
  if (const json* types = list(config, {"attn_type_list"})) {
    kinds = from_list(*types, layers, [](const json& type) { return type == 0 ? Kind::recurrent : Kind::full; });
  } else if (const json* indices = list(config, {"attn_layer_indices", "full_attn_idxs"})) {
    kinds = from_indices(*indices, 0, layers, Kind::recurrent);
  } else if (linear != nullptr && linear->is_object() && linear->contains("full_attn_layers")) {
    kinds = from_indices(linear->at("full_attn_layers"), 1, layers, Kind::recurrent);
  } else if (const int period = config.optional({"attn_layer_period"}, 0); period > 0) {
    kinds = from_period(period, config.optional({"attn_layer_offset"}, 0), layers, Kind::recurrent);
  } else if (const int interval = config.optional({"full_attention_interval"}, 0); interval > 0) {
    kinds = from_period(interval, interval - 1, layers, Kind::recurrent);
  } else {
    return false;
  }
  return true;
}

// Kinds that mix attention to all tokens with attention to a window.
Kinds windowed(ConfigFields& config, int layers) {
  if (const json* kinds = list(config, {"hybrid_layer_pattern"}))
    return from_list(*kinds, layers, [](const json& kind) { return kind == 1 ? Kind::windowed : Kind::full; });
  // Llama 4: layers without rotary embedding see everything, the others their chunk.
  if (const json* rotary = list(config, {"no_rope_layers"}); rotary != nullptr && config.find({"attention_chunk_size"}) != nullptr)
    return from_list(*rotary, layers, [](const json& has_rotary) { return has_rotary == 1 ? Kind::windowed : Kind::full; });
  const std::initializer_list<const char*> pattern = {"sliding_window_pattern", "_sliding_window_pattern", "no_rope_layer_interval"};
  if (const std::string letters = config.text(pattern); !letters.empty()) return from_letters(letters, layers);
  if (const int period = config.optional(pattern, 0); period > 0) return from_period(period, period - 1, layers, Kind::windowed);
  // Qwen 2 and 3, where use_sliding_window is on: the first layers see everything.
  const int first_full = config.find({"use_sliding_window"}) != nullptr ? config.optional({"max_window_layers"}, 0) : 0;
  Kinds kinds;
  for (int i = 0; i < layers; ++i) kinds.layers.push_back(i < first_full ? Kind::full : Kind::windowed);
  return kinds;
}

Kinds kinds_of(ConfigFields& config, int layers) {
  Kinds kinds;
  if (const json* names = list(config, {"layer_types", "layers_block_type"}))
    return from_list(*names, layers, [](const json& name) { return name.is_string() ? kind_of_name(name.get<std::string>()) : Kind::full; });
  if (const std::string letters = config.text({"hybrid_override_pattern"}); !letters.empty()) return from_letters(letters, layers);
  if (find_recurrent(config, layers, kinds)) return kinds;
  return windowed(config, layers);
}

int state_number_bytes(const ConfigFields& config, int otherwise) {
  const std::string dtype = config.text({"mamba_ssm_cache_dtype", "mamba_ssm_dtype"});
  return dtype.empty() ? otherwise : (dtype == "float32" ? 4 : 2);
}

// Weights and state of one layer. A convolution of `kernel` tokens keeps the kernel - 1 last ones, at 16 bits.
struct Recurrence {
  std::int64_t parameters = 0, state_bytes = 0;
};

Recurrence with_convolution(std::int64_t products, std::int64_t state_bytes, std::int64_t width, std::int64_t kernel) {
  return {products + width * kernel, state_bytes + width * (kernel - 1) * 2};
}

// Gated delta net (Yang, Kautz, Hatamizadeh 2024, arXiv:2412.06464; Qwen3-Next): a matrix of key by value numbers for each value head.
Recurrence gated_delta_net(ConfigFields& config, std::int64_t hidden) {
  const std::int64_t value_heads = config.required({"linear_num_value_heads"}), key_head = config.required({"linear_key_head_dim"});
  const std::int64_t keys = config.required({"linear_num_key_heads"}) * key_head, values = value_heads * config.required({"linear_value_head_dim"});
  const std::int64_t products = hidden * (2 * keys + 2 * values + 2 * value_heads) + values * hidden;
  return with_convolution(products, key_head * values * state_number_bytes(config, 2), 2 * keys + values,
                          config.optional({"linear_conv_kernel_dim"}, 4));
}

// Kimi delta attention (arXiv:2510.26692): square matrices, two gates of low rank.
Recurrence kimi_delta_attention(const json& linear, std::int64_t hidden, const std::string& file_field, ConfigFields& config) {
  ConfigFields part(linear, file_field);
  const std::int64_t heads = part.required({"num_heads"}), head = part.required({"head_dim"}), width = heads * head;
  if (!part.problems().empty()) config.complain("linear_attn_config", linear.dump(), "num_heads and head_dim");
  const std::int64_t products = 4 * hidden * width + 2 * head * (hidden + width) + hidden * heads;
  return with_convolution(products, width * head * 4, 3 * width, part.optional({"short_conv_kernel_size"}, 4));
}

// Mamba 2 (Dao, Gu 2024, arXiv:2405.21060): heads with a state of head by state numbers.
Recurrence mamba2(ConfigFields& config, std::int64_t hidden) {
  const std::int64_t heads = config.required({"mamba_n_heads", "mamba_num_heads"}), head = config.required({"mamba_d_head", "mamba_head_dim"});
  const std::int64_t state = config.required({"mamba_d_state", "ssm_state_size"}), inner = heads * head;
  const std::int64_t convolved = inner + 2 * config.optional({"mamba_n_groups", "n_groups"}, 1) * state;
  return with_convolution(hidden * (inner + convolved + heads) + inner * hidden, inner * state * state_number_bytes(config, 2), convolved,
                          config.optional({"mamba_d_conv", "conv_kernel"}, 4));
}

// Mamba (Gu, Dao 2023, arXiv:2312.00752; Jamba): a state for each number of the widened stream.
Recurrence mamba1(ConfigFields& config, std::int64_t hidden) {
  const std::int64_t inner = config.optional({"mamba_expand"}, 2) * hidden, state = config.required({"mamba_d_state"});
  const json* given = config.find({"mamba_dt_rank"});
  const std::int64_t rank = given != nullptr && given->is_number_integer() ? config.optional({"mamba_dt_rank"}, 0) : (hidden + 15) / 16;
  const std::int64_t products = 3 * hidden * inner + inner * (2 * rank + 3 * state);
  return with_convolution(products, inner * state * state_number_bytes(config, 2), inner, config.optional({"mamba_d_conv"}, 4));
}

// Lightning attention (MiniMax-01, arXiv:2501.08313): queries, keys, values, gate, output; a square matrix a head at 32 bits.
Recurrence lightning_attention(const ModelArchitecture& model) {
  const std::int64_t width = std::int64_t{model.heads} * model.head_dim;
  return {5 * width * model.hidden, width * model.head_dim * 4};
}

Recurrence recurrence_of(ConfigFields& config, const ModelArchitecture& model) {
  const std::int64_t hidden = model.hidden;
  if (config.find({"linear_num_value_heads"}) != nullptr) return gated_delta_net(config, hidden);
  if (const json* linear = config.find({"linear_attn_config"}); linear != nullptr && linear->is_object())
    return kimi_delta_attention(*linear, hidden, "linear_attn_config", config);
  if (config.find({"mamba_n_heads", "mamba_num_heads"}) != nullptr) return mamba2(config, hidden);
  if (config.find({"mamba_d_state"}) != nullptr) return mamba1(config, hidden);
  if (config.find({"conv_L_cache"}) != nullptr) return with_convolution(4 * hidden * hidden, 0, hidden, config.required({"conv_L_cache"}));  // LFM 2
  if (config.find({"attn_type_list"}) != nullptr) return lightning_attention(model);
  config.complain("layer_types", "layers that are neither attention nor MLP", "the sizes of a kind that is known: gated delta net, Mamba, ...");
  return {};
}

}  // namespace

int read_layer_kinds(ConfigFields& config, ModelArchitecture& model) {
  const Kinds kinds = kinds_of(config, model.layers);
  const auto count = [&kinds](Kind kind) { return static_cast<int>(std::ranges::count(kinds.layers, kind)); };
  const bool off = !config.flag("use_sliding_window", true);
  model.sliding_window = off ? 0 : config.optional({"sliding_window", "sliding_window_size", "attention_chunk_size"}, 0);
  model.windowed_layers = model.sliding_window > 0 ? count(Kind::windowed) : 0;
  if (model.windowed_layers == 0) model.sliding_window = 0;
  model.recurrent_layers = count(Kind::recurrent);
  if (model.recurrent_layers > 0) {
    const Recurrence recurrence = recurrence_of(config, model);
    model.recurrent_parameters = recurrence.parameters;
    model.recurrent_state_bytes = recurrence.state_bytes;
  }
  if (count(Kind::full) + count(Kind::windowed) == 0)
    config.complain("layer_types", "no layer with attention", "at least one: models of states alone are not timed");
  if (!kinds.one_block) return 0;
  model.layers_without_mixer = count(Kind::dense_mlp) + count(Kind::experts);
  model.layers_without_mlp = model.layers - model.layers_without_mixer;
  return count(Kind::dense_mlp);
}

}  // namespace tradewind
