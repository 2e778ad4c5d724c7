#include "elasticity/hpa.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace tradewind::elasticity {
namespace {

void check(const ScalingRules& rules) {
  if (rules.policies.empty()) throw std::invalid_argument("Scaling rules of an autoscaler need at least one policy.");
  for (const ScalingPolicy& policy : rules.policies)
    if (policy.value <= 0 || policy.period <= 0) throw std::invalid_argument("A scaling policy needs a positive value and a positive period.");
  if (rules.stabilization_window < 0) throw std::invalid_argument("A stabilisation window cannot be negative.");
}

void check(const HpaSettings& settings) {
  if (settings.min_replicas < 0 || settings.max_replicas < std::max(1, settings.min_replicas))
    throw std::invalid_argument("The replicas of an autoscaler must satisfy 0 <= min <= max and 1 <= max.");
  if (settings.metrics.empty()) throw std::invalid_argument("An autoscaler needs at least one metric.");
  if (settings.sync_period <= 0) throw std::invalid_argument("The sync period of an autoscaler must be positive.");
  bool without_pods = false;
  for (const MetricSpec& metric : settings.metrics) {
    if (metric.target <= 0) throw std::invalid_argument("The target of a metric must be positive.");
    if (metric.kind == MetricKind::resource_utilization && metric.pod_request <= 0)
      throw std::invalid_argument("A utilisation needs the request of a pod.");
    without_pods |= metric.kind == MetricKind::value || metric.kind == MetricKind::average_value;
  }
  if (settings.min_replicas == 0 && !without_pods)
    throw std::invalid_argument("Scaling to zero needs an object or external metric: pods that do not exist report nothing.");
  if (settings.behavior) check(settings.behavior->up), check(settings.behavior->down);
}

Time longest_period(const ScalingRules& rules) {
  Time longest = 0;
  for (const ScalingPolicy& policy : rules.policies) longest = std::max(longest, policy.period);
  return longest;
}

}  // namespace

Hpa::Hpa(HpaSettings settings, Time first_sync) : settings_(std::move(settings)), next_sync_(first_sync) { check(settings_); }

std::int32_t Hpa::wake(Time now, const Observation& seen) {
  next_sync_ = now + settings_.sync_period;
  if (recommendations_.empty()) recommendations_.push_back({seen.spec_replicas, now});
  const std::int32_t replicas = desired(now, seen);
  if (replicas != seen.spec_replicas) remember(now, seen.spec_replicas, replicas);
  return replicas;
}

std::int32_t Hpa::desired(Time now, const Observation& seen) {
  const std::int32_t current = seen.spec_replicas;
  if (current == 0 && settings_.min_replicas != 0) return 0;  // autoscaling is switched off
  // The bounds hold at once, whatever the metrics say.
  if (current > settings_.max_replicas) return settings_.max_replicas;
  if (current < settings_.min_replicas) return settings_.min_replicas;
  const std::optional<std::int32_t> wanted = from_metrics(now, seen);
  if (!wanted) return current;
  if (!settings_.behavior) return without_behavior(now, current, *wanted);
  return rate_limited(now, current, stabilized(now, current, *wanted));
}

// The largest of the proposals; nothing when no metric has one, or when one is missing and the others would scale down.
std::optional<std::int32_t> Hpa::from_metrics(Time now, const Observation& seen) const {
  std::optional<std::int32_t> largest;
  bool missing = false;
  for (std::size_t i = 0; i < settings_.metrics.size(); ++i) {
    const auto proposed =
        i < seen.metrics.size() ? proposal(settings_, settings_.metrics[i], seen.metrics[i], seen, now) : std::optional<std::int32_t>{};
    missing |= !proposed.has_value();
    if (proposed) largest = std::max(*proposed, largest.value_or(0));
  }
  if (missing && largest && *largest < seen.spec_replicas) return std::nullopt;
  return largest;
}

// The largest recommendation of the window (its beginning included), within max(2 x replicas, 4) and the bounds.
std::int32_t Hpa::without_behavior(Time now, std::int32_t current, std::int32_t wanted) {
  const Time begin = now - settings_.downscale_stabilization;
  std::erase_if(recommendations_, [begin](const Change& change) { return change.at < begin; });
  recommendations_.push_back({wanted, now});
  for (const Change& change : recommendations_) wanted = std::max(wanted, change.replicas);
  return std::clamp(wanted, settings_.min_replicas, std::max(settings_.min_replicas, std::min(settings_.max_replicas, std::max(2 * current, 4))));
}

// Up no further than the least recommendation of the window for up, down no further than the largest of the window for down.
std::int32_t Hpa::stabilized(Time now, std::int32_t current, std::int32_t wanted) {
  const Time up_begin = now - settings_.behavior->up.stabilization_window, down_begin = now - settings_.behavior->down.stabilization_window;
  std::int32_t up = wanted, down = wanted;
  for (const Change& change : recommendations_) {
    if (change.at > up_begin) up = std::min(up, change.replicas);
    if (change.at > down_begin) down = std::max(down, change.replicas);
  }
  const Time oldest = std::min(up_begin, down_begin);
  std::erase_if(recommendations_, [oldest](const Change& change) { return change.at < oldest; });
  recommendations_.push_back({wanted, now});
  if (current < up) return up;
  return std::min(current, down);
}

std::int32_t Hpa::rate_limited(Time now, std::int32_t current, std::int32_t wanted) const {
  if (wanted > current) return std::min({wanted, settings_.max_replicas, std::max(current, up_limit(now, current))});
  if (wanted < current) return std::max({wanted, settings_.min_replicas, std::min(current, down_limit(now, current))});
  return wanted;
}

std::int32_t Hpa::up_limit(Time now, std::int32_t current) const {
  const ScalingRules& rules = settings_.behavior->up;
  if (rules.select == SelectPolicy::disabled) return current;
  const bool least = rules.select == SelectPolicy::min;
  std::int32_t limit = least ? std::numeric_limits<std::int32_t>::max() : std::numeric_limits<std::int32_t>::min();
  for (const ScalingPolicy& policy : rules.policies) {
    const std::int32_t before = current - changed_within(ups_, now, policy.period) + changed_within(downs_, now, policy.period);
    const std::int32_t allowed =
        policy.type == PolicyType::pods ? before + policy.value : static_cast<std::int32_t>(std::ceil(before * (1 + policy.value / 100.0)));
    limit = least ? std::min(limit, allowed) : std::max(limit, allowed);
  }
  return limit;
}

std::int32_t Hpa::down_limit(Time now, std::int32_t current) const {
  const ScalingRules& rules = settings_.behavior->down;
  if (rules.select == SelectPolicy::disabled) return current;
  const bool least = rules.select == SelectPolicy::min;  // the least change leaves the most replicas
  std::int32_t limit = least ? std::numeric_limits<std::int32_t>::min() : std::numeric_limits<std::int32_t>::max();
  for (const ScalingPolicy& policy : rules.policies) {
    const std::int32_t before = current - changed_within(ups_, now, policy.period) + changed_within(downs_, now, policy.period);
    const std::int32_t allowed =
        policy.type == PolicyType::pods ? before - policy.value : static_cast<std::int32_t>(before * (1 - policy.value / 100.0));
    limit = least ? std::max(limit, allowed) : std::min(limit, allowed);
  }
  return limit;
}

// One that is older than all periods of its own direction gives its place to the new one, as in the controller; others stay.
void Hpa::remember(Time now, std::int32_t from, std::int32_t to) {
  if (!settings_.behavior) return;
  const bool up = to > from;
  std::vector<Change>& changes = up ? ups_ : downs_;
  const Time begin = now - longest_period(up ? settings_.behavior->up : settings_.behavior->down);
  const auto old = std::find_if(changes.rbegin(), changes.rend(), [begin](const Change& change) { return change.at < begin; });
  if (old != changes.rend())
    *old = {std::abs(to - from), now};
  else
    changes.push_back({std::abs(to - from), now});
}

std::int32_t Hpa::changed_within(std::span<const Change> changes, Time now, Time period) {
  std::int32_t sum = 0;
  for (const Change& change : changes)
    if (change.at > now - period) sum += change.replicas;
  return sum;
}

}  // namespace tradewind::elasticity
