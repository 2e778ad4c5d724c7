#include "demand/sizes.h"

#include <algorithm>
#include <cmath>

namespace tradewind::demand {

Sizes::Sizes(const Workload& workload) {
  if (const auto* llm = std::get_if<LlmServing>(&workload.serving)) {
    is_llm_ = true;
    prompt_ = {llm->prompt_tokens.mu(), llm->prompt_tokens.sigma(), llm->prompt_tokens.max};
    output_ = {llm->output_tokens.mu(), llm->output_tokens.sigma(), llm->output_tokens.max};
    bytes_per_prompt_token_ = llm->bytes_per_token;
    chunk_bytes_ = llm->bytes_per_token + llm->stream_overhead_bytes;
  } else {
    const auto& classic = std::get<ClassicServing>(workload.serving);
    items_ = classic.items_per_request;
    fixed_request_bytes_ = classic.request_bytes;
    fixed_response_bytes_ = classic.response_bytes;
  }
}

std::int32_t Sizes::LogNormal::at(double z) const {
  return static_cast<std::int32_t>(std::clamp(std::round(std::exp(mu + sigma * z)), 1.0, static_cast<double>(max)));
}

RequestSize Sizes::of(const random::Uniforms& uniforms) const {
  if (!is_llm_) return {items_, 1, uniforms[2]};
  const auto [z_prompt, z_output] = random::normal_pair(uniforms[0], uniforms[1]);
  return {prompt_.at(z_prompt), output_.at(z_output), uniforms[2]};
}

}  // namespace tradewind::demand
