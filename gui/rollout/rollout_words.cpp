#include "rollout/rollout_words.h"

#include "rollout/rollout_chart.h"
#include "text/format.h"

namespace tradewind::gui {

QString duration(double seconds) { return seconds < 120 ? number(seconds) + "\u00a0s" : number(seconds / 60, 1) + "\u00a0min"; }

QString duration(const std::optional<double>& seconds) { return seconds ? duration(*seconds) : QStringLiteral("–"); }

QString strategy_words(RolloutStrategy strategy) {
  switch (strategy) {
    case RolloutStrategy::rolling:
      return RolloutChart::tr("rolling");
    case RolloutStrategy::blue_green:
      return RolloutChart::tr("blue-green");
    case RolloutStrategy::canary:
      break;
  }
  return RolloutChart::tr("canary");
}

QString end_words(const RolloutResult& result) {
  if (result.failed_s) return result.back_s ? RolloutChart::tr("rolled back") : RolloutChart::tr("being rolled back");
  return result.done_s ? RolloutChart::tr("done") : RolloutChart::tr("not done");
}

}  // namespace tradewind::gui
