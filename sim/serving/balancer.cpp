#include "serving/balancer.h"

#include <algorithm>
#include <utility>

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
  if (policy_ == Balancing::least_outstanding) chosen = fewest_requests();
  if (policy_ == Balancing::least_tokens) chosen = fewest_tokens();
  if (policy_ == Balancing::power_of_two) chosen = better_of_two(u);
  if (policy_ == Balancing::prefix_affinity) chosen = longest_prefix(prompt, cached);
  next_ = chosen + 1 < requests_.size() ? chosen + 1 : 0;
  ++outstanding_;
  set_requests(chosen, requests_[chosen] + 1);
  tokens_[chosen] += tokens;
  return chosen;
}

void Balancer::add() {
  requests_.push_back(0);
  tokens_.push_back(0);
  count(0, 1);
}

void Balancer::remove(std::uint32_t place) {
  outstanding_ -= requests_[place];
  count(requests_[place], -1);
  requests_.erase(requests_.begin() + place);
  tokens_.erase(tokens_.begin() + place);
  if (next_ > place) --next_;
  if (next_ >= requests_.size()) next_ = 0;
}

void Balancer::count(std::int32_t requests, std::int32_t replicas) {
  if (requests >= std::ssize(replicas_with_)) replicas_with_.resize(static_cast<std::size_t>(requests) + 1);
  replicas_with_[static_cast<std::size_t>(requests)] += replicas;
  fewest_ = replicas > 0 ? std::min(fewest_, requests) : fewest_;
  while (fewest_ + 1 < std::ssize(replicas_with_) && replicas_with_[static_cast<std::size_t>(fewest_)] == 0) ++fewest_;
}

void Balancer::set_requests(std::uint32_t place, std::int32_t requests) {
  const std::int32_t before = std::exchange(requests_[place], requests);
  count(requests, 1);
  count(before, -1);
}

// The first place with this load from the turn on, and round to it again.
template <class Load>
std::uint32_t Balancer::next_with(const std::vector<Load>& loads, Load load) const {
  const auto turn = loads.begin() + next_;
  auto place = std::find(turn, loads.end(), load);
  if (place == loads.end()) place = std::find(loads.begin(), turn, load);
  return static_cast<std::uint32_t>(place - loads.begin());
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
  if (cached.empty()) return fewest_requests();
  const auto [idlest, busiest] = std::ranges::minmax(requests_);
  if (busiest - idlest > imbalance_requests && busiest > imbalance_ratio * idlest) return fewest_requests();
  const auto longest = std::ranges::max_element(cached);
  if (static_cast<double>(*longest) <= match_share * static_cast<double>(prompt)) return fewest_requests();
  return static_cast<std::uint32_t>(longest - cached.begin());
}

}  // namespace tradewind::serving
