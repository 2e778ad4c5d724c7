// Whether clients try again, and when: attempts, pauses and the budget that the clients of a population share (scenario.proto, Client).
#pragma once

#include <optional>

#include "engine/plan.h"
#include "random/draws.h"

namespace tradewind::engine {

// Of the clients of one stream. A budget is a bucket of tokens, as in Finagle (com.twitter.finagle.service.RetryBudget) and Envoy (retry_budget):
// each first attempt adds its share of a token, each retry takes one.
class Retries {
 public:
  Retries(const ClientPlan& client, const random::Stream& draws) : client_(&client), draws_(draws) {}

  void note_first_attempt() { tokens_ = std::min(tokens_ + client_->retry_budget, most_tokens); }

  // The pause before the next attempt of the request that the stream's draws call `index`, after so many; nothing when there is none.
  std::optional<Time> pause_before_next(std::uint64_t index, std::uint32_t attempts) {
    if (attempts >= static_cast<std::uint32_t>(client_->max_attempts) || !take_token()) return std::nullopt;
    return client_->pause(static_cast<int>(attempts), draws_.draw(index << 2 | attempts >> 2)[attempts & 3]);
  }

 private:
  static constexpr double most_tokens = 10;

  bool take_token() {
    if (client_->retry_budget == 0) return true;
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

  const ClientPlan* client_;
  random::Stream draws_;
  double tokens_ = most_tokens;
};

}  // namespace tradewind::engine
