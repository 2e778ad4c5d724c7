// Whether a pool keeps up with what comes to it.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

namespace tradewind::engine {

// Requests in a pool, running and waiting, at the beginning, in the middle and at the end of the measured part of a window; and how many had come.
class Backlog {
 public:
  void note(std::size_t moment, std::int64_t inside, std::uint64_t arrived) {
    inside_[moment] = inside;
    arrived_[moment] = static_cast<std::int64_t>(arrived);
  }

  // In both halves more requests stay behind than a share of those that came, and more than chance: of n Poisson arrivals and as many departures the
  // difference has the standard deviation sqrt(2 n). A pool that merely fills after an empty start grows in the first half alone; one whose requests
  // take as long as the window may be called so by mistake, and its figures are of the filling then, which its reader should know too.
  bool grows() const { return grows_from(0) && grows_from(1); }

 private:
  static constexpr double least_share = 0.05, standard_deviations = 4;

  bool grows_from(std::size_t moment) const {
    const auto growth = static_cast<double>(inside_[moment + 1] - inside_[moment]);
    const auto came = static_cast<double>(arrived_[moment + 1] - arrived_[moment]);
    return growth > least_share * came && growth > standard_deviations * std::sqrt(2 * came);
  }

  std::array<std::int64_t, 3> inside_ = {}, arrived_ = {};
};

}  // namespace tradewind::engine
