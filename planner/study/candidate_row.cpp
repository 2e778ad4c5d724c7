#include "study/candidate_row.h"

#include <fmt/core.h>

#include "study/derived.h"
#include "study/evaluation.h"
#include "study/verified.h"

namespace tradewind::study {

Candidate candidate_of(const Study& study, const sqlite::Statement& row) {
  Candidate candidate;
  candidate.id = fmt::format("t{}", row.integer(0));
  candidate.topology = load_topology_text(study.world(), row.text(1), study.file().string());
  take(study.world(), evaluation_from_text(row.text(2)), candidate);
  candidate.promised_latency_ms = row.real(3);
  candidate.promised_monthly_usd = row.real(4);
  candidate.gap = row.real(5);
  take_verified(study, candidate);
  return candidate;
}

}  // namespace tradewind::study
