#include "traffic/outlier_detection.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind::traffic {

OutlierDetection::OutlierDetection(const OutlierSettings& settings, std::size_t hosts) : settings_(settings), hosts_(hosts) {
  if (settings.consecutive_errors < 1 || settings.interval <= 0 || settings.base_ejection <= 0 || settings.max_ejection_time <= 0)
    throw std::invalid_argument("settings of outlier detection are above 0");
}

bool OutlierDetection::result(Time now, std::uint32_t number, bool ok) {
  Host& host = hosts_[number];
  host.errors = ok ? 0 : host.errors + 1;
  if (host.ejected || host.errors < settings_.consecutive_errors) return false;
  const bool room = ejected_ == 0 || static_cast<double>(ejected_ + 1) <= settings_.max_ejected * static_cast<double>(hosts_.size());
  if (!room) return false;
  host.errors = 0;
  host.ejected = true;
  ++ejected_;
  ++host.ejections;
  host.until = now + std::min(settings_.base_ejection * host.ejections, std::max(settings_.max_ejection_time, settings_.base_ejection));
  next_ = std::min(next_, (now / settings_.interval + 1) * settings_.interval);
  return true;
}

void OutlierDetection::wake(Time now) {
  bool more = false;
  for (Host& host : hosts_) {
    if (host.ejected && host.until <= now) {
      host.ejected = false;
      --ejected_;
    } else if (!host.ejected && host.ejections > 0) {
      --host.ejections;
    }
    more = more || host.ejections > 0;
  }
  next_ = more ? now + settings_.interval : kernel::never;
}

}  // namespace tradewind::traffic
