// From replications to the outcome.
#pragma once

#include <memory>
#include <vector>

#include "engine/replication.h"

namespace tradewind::engine {

// Everything but wall_s.
Outcome summarize(const Plan& plan, const Topology& topology, const std::vector<std::unique_ptr<Replication>>& replications);

}  // namespace tradewind::engine
