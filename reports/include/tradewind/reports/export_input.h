// A point of a study as the export takes it: what its bundle tells of the simulation. The command and the window export by this, so that both write
// the same bytes.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/deploy/bundle.h"
#include "tradewind/planner/study.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

// What the outcome of the pick says. `study` and `pick` have to outlive it. `book`: whose prices the cheapest ways of artifacts go by.
ExportInput export_input(const Study& study, const Candidate& pick, const PriceBook& book);

// Whether the book would lead artifacts other ways than that of the study's bill: it is another one, and some go by what is cheapest.
bool is_other_book(const Study& study, const Candidate& pick, const PriceBook& book);

// Adds what some targets tell and the outcome does not have, and nothing for the others: the knee of every pool from the capacity curve of one
// replica (ExpectedPool::knee_rps, 0 = at no rate), and every failure of the topology played in turn (ExportInput::failures). Throws Interrupted.
void simulate_for(const std::vector<std::string>& targets, ExportInput& input, const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace tradewind
