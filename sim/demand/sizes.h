// How large a request is.
#pragma once

#include <cstdint>

#include <vector>

#include "random/draws.h"
#include "serving/server.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::demand {

struct RequestSize {
  std::int32_t size = 1;           // prompt tokens (LLM) or items (classic)
  std::int32_t output_tokens = 1;  // LLM only
  double balancing_draw = 1;       // in (0, 1], for the pool's balancer
  std::uint32_t priority_class = 0;
  std::int32_t priority = 0;                        // smaller is served first
  const serving::PromptContent* content = nullptr;  // texts that the prompt shares with others

  serving::Job job(std::uint32_t request) const {
    return {.request = request, .size = size, .output_tokens = output_tokens, .priority = priority, .content = content};
  }
};

// Draws sizes of one workload. It holds the contents that its requests point to.
class Sizes {
 public:
  explicit Sizes(const Workload& workload);
  RequestSize of(const random::Uniforms& uniforms) const;
  std::int32_t size_at(double z) const { return is_llm_ ? system_tokens_ + prompt_.at(z) : items_; }  // size at a standard normal quantile

  double request_bytes(std::int32_t size) const { return fixed_request_bytes_ + bytes_per_prompt_token_ * (size - system_tokens_); }
  double response_bytes(std::int32_t output_tokens) const { return fixed_response_bytes_ + chunk_bytes_ * output_tokens; }
  double chunk_bytes() const { return chunk_bytes_; }  // one streamed token with its framing; 0 for a classic model
  bool is_llm() const { return is_llm_; }
  double mean_output_tokens() const { return mean_output_tokens_; }
  std::int32_t system_tokens() const { return system_tokens_; }  // that a size holds beside what the user sends

 private:
  struct LogNormal {
    double mu = 0, sigma = 0;
    int shortest = 1, longest = 1;
    double share_below = 0, share = 1;  // of the whole distribution: what is shorter than this part, and the part
    std::int32_t at(double z) const;
  };
  static LogNormal log_normal(const TokenDistribution& tokens);
  bool is_llm_ = false;
  LogNormal prompt_, output_;
  int items_ = 1;
  double mean_output_tokens_ = 1;
  std::int32_t system_tokens_ = 0;
  std::vector<serving::PromptContent> system_prompts_;  // by variant
  struct Class {
    double share_up_to;
    std::int32_t priority;
  };
  std::vector<Class> classes_;
  double fixed_request_bytes_ = 0, bytes_per_prompt_token_ = 0, fixed_response_bytes_ = 0, chunk_bytes_ = 0;
};

}  // namespace tradewind::demand
