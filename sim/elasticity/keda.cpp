#include "elasticity/keda.h"

#include <stdexcept>

namespace tradewind::elasticity {
namespace {

HpaSettings hpa_of(const KedaSettings& settings) {
  if (settings.polling_interval <= 0 || settings.cooldown < 0 || settings.initial_cooldown < 0)
    throw std::invalid_argument("The polling interval of a ScaledObject must be positive, its cooldowns at least 0.");
  HpaSettings hpa;
  hpa.min_replicas = std::max(1, settings.min_replicas);
  hpa.max_replicas = settings.max_replicas;
  hpa.behavior = settings.behavior;
  for (const KedaTrigger& trigger : settings.triggers)
    hpa.metrics.push_back({MetricKind::average_value, milli(trigger.target_per_replica), false, 0});
  return hpa;
}

}  // namespace

Keda::Keda(KedaSettings settings, Time start)
    : settings_(std::move(settings)), hpa_(hpa_of(settings_), start), start_(start), next_poll_(start), failures_(settings_.triggers.size()) {}

std::int32_t Keda::wake(Time now, std::int32_t spec_replicas, std::span<const Pod> pods, std::span<const std::optional<double>> values) {
  std::int32_t replicas = spec_replicas;
  if (next_poll_ <= now) replicas = poll(now, replicas, values);
  if (hpa_.next_wake() > now) return replicas;
  std::vector<MetricReading> readings(settings_.triggers.size());
  for (std::size_t i = 0; i < readings.size() && i < values.size(); ++i) readings[i].total = reading(i, values[i]);
  return hpa_.wake(now, {replicas, pods, readings});
}

// What the HPA is told of a trigger.
std::optional<std::int64_t> Keda::reading(std::size_t trigger, std::optional<double> value) {
  failures_[trigger] = value ? 0 : failures_[trigger] + 1;
  if (value) return milli(*value);
  if (!settings_.fallback || failures_[trigger] <= settings_.fallback->failure_threshold) return std::nullopt;
  return milli(settings_.triggers[trigger].target_per_replica) * settings_.fallback->replicas;
}

std::int32_t Keda::poll(Time now, std::int32_t replicas, std::span<const std::optional<double>> values) {
  next_poll_ = now + settings_.polling_interval;
  bool active = false, unreadable = false;
  for (std::size_t i = 0; i < settings_.triggers.size() && i < values.size(); ++i) {
    active |= values[i].has_value() && *values[i] > settings_.triggers[i].activation_threshold;
    unreadable |= !values[i].has_value();
  }
  if (active) {
    if (replicas == 0 || !unreadable) last_active_ = now;
    return replicas == 0 ? std::max(1, settings_.min_replicas) : replicas;
  }
  if (unreadable) return replicas;
  if (settings_.min_replicas > 0) return std::max(replicas, settings_.min_replicas);
  const bool cooled = last_active_ ? *last_active_ + settings_.cooldown < now : start_ + settings_.initial_cooldown <= now;
  return replicas > 0 && cooled ? 0 : replicas;
}

}  // namespace tradewind::elasticity
