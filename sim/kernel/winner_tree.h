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
  explicit WinnerTree(std::size_t sources) : leaves_(std::bit_ceil(sources < 2 ? 2 : sources)), winners_(2 * leaves_) {
    for (std::size_t i = 0; i < leaves_; ++i) winners_[leaves_ + i].source = static_cast<std::uint32_t>(i);
    for (std::size_t node = leaves_ - 1; node > 0; --node) winners_[node] = winners_[2 * node];
  }

  void set(std::uint32_t source, Time time) {
    std::size_t node = leaves_ + source;
    Winner winner{time, source};
    winners_[node] = winner;
    // The winner is carried up, so that what is loaded, the rivals on the way, does not depend on what has just been decided. Of equal times the left
    // one wins. A mask chooses: which of the two is earlier is a coin toss, and a branch would be mispredicted.
    for (; node > 1; node /= 2) {
      const Winner& rival = winners_[node ^ 1];
      const std::uint64_t beaten = std::uint64_t{0} - static_cast<std::uint64_t>(rival.time - static_cast<Time>(node % 2) < winner.time);
      winner.time ^= (winner.time ^ rival.time) & static_cast<Time>(beaten);
      winner.source ^= (winner.source ^ rival.source) & static_cast<std::uint32_t>(beaten);
      winners_[node / 2] = winner;
    }
  }

  // The source with the earliest time, of equal ones the first; any one when no source has a time.
  std::uint32_t first() const { return winners_[1].source; }
  Time first_time() const { return winners_[1].time; }

 private:
  struct Winner {
    Time time = never;
    std::uint32_t source = 0;
  };

  std::size_t leaves_;           // sources, padded to a power of two
  std::vector<Winner> winners_;  // of each subtree; node n has the children 2n and 2n + 1
};

}  // namespace tradewind::kernel
