// A location problem as a mixed-integer program in the strong formulation: nobody is served by a facility that is not open, pair by pair.
#pragma once

#include "location/read_instance.h"
#include "tradewind/milp/milp.h"

namespace tradewind::location {

// Columns: the facilities, then facility x customer. Forbidden pairs are fixed at 0.
milp::Milp strong_milp(const Instance& instance);

}  // namespace tradewind::location
