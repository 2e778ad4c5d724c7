#include "search/start.h"

#include <algorithm>
#include <cmath>

namespace tradewind::search {
namespace {

// A bound that starts from the multipliers of a limit further off than this climbs to a worse end than one that starts from none (bench_front).
constexpr double near = 0.2;  // of the logarithm

double distance(double limit_ms, const KnownPlacement& known) { return std::abs(std::log(known.limit_ms / limit_ms)); }

}  // namespace

std::optional<placement::Placement> start_at(double limit_ms, const std::vector<KnownPlacement>& known) {
  std::optional<placement::Placement> start;
  for (const KnownPlacement& other : known)
    if (other.limit_ms <= limit_ms && (!start || other.placement->usd < start->usd)) start = *other.placement;
  if (!start) return start;
  const auto nearest = std::ranges::min_element(known, {}, [&](const KnownPlacement& other) { return distance(limit_ms, other); });
  if (distance(limit_ms, *nearest) <= near)
    start->multipliers = nearest->placement->multipliers;
  else
    start->multipliers.clear();
  return start;
}

double lower_bound_usd_at(double limit_ms, const std::vector<KnownPlacement>& known) {
  double bound_usd = 0;
  for (const KnownPlacement& other : known)
    if (other.limit_ms > limit_ms) bound_usd = std::max(bound_usd, other.placement->bound_usd);
  return bound_usd;
}

}  // namespace tradewind::search
