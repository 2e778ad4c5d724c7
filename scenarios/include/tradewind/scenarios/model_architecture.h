// What a language model is made of, as far as its time and memory depend on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tradewind {

// A decoder-only transformer, by the terms of a Hugging Face config.json. Zero = the model has no such part.
struct ModelArchitecture {
  std::string name;                  // catalogue name, "Llama-3.1-8B"
  std::vector<std::string> aliases;  // other spellings and fine-tunes of the same architecture
  std::string source;                // Hugging Face repository of the config.json, or a paper
  std::string published_dtype = "bf16";
  int layers = 0, hidden = 0;
  int intermediate = 0;  // of the dense layers
  int heads = 0, kv_heads = 0, head_dim = 0;
  int vocab = 0;
  bool tied_embeddings = false;
  bool gated_mlp = true;  // three matrices (SwiGLU) instead of two
  // Mixture of experts: `dense_layers` of the layers have a dense MLP instead.
  int experts = 0, experts_per_token = 0, moe_intermediate = 0;
  int shared_intermediate = 0;  // all shared experts together
  int dense_layers = 0;
  // Multi-head latent attention (DeepSeek): head_dim is that of the values and of the keys without their rotary part.
  int q_lora_rank = 0, kv_lora_rank = 0, qk_rope_head_dim = 0;
  // Layers that see only the last `sliding_window` tokens, or the chunk of that many tokens that they are in (Llama 4).
  int sliding_window = 0, windowed_layers = 0;
  // Layers that keep a state of fixed size for each sequence instead of keys and values (Mamba, linear attention, short convolutions): weights of
  // one, and bytes of its state in the whole model.
  int recurrent_layers = 0;
  std::int64_t recurrent_parameters = 0, recurrent_state_bytes = 0;
  // Nemotron-H: a layer is either attention (or recurrent) or an MLP.
  int layers_without_mixer = 0, layers_without_mlp = 0;
  int max_position = 0;  // longest context, tokens
  // Its generation_config.json asks for top_p or top_k, which servers follow unless a request says otherwise.
  bool truncated_sampling = false;

  bool is_moe() const { return experts > 0; }
  bool is_mla() const { return kv_lora_rank > 0; }
  int attention_layers() const { return layers - layers_without_mixer - recurrent_layers; }
  int full_layers() const { return attention_layers() - windowed_layers; }  // that see every token
  int mlp_layers() const { return layers - layers_without_mlp; }
  int moe_layers() const { return is_moe() ? mlp_layers() - dense_layers : 0; }
  int dense_mlp_layers() const { return mlp_layers() - moe_layers(); }
  int mlp_matrices() const { return gated_mlp ? 3 : 2; }

  // Parameters of one layer's attention, of one dense MLP, of one expert, of the two embeddings (one where they are tied).
  std::int64_t attention_parameters() const;
  std::int64_t mlp_parameters() const { return std::int64_t{mlp_matrices()} * hidden * intermediate; }
  std::int64_t expert_parameters() const { return std::int64_t{mlp_matrices()} * hidden * moe_intermediate; }
  std::int64_t shared_parameters() const { return std::int64_t{mlp_matrices()} * hidden * shared_intermediate; }
  std::int64_t embedding_parameters() const { return std::int64_t{vocab} * hidden * (tied_embeddings ? 1 : 2); }
  std::int64_t parameters() const;

  // KV cache of one token in all layers with attention, at 16 bits a number; layers with a window drop theirs when it has passed.
  std::int64_t kv_bytes_per_token() const;
  // The same on one GPU of a tensor-parallel group: KV heads are split, and repeated where there are fewer heads than GPUs; a latent is repeated.
  std::int64_t kv_bytes_per_token_per_gpu(int tensor_parallel) const;
};

// Reads the config.json of a model that no catalogue lists, and the generation_config.json beside it if there is one. Throws InvalidInput naming
// every missing or impossible field.
ModelArchitecture read_model_config(const std::filesystem::path& file);
ModelArchitecture read_model_config_text(const std::string& text, const std::string& file_name);

}  // namespace tradewind
