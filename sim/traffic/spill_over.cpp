#include "traffic/spill_over.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tradewind::traffic {

SpillOver::SpillOver(Time interval, std::vector<double> capacities_rps, std::vector<std::vector<std::uint32_t>> preference)
    : interval_(interval),
      next_(interval),
      capacities_(std::move(capacities_rps)),
      rates_(preference.size(), 0.0),
      preference_(std::move(preference)),
      offered_(preference_.size(), 0),
      waterfall_(waterfall(rates_, capacities_, preference_)) {
  if (interval <= 0) throw std::invalid_argument("the interval at which traffic is spread anew is above 0");
}

void SpillOver::capacity(std::uint32_t region, double rps) {
  const bool turns = (capacities_[region] > 0) != (rps > 0);
  capacities_[region] = rps;
  if (turns) waterfall_ = waterfall(rates_, capacities_, preference_);
}

void SpillOver::wake(Time now) {
  for (std::size_t group = 0; group < rates_.size(); ++group) rates_[group] = static_cast<double>(offered_[group]) / kernel::to_s(interval_);
  std::fill(offered_.begin(), offered_.end(), 0);
  waterfall_ = waterfall(rates_, capacities_, preference_);
  next_ = now + interval_;
}

Fullness::Fullness(double low, double high) : low_(low), high_(high) {
  if (!(low <= high)) throw std::invalid_argument("a region is open again at a load that is not above the one at which it is full");
}

bool Fullness::update(double load) {
  if (load >= high_)
    full_ = true;
  else if (load <= low_)
    full_ = false;
  return full_;
}

}  // namespace tradewind::traffic
