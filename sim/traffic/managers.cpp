#include "traffic/managers.h"

namespace tradewind::traffic {

using kernel::from_s;

CheckSettings check_settings(const TrafficManager& manager) {
  return {.probers = manager.probers,
          .interval = from_s(manager.interval_s),
          .interval_from_reply = manager.interval_from_reply,
          .timeout = from_s(manager.timeout_s),
          .attempts = manager.attempts,
          .down_after = manager.down_after,
          .up_after = manager.up_after,
          .sample = manager.sample,
          .sample_ok = manager.sample_ok,
          .quorum = manager.quorum};
}

FollowingSettings following_settings(const TrafficManager& manager) {
  FollowingSettings settings{
      .layer = manager.layer, .ttl = from_s(manager.ttl_s), .outstay = {}, .connection_life = from_s(manager.connection_life_s)};
  if (manager.outstay_share > 0) settings.outstay.push_back({manager.outstay_share, from_s(manager.outstay_s)});
  return settings;
}

Span detection(const CheckSettings& settings) {
  const int failures = settings.sample > 0 ? settings.sample - settings.sample_ok + 1 : settings.down_after;
  const Time check = settings.attempts * settings.timeout;
  const Time period = settings.interval + (settings.interval_from_reply ? check : 0);
  const Time shortest = (failures - 1) * period + check;
  return {shortest, shortest + settings.interval};
}

}  // namespace tradewind::traffic
