// Which replica of a pool takes the next request.
#pragma once

#include <cstdint>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::serving {

class Balancer {
 public:
  Balancer(Balancing policy, std::size_t replicas) : policy_(policy), outstanding_(replicas) {}

  // `u` in (0, 1]: the request's own draw, used by power_of_two alone. Counts the request as outstanding there.
  std::uint32_t choose(double u);
  void done(std::uint32_t replica) { --outstanding_[replica]; }

 private:
  std::uint32_t least_outstanding() const;
  std::uint32_t better_of_two(double u) const;

  Balancing policy_;
  std::vector<std::int32_t> outstanding_;
  std::uint32_t next_ = 0;  // replica after the one chosen last: round robin's turn, and where ties of least_outstanding go
};

}  // namespace tradewind::serving
