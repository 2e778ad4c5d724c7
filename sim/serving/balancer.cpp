#include "serving/balancer.h"

#include <algorithm>

namespace tradewind::serving {

std::uint32_t Balancer::choose(double u) {
  std::uint32_t chosen = next_;
  if (policy_ == Balancing::least_outstanding) chosen = least_outstanding();
  if (policy_ == Balancing::power_of_two) chosen = better_of_two(u);
  next_ = chosen + 1 < outstanding_.size() ? chosen + 1 : 0;
  ++outstanding_[chosen];
  return chosen;
}

std::uint32_t Balancer::least_outstanding() const {
  const auto begin = outstanding_.begin(), turn = begin + next_;
  const auto after = std::min_element(turn, outstanding_.end());
  const auto before = std::min_element(begin, turn);
  return static_cast<std::uint32_t>((before != turn && *before < *after ? before : after) - begin);
}

// Mitzenmacher, "The power of two choices in randomized load balancing" (2001): two different replicas, the less loaded one, the first on a tie.
std::uint32_t Balancer::better_of_two(double u) const {
  const auto n = static_cast<std::uint32_t>(outstanding_.size());
  if (n == 1) return 0;
  const std::uint64_t pairs = std::uint64_t{n} * (n - 1);
  const auto pair = std::min(static_cast<std::uint64_t>(u * static_cast<double>(pairs)), pairs - 1);
  const auto first = static_cast<std::uint32_t>(pair / (n - 1));
  auto second = static_cast<std::uint32_t>(pair % (n - 1));
  if (second >= first) ++second;
  return outstanding_[second] < outstanding_[first] ? second : first;
}

}  // namespace tradewind::serving
