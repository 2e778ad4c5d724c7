// Which of a fixed number of sources is next: a tournament tree (Knuth, The Art of Computer Programming, vol. 3, 5.4.1). Setting the time of a source
// costs O(log n) without branches that depend on the data; the winner is known at once. Where sources change their plans often, this beats a queue of
// events, in which the old plans would have to be found or to be recognised as stale.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernel/time.h"

namespace tradewind::kernel {

class WinnerTree {
 public:
  // All sources start without a time (`never`).
  explicit WinnerTree(std::size_t sources) : times_(std::bit_ceil(sources < 2 ? 2 : sources), never), winner_(times_.size() * 2) {
    for (std::size_t i = 0; i < times_.size(); ++i) winner_[times_.size() + i] = static_cast<std::uint32_t>(i);
    for (std::size_t node = times_.size() - 1; node > 0; --node) winner_[node] = winner_[2 * node];
  }

  void set(std::uint32_t source, Time time) {
    times_[source] = time;
    // The winner is carried up, so that what is loaded, the rivals on the way, does not depend on what has just been decided.
    std::uint32_t winner = source;
    for (std::size_t node = times_.size() + source; node > 1; node /= 2) {
      const std::uint32_t rival = winner_[node ^ 1];
      const bool beaten = times_[rival] < time || (times_[rival] == time && rival < winner);
      winner = beaten ? rival : winner;
      time = beaten ? times_[rival] : time;
      winner_[node / 2] = winner;
    }
  }

  // The source with the earliest time, of equal ones the first; any one when no source has a time.
  std::uint32_t first() const { return winner_[1]; }
  Time first_time() const { return times_[winner_[1]]; }

 private:
  std::vector<Time> times_;            // of the sources, padded to a power of two
  std::vector<std::uint32_t> winner_;  // of each subtree; node n has the children 2n and 2n + 1
};

}  // namespace tradewind::kernel
