#include "tradewind/scenarios/model_architecture.h"

#include <algorithm>

namespace tradewind {

std::int64_t ModelArchitecture::attention_parameters() const {
  const std::int64_t h = hidden, d = head_dim, output = h * heads * d;
  if (!is_mla()) return h * d * (heads + 2 * std::int64_t{kv_heads}) + output;
  const std::int64_t query_width = std::int64_t{heads} * (d + qk_rope_head_dim);
  const std::int64_t query = q_lora_rank > 0 ? q_lora_rank * (h + query_width) : h * query_width;
  return query + h * (kv_lora_rank + qk_rope_head_dim) + std::int64_t{kv_lora_rank} * heads * 2 * d + output;
}

std::int64_t ModelArchitecture::parameters() const {
  const std::int64_t moe = std::int64_t{experts} * (expert_parameters() + hidden) + shared_parameters();
  return attention_layers() * attention_parameters() + recurrent_layers * recurrent_parameters + dense_mlp_layers() * mlp_parameters() +
         moe_layers() * moe + embedding_parameters();
}

std::int64_t ModelArchitecture::kv_bytes_per_token() const {
  const std::int64_t numbers = is_mla() ? kv_lora_rank + qk_rope_head_dim : std::int64_t{2} * kv_heads * head_dim;
  return numbers * attention_layers() * 2;
}

std::int64_t ModelArchitecture::kv_bytes_per_token_per_gpu(int tensor_parallel) const {
  if (is_mla()) return kv_bytes_per_token();
  return kv_bytes_per_token() / kv_heads * std::max(1, kv_heads / tensor_parallel);
}

}  // namespace tradewind
