// A made-up study over real places, for looking at reports and for testing them: figures follow simple formulas, not a simulation.
#pragma once

#include "model/report_model.h"

namespace tradewind::test {

struct SampleStudy {
  World world;
  std::vector<Candidate> candidates;
  std::vector<FilledDefault> defaults;
  std::vector<std::string> notes;
  Problems warnings;

  ReportSource source() const {
    return {.world = world, .candidates = candidates, .picked = "t4", .version = "0.1.0", .defaults = defaults, .notes = notes, .warnings = warnings};
  }
};

// `points` (1 to 10) points on the front plus three beaten topologies; `populations` metros, of which those past the list of cities are copies
// around them.
inline SampleStudy sample_study(int points = 10, int populations = 60);

}  // namespace tradewind::test
