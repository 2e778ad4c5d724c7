#include "streams/horizon.h"

#include <algorithm>
#include <ranges>
#include <stdexcept>

namespace tradewind::streams {

Stage::Stage(Time period, Time delay, Time phase) : period_(period), delay_(delay), phase_(phase) {
  if (period < 0 || delay < 0) throw std::invalid_argument("The period and the delay of a stage are at least 0.");
}

Mirror::Mirror(Stage stage, double speed) : stage_(stage), speed_(speed) {
  if (!(speed > 1)) throw std::invalid_argument("A mirror must carry more than what comes in, or it falls behind for ever.");
}

Time Mirror::after_breaks(Time now) const {
  for (const Break& last : std::views::reverse(breaks_)) {
    if (now < last.begin) continue;
    if (now < last.end) return last.seen;
    return std::min(stage_.passed(now), last.seen + static_cast<Time>(static_cast<double>(now - last.end) * speed_));
  }
  return stage_.passed(now);
}

void Mirror::stand_still(Time now) {
  if (!stands_still()) breaks_.push_back({now, kernel::never, passed(now)});
}

void Mirror::go_on(Time now) {
  if (stands_still()) breaks_.back().end = now;
}

}  // namespace tradewind::streams
