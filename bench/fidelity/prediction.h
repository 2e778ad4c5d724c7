// What the simulator says about a case.
#pragma once

#include "fidelity/cases.h"

namespace tradewind::fidelity {

// The constants to fit, and the mechanisms to switch off.
struct Settings {
  IterationConstants constants;
  TimingMethod method = TimingMethod::best;
  LoadGenerator generator;
  bool prefix_caching = true, async_scheduling = true, cuda_graphs = true, host_times = true, every_iteration = false;
};

struct Prediction {
  Latencies run;
  bool overloaded = false;
  TimingBasis basis = TimingBasis::table;
};

// Throws std::invalid_argument with the catalogue's reason when it has no time for the case.
Prediction predict(const Case& test, const Settings& settings);

}  // namespace tradewind::fidelity
