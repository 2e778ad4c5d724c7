// Candidates as the study's tables have them.
#pragma once

#include "study/sqlite.h"
#include "tradewind/planner/study.h"

namespace tradewind::study {

// Columns of a query on the candidates, and a candidate of such a row: verified, with its benefit, without a place on the front.
inline constexpr const char* candidate_columns =
    "SELECT number, topology, value, promised_latency_ms, promised_monthly_usd, gap FROM candidates JOIN steps ON steps.key = candidates.evaluation";
Candidate candidate_of(const Study& study, const sqlite::Statement& row);

}  // namespace tradewind::study
