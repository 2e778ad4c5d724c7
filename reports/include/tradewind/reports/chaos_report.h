// The report of a chaos campaign: what users feel when a part of a topology fails.
#pragma once

#include <string>

#include "tradewind/sim/chaos.h"

namespace tradewind {

// One HTML file that works offline, in light and dark, and on paper: what fails first, all experiments from the worst on, and for each what happened
// over time. `outcome` is of a campaign with these `options`.
std::string chaos_html(const ChaosOutcome& outcome, const ChaosOptions& options);

// JUnit XML as Jenkins and GitLab read it: a test case for each experiment, failed when it does not hold. The same bytes for the same outcome: no
// times of the run.
std::string chaos_junit(const ChaosOutcome& outcome);

// A CSV table with a row for each experiment and moment; the run without a fault is called "no fault".
std::string chaos_csv(const ChaosOutcome& outcome);

// A sentence that says why an experiment does not hold; empty when it holds.
std::string why_it_does_not_hold(const ChaosExperiment& experiment);

// "Monday 20-21 UTC" of an hour of the week, 0 to 167.
std::string hour_in_words(int hour_of_week);

}  // namespace tradewind
