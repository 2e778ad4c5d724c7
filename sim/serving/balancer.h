// Which replica of a pool takes the next request. Replicas are places here, 0 to size - 1; see PoolOf for who stands where.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::serving {

class Balancer {
 public:
  Balancer(Balancing policy, std::size_t replicas)
      : policy_(policy), requests_(replicas), tokens_(replicas), replicas_with_{static_cast<std::int32_t>(replicas)} {}

  std::size_t size() const { return requests_.size(); }
  // A replica without requests comes, at the last place.
  void add();
  // A replica leaves; those behind it move up by a place.
  void remove(std::uint32_t place);
  // Requests at all of them.
  std::int64_t outstanding() const { return outstanding_; }

  // Whether choose() wants to know what is cached.
  bool by_prefix() const { return policy_ == Balancing::prefix_affinity && requests_.size() > 1; }

  // `u` in (0, 1]: the request's own draw, used by power_of_two alone. `tokens`: of prompt and answer asked for. `cached`: of the `prompt` tokens,
  // those that each replica's prefix cache holds; used if by_prefix(), empty when the prompt shares nothing. Counts the request as outstanding there.
  std::uint32_t choose(double u, std::int64_t tokens, std::int64_t prompt = 0, std::span<const std::int64_t> cached = {});
  void done(std::uint32_t place, std::int64_t tokens) {
    --outstanding_;
    set_requests(place, requests_[place] - 1);
    tokens_[place] -= tokens;
  }

 private:
  // A replica with so many requests comes or goes.
  void count(std::int32_t requests, std::int32_t replicas);
  void set_requests(std::uint32_t place, std::int32_t requests);
  template <class Load>
  std::uint32_t next_with(const std::vector<Load>& loads, Load load) const;
  std::uint32_t fewest_requests() const { return next_with(requests_, fewest_); }
  std::uint32_t fewest_tokens() const { return next_with(tokens_, *std::ranges::min_element(tokens_)); }
  std::uint32_t better_of_two(double u) const;
  std::uint32_t longest_prefix(std::int64_t prompt, std::span<const std::int64_t> cached) const;

  Balancing policy_;
  std::vector<std::int32_t> requests_;  // outstanding, by place
  std::vector<std::int64_t> tokens_;    // of those
  std::int64_t outstanding_ = 0;
  // How many replicas have 0, 1, 2 ... requests, and the fewest that one has: known without a look at all of them.
  std::vector<std::int32_t> replicas_with_;
  std::int32_t fewest_ = 0;
  std::uint32_t next_ = 0;  // place after the one chosen last: round robin's turn, and where ties of the least loaded go
};

}  // namespace tradewind::serving
