// Shares of the whole work of a plan at which its stages end, about as those of the examples take.
#pragma once

namespace tradewind::plan_stages {

inline constexpr double curves_end = 0.05, search_end = 0.42, third_axis_end = 0.43, corrections_end = 0.53, local_search_end = 0.7,
                        separation_end = 0.87;

}  // namespace tradewind::plan_stages
