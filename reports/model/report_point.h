// One point of the front, worked out from a candidate.
#pragma once

#include "model/report_model.h"

namespace tradewind {

// regions: every region that a point may name; the candidate's are among them.
ReportPoint build_point(const World& world, const Candidate& candidate, const std::vector<ReportRegion>& regions);

}  // namespace tradewind
