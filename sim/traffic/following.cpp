#include "traffic/following.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace tradewind::traffic {
namespace {

// The last of the moments phase x period + k x period that is not after `now`.
Time last_renewal(Time now, Time period, double phase) {
  if (period == 0) return now;
  const Time into = (now - std::llrint(phase * static_cast<double>(period))) % period;
  return now - (into < 0 ? into + period : into);
}

double uncovered(Time since, Time lifetime) { return lifetime > since ? 1 - static_cast<double>(since) / static_cast<double>(lifetime) : 0; }

}  // namespace

Following::Following(FollowingSettings settings) : settings_(std::move(settings)) {
  double shares = 0;
  for (const Outstay& outstay : settings_.outstay) {
    if (!(outstay.share >= 0) || outstay.at_least < 0) throw std::invalid_argument("shares and times of clients that outstay the TTL are at least 0");
    shares += outstay.share;
  }
  if (shares > 1 + 1e-12) throw std::invalid_argument("clients that outstay the TTL are more than all clients");
  if (settings_.ttl < 0 || settings_.connection_life < 0) throw std::invalid_argument("TTL and life of a connection are at least 0");
}

Time Following::lifetime(double cache_kind) const {
  for (const Outstay& outstay : settings_.outstay) {
    if (cache_kind <= outstay.share) return std::max(settings_.ttl, outstay.at_least);
    cache_kind -= outstay.share;
  }
  return settings_.ttl;
}

Time Following::looked_up(Time now, const ClientDraws& client) const { return last_renewal(now, lifetime(client.cache_kind), client.cache_phase); }

Time Following::opened(Time now, const ClientDraws& client) const {
  return client.connects ? now : last_renewal(now, settings_.connection_life, client.connection_phase);
}

double Following::stale_share(Time since) const {
  double stale = 0, obedient = 1;
  for (const Outstay& outstay : settings_.outstay) {
    stale += outstay.share * uncovered(since, std::max(settings_.ttl, outstay.at_least));
    obedient -= outstay.share;
  }
  return stale + obedient * uncovered(since, settings_.ttl);
}

Time reconvergence(Time mean, double u) { return std::llrint(-std::log(u) * static_cast<double>(mean)); }

}  // namespace tradewind::traffic
