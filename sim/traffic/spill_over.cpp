#include "traffic/spill_over.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tradewind::traffic {
namespace {

// One round: every group offers what is left of it to its choice number `choice`. Returns false when no group has such a choice.
bool fill(std::size_t choice, std::span<const std::vector<std::uint32_t>> preference, std::vector<double>& left, std::vector<double>& room,
          Waterfall& result) {
  std::vector<double> offered(room.size(), 0.0), part(room.size(), 0.0);
  bool any = false;
  for (std::size_t group = 0; group < left.size(); ++group)
    if (choice < preference[group].size()) {
      any = true;
      offered[preference[group][choice]] += left[group];
    }
  for (std::size_t region = 0; region < room.size(); ++region) {
    if (offered[region] <= 0) continue;
    part[region] = std::min(1.0, room[region] / offered[region]);
    room[region] = std::max(0.0, room[region] - offered[region]);
  }
  for (std::size_t group = 0; group < left.size(); ++group) {
    if (choice >= preference[group].size()) continue;
    const std::uint32_t region = preference[group][choice];
    result.shares[group][region] += left[group] * part[region];
    left[group] *= 1 - part[region];
  }
  return any;
}

void spread(double rate, const std::vector<std::uint32_t>& regions, std::span<const double> capacities, std::vector<double>& shares) {
  double sum = 0;
  for (const std::uint32_t region : regions) sum += capacities[region];
  if (sum <= 0) return;
  for (const std::uint32_t region : regions) shares[region] += rate * capacities[region] / sum;
}

}  // namespace

Waterfall waterfall(std::span<const double> rates, std::span<const double> capacities, std::span<const std::vector<std::uint32_t>> preference) {
  Waterfall result{.shares = std::vector<std::vector<double>>(rates.size(), std::vector<double>(capacities.size(), 0.0)), .overflow = 0};
  std::vector<double> left(rates.begin(), rates.end()), room(capacities.begin(), capacities.end());
  for (std::size_t choice = 0; fill(choice, preference, left, room, result); ++choice) {
  }
  for (std::size_t group = 0; group < rates.size(); ++group) {
    std::vector<double>& shares = result.shares[group];
    result.overflow += left[group];
    spread(left[group], preference[group], capacities, shares);
    if (rates[group] > 0)
      for (double& share : shares) share /= rates[group];
    else  // the first request that comes goes to the nearest region that is open
      for (const std::uint32_t region : preference[group])
        if (capacities[region] > 0) {
          shares[region] = 1;
          break;
        }
  }
  return result;
}

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
