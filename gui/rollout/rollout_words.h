// Words of the rollouts.
#pragma once

#include <QString>

#include "tradewind/sim/rollout.h"

namespace tradewind::gui {

QString duration(double seconds);                        // "45 s", "3.4 min"
QString duration(const std::optional<double>& seconds);  // "–" where it did not happen
QString strategy_words(RolloutStrategy strategy);
QString end_words(const RolloutResult& result);  // "done", "rolled back", ...

}  // namespace tradewind::gui
