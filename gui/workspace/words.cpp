#include "workspace/words.h"

#include <algorithm>

#include "text/format.h"

namespace tradewind::gui {

QString objective_words(const World& world) {
  const QString percentile = "p" + QString::number(world.objective_percentile);
  const auto metric_is = [&world](LatencyMetric metric) {
    return std::ranges::all_of(world.workloads, [metric](const Workload& w) { return w.slo.metric == metric; });
  };
  if (metric_is(LatencyMetric::ttft)) return QCoreApplication::translate("words", "%1 first token").arg(percentile);
  if (metric_is(LatencyMetric::e2e)) return QCoreApplication::translate("words", "%1 whole answer").arg(percentile);
  return QCoreApplication::translate("words", "%1 latency of the objectives").arg(percentile);
}

QString region_words(const Region& region) { return from(region.city) + " (" + readable(region.provider) + " " + from(region.id) + ")"; }

QString short_region(const Region& region) { return from(region.city); }

}  // namespace tradewind::gui
