#include "serving/balancer.h"

#include <algorithm>

namespace tradewind::serving {
namespace {

// The router of SGLang (sgl-router, cache_aware policy and its defaults, Apache-2.0, read 2026-11): by load alone when the busiest replica has more
// than 64 requests and more than 1.5 times as many as the idlest one; else to the longest cached prefix, if that is over 30 % of the prompt.
constexpr std::int32_t imbalance_requests = 64;
constexpr double imbalance_ratio = 1.5;
constexpr double match_share = 0.3;

}  // namespace

std::uint32_t Balancer::choose(double u, std::int64_t tokens, std::int64_t prompt, std::span<const std::int64_t> cached) {
  std::uint32_t chosen = next_;
  if (policy_ == Balancing::least_outstanding) chosen = least(requests_);
  if (policy_ == Balancing::least_tokens) chosen = least(tokens_);
  if (policy_ == Balancing::power_of_two) chosen = better_of_two(u);
  if (policy_ == Balancing::prefix_affinity) chosen = longest_prefix(prompt, cached);
  next_ = chosen + 1 < requests_.size() ? chosen + 1 : 0;
  ++outstanding_;
  ++requests_[chosen];
  tokens_[chosen] += tokens;
  return chosen;
}

void Balancer::remove(std::uint32_t place) {
  outstanding_ -= requests_[place];
  requests_.erase(requests_.begin() + place);
  tokens_.erase(tokens_.begin() + place);
  if (next_ > place) --next_;
  if (next_ >= requests_.size()) next_ = 0;
}

template <class Load>
std::uint32_t Balancer::least(const std::vector<Load>& loads) const {
  const auto begin = loads.begin(), turn = begin + next_;
  const auto after = std::min_element(turn, loads.end());
  const auto before = std::min_element(begin, turn);
  return static_cast<std::uint32_t>((before != turn && *before < *after ? before : after) - begin);
}

// Mitzenmacher, "The power of two choices in randomized load balancing" (2001): two different replicas, the less loaded one, the first on a tie.
std::uint32_t Balancer::better_of_two(double u) const {
  const auto n = static_cast<std::uint32_t>(requests_.size());
  if (n == 1) return 0;
  const std::uint64_t pairs = std::uint64_t{n} * (n - 1);
  const auto pair = std::min(static_cast<std::uint64_t>(u * static_cast<double>(pairs)), pairs - 1);
  const auto first = static_cast<std::uint32_t>(pair / (n - 1));
  auto second = static_cast<std::uint32_t>(pair % (n - 1));
  if (second >= first) ++second;
  return requests_[second] < requests_[first] ? second : first;
}

std::uint32_t Balancer::longest_prefix(std::int64_t prompt, std::span<const std::int64_t> cached) const {
  if (cached.empty()) return least(requests_);
  const auto [idlest, busiest] = std::ranges::minmax(requests_);
  if (busiest - idlest > imbalance_requests && busiest > imbalance_ratio * idlest) return least(requests_);
  const auto longest = std::ranges::max_element(cached);
  if (static_cast<double>(*longest) <= match_share * static_cast<double>(prompt)) return least(requests_);
  return static_cast<std::uint32_t>(longest - cached.begin());
}

}  // namespace tradewind::serving
