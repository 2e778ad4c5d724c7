// Whether clients try again, and when: attempts, pauses, hedges and the budget that the clients of a population share (scenario.proto, Client).
#pragma once

#include <optional>

#include "engine/plan.h"
#include "random/draws.h"

namespace tradewind::engine {

// Of the clients of one stream. A budget is a bucket of tokens, as in Finagle (com.twitter.finagle.service.RetryBudget) and Envoy (retry_budget):
// each first attempt adds its share of a token, each retry and each hedge takes one.
class Retries {
 public:
  Retries(const ClientPlan& client, const random::Stream& draws) : client_(&client), draws_(draws) {}

  void note_first_attempt() { tokens_ = std::min(tokens_ + client_->retry_budget, most_tokens); }

  // The pause before the next attempt of the request that the stream's draws call `index`, after so many; nothing when there is none.
  std::optional<Time> pause_before_next(std::uint64_t index, std::uint32_t attempts) {
    if (!takes_another(attempts)) return std::nullopt;
    return client_->pause(static_cast<int>(attempts), draw_after(index, attempts));
  }

  // The balancing draw of the attempt that is sent beside the last one of so many; nothing when there is none. No pause comes after as many attempts,
  // so that the draw is free.
  std::optional<double> hedge(std::uint64_t index, std::uint32_t attempts) {
    if (!takes_another(attempts)) return std::nullopt;
    return draw_after(index, attempts);
  }
  bool may_hedge(std::uint32_t attempts) const { return client_->hedge_after > 0 && attempts < static_cast<std::uint32_t>(client_->max_attempts); }

 private:
  static constexpr double most_tokens = 10;

  double draw_after(std::uint64_t index, std::uint32_t attempts) const { return draws_.draw(index << 2 | attempts >> 2)[attempts & 3]; }

  bool takes_another(std::uint32_t attempts) { return attempts < static_cast<std::uint32_t>(client_->max_attempts) && take_token(); }

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
