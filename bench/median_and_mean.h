// How the pages on fidelity state the errors of a group of runs.
#pragma once

#include <string>
#include <vector>

namespace tradewind {

// "2.1 / 4.3"; "-" for no values.
std::string median_and_mean(std::vector<double> values);

}  // namespace tradewind
