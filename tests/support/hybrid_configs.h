// config.json of models that mix attention with layers of states, shortened to the fields that count.
#pragma once

#include <string>

namespace tradewind::tests {

inline const std::string nemotron_nano_9b =
    R"({"model_type": "nemotron_h", "hidden_size": 4480, "attention_head_dim": 128, "head_dim": 128, "intermediate_size": 15680,
        "num_attention_heads": 40, "num_key_value_heads": 8, "num_hidden_layers": 56, "vocab_size": 131072, "mlp_hidden_act": "relu2",
        "hybrid_override_pattern": "M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-", "mamba_num_heads": 128, "mamba_head_dim": 80,
        "ssm_state_size": 128, "n_groups": 8, "conv_kernel": 4, "tie_word_embeddings": false})";

}  // namespace tradewind::tests
