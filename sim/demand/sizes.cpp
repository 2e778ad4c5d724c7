#include "demand/sizes.h"

#include <algorithm>
#include <cmath>

#include "statistics/normal.h"

namespace tradewind::demand {

Sizes::Sizes(const Workload& workload) {
  if (const auto* llm = std::get_if<LlmServing>(&workload.serving)) {
    is_llm_ = true;
    prompt_ = log_normal(llm->prompt_tokens);
    output_ = log_normal(llm->output_tokens);
    mean_output_tokens_ = llm->output_tokens.mean();
    bytes_per_prompt_token_ = llm->bytes_per_token;
    chunk_bytes_ = llm->bytes_per_token + llm->stream_overhead_bytes;
    system_tokens_ = llm->system_prompt_tokens;
    if (system_tokens_ > 0)
      for (int variant = 0; variant < llm->system_prompt_variants; ++variant)
        system_prompts_.push_back({.parts = {{.content = static_cast<std::uint64_t>(variant) + 1, .until = system_tokens_}}});
    double cumulative = 0;
    for (const PriorityClass& c : llm->priority_classes) classes_.push_back({cumulative += c.share, c.priority});
  } else {
    const auto& classic = std::get<ClassicServing>(workload.serving);
    items_ = classic.items_per_request;
    fixed_request_bytes_ = classic.request_bytes;
    fixed_response_bytes_ = classic.response_bytes;
  }
}

Sizes::LogNormal Sizes::log_normal(const TokenDistribution& tokens) {
  const double below = tokens.share_up_to(tokens.above);
  return {tokens.mu(), tokens.sigma(), tokens.above + 1, tokens.longest(), below, tokens.share_up_to(tokens.longest()) - below};
}

// A part has the quantiles of the whole between its ends.
std::int32_t Sizes::LogNormal::at(double z) const {
  if (share < 1) z = statistics::normal_quantile(std::min(share_below + share * statistics::normal_cdf(z), std::nextafter(1.0, 0.0)));
  return static_cast<std::int32_t>(std::clamp(std::round(std::exp(mu + sigma * z)), static_cast<double>(shortest), static_cast<double>(longest)));
}

RequestSize Sizes::of(const random::Uniforms& uniforms) const {
  if (!is_llm_) return {items_, 1, uniforms[2]};
  const auto [z_prompt, z_output] = random::normal_pair(uniforms[0], uniforms[1]);
  RequestSize size{system_tokens_ + prompt_.at(z_prompt), output_.at(z_output), uniforms[2]};
  // One draw says both: its place among the variants, and what is left over.
  double rest = uniforms[3];
  if (!system_prompts_.empty()) {
    rest *= static_cast<double>(system_prompts_.size());
    const double variant = std::ceil(rest) - 1;
    size.content = &system_prompts_[static_cast<std::size_t>(variant)];
    rest -= variant;
  }
  while (size.priority_class + 1 < classes_.size() && rest > classes_[size.priority_class].share_up_to) ++size.priority_class;
  size.priority = classes_[size.priority_class].priority;
  return size;
}

}  // namespace tradewind::demand
