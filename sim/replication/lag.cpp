#include "replication/lag.h"

#include <algorithm>
#include <cmath>

#include "statistics/normal.h"

namespace tradewind::replication {
Copying::Copying(const Artifact& artifact, const ReplicationPlan& plan, std::size_t regions)
    : plan_(plan), home_(artifact.home), places_(regions), arrivals_(plan.hops.size()) {
  const auto files = static_cast<std::size_t>(artifact.files);
  places_[home_].file_at_s.resize(files);
  for (const ReplicationHop& hop : plan.hops) places_[hop.to].file_at_s.resize(files);
}

const std::vector<double>& Copying::arrivals(double at_s) {
  std::ranges::fill(places_[home_].file_at_s, at_s);
  for (std::size_t h = 0; h < plan_.hops.size(); ++h) {
    Place &sender = places_[plan_.hops[h].from], &receiver = places_[plan_.hops[h].to];
    const double file_s = plan_.hops[h].seconds_per_version / static_cast<double>(sender.file_at_s.size());
    for (std::size_t file = 0; file < sender.file_at_s.size(); ++file) {
      sender.sends_until_s = std::max(sender.sends_until_s, sender.file_at_s[file]) + file_s;
      receiver.file_at_s[file] = sender.sends_until_s;
    }
    arrivals_[h] = receiver.file_at_s.back();
  }
  return arrivals_;
}

double service_lag_s(const ServiceDelay& delay, int files, double u) {
  const double sigma = std::log(delay.target_s / delay.median_s) / statistics::normal_quantile(delay.target_percentile / 100);
  const double p = std::min(std::pow(u, 1.0 / files), std::nextafter(1.0, 0.0));
  return delay.median_s * std::exp(sigma * statistics::normal_quantile(p));
}

}  // namespace tradewind::replication
