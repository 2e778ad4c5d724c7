// Which layers of a model attend to every token, which to a window, and which keep a state instead of a KV cache, from its config.json.
#pragma once

#include "catalogue/config_fields.h"
#include "tradewind/scenarios/model_architecture.h"

namespace tradewind {

// Fills sliding_window, windowed_layers, recurrent_* and layers_without_*; needs layers, hidden, heads and head_dim. Model families say it in many
// ways: a list of names (layer_types, layers_block_type), a pattern of letters (hybrid_override_pattern, sliding_window_pattern "LLLG"), a list of
// numbers (attn_type_list, hybrid_layer_pattern, no_rope_layers, attn_layer_indices), a period (sliding_window_pattern, full_attention_interval,
// attn_layer_period), or sliding_window alone, which then holds for every layer. Returns how many layers are a dense MLP and nothing else.
int read_layer_kinds(ConfigFields& config, ModelArchitecture& model);

}  // namespace tradewind
