// Which load tests say how far off the timing of a case is.
#pragma once

#include <span>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// No group for a query that has no answer.
TimingErrors timing_errors(const Catalogue& catalogue, const IterationQuery& query, std::span<const LoadTestError> runs);

}  // namespace tradewind
