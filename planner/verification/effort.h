// Where more replications help to tell the points of a front apart.
//
// Two neighbours differ by the mean of their paired differences: replication r of every point has the same users at the same times (common random
// numbers). Each point gets replications in the proportions of optimal computing budget allocation, (deviation / difference)^2 of the pair that it is
// hardest to tell in (Chen, Lin, Yucesan and Chick, Discrete Event Dynamic Systems 10 (2000) 251-270), with the deviation of the paired difference,
// since replications are correlated (Fu, Hu, Chen and Xiong, INFORMS Journal on Computing 19 (2007) 101-111). Cost needs no replications of its own:
// it hardly moves with them.
#pragma once

#include <vector>

namespace tradewind::verification {

// The objective's percentile of a point, replication by replication.
using Replications = std::vector<double>;

// Points (in the order of a front: each slower than the one before) that are told apart from both neighbours need no more.
// `spare`: how many replications may be added in all; `most`: how many a point may have. Returns how many each point shall have; the same as before
// where nothing more can be done. A point at most doubles, since deviations of few replications are rough.
std::vector<int> next_replications(const std::vector<Replications>& points, int spare, int most);

}  // namespace tradewind::verification
