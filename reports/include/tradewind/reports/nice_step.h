// Steps between the ticks of an axis.
#pragma once

namespace tradewind {

// Smallest of 1, 2, 5 x 10^n that cuts `span` (> 0) into at most `count` steps.
double nice_step(double span, int count);

}  // namespace tradewind
