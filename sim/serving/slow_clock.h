// The own time of a server that has become slow: while the owner's clock moves on by a second, the server's moves on by 1 / factor. What the server
// does stays what it was, and takes longer.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernel/time.h"

namespace tradewind::serving {

using kernel::Time;

class SlowClock {
 public:
  // From now on a second of the server takes `factor` seconds; above 0.
  void set_factor(Time now, double factor) { spells_.push_back({now, local(now), factor}); }

  // Never goes back, and never past `no_later_than`: what the server waits for next.
  Time local(Time now, Time no_later_than = kernel::never) const {
    const Spell& spell = spells_.back();
    last_ = std::max(last_, spell.local + static_cast<Time>(static_cast<double>(now - spell.real) / spell.factor));
    return last_ = std::min(last_, no_later_than);
  }

  // When the owner's clock shows what the server's own one shows.
  Time real(Time local) const {
    if (local == kernel::never) return local;
    auto spell = spells_.rbegin();
    while (spell + 1 != spells_.rend() && local < spell->local) ++spell;
    return spell->real + static_cast<Time>(std::ceil(static_cast<double>(local - spell->local) * spell->factor));
  }

 private:
  struct Spell {
    Time real, local;
    double factor;
  };
  std::vector<Spell> spells_ = {{0, 0, 1}};
  mutable Time last_ = 0;  // that was asked for: evens out the rounding
};

}  // namespace tradewind::serving
