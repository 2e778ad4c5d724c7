// A point of a study as the export takes it.
#pragma once

#include "context.h"
#include "tradewind/deploy/bundle.h"
#include "tradewind/planner/study.h"

namespace tradewind {

// `study` and `pick` have to outlive it. `book`: whose prices the cheapest ways of artifacts go by.
ExportInput export_input(const Study& study, const Candidate& pick, const PriceBook& book);

// ExpectedPool::knee_rps of every pool, from the capacity curve of one replica.
void add_knees(ExportInput& input, const Context& context);

// Every region, zone and node of the topology failing in turn, and the scenario's incidents.
std::vector<ExpectedFailure> expected_failures(const World& world, const Topology& topology, const Context& context);

}  // namespace tradewind
