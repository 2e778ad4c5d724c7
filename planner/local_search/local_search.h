// Local search with the simulation in the loop, around the points of the verified front. In each round the neighbours (moves.h) of all points of the
// front are weighed by how much of the plane of latency and cost they would add to what the front dominates if what may be hoped for came true, and
// the best ones are simulated with the users that all candidates had (common random numbers). What is found is a candidate like any other: it takes
// its place on the front, and may be searched around in turn, or it is beaten. So the front can only become better.
#pragma once

#include "local_search/moves.h"
#include "search/evaluator.h"
#include "search/search.h"
#include "verification/verification.h"

namespace tradewind::local_search {

class LocalSearch {
 public:
  // All must outlive it. points: of the search; what they prove is the gap of what is found.
  LocalSearch(search::Evaluator& evaluator, verification::Verification& verification, const World& world,
              const std::vector<search::Search::Point>& points, const PlanOptions& options, Meter& meter);

  // Until options.local_search topologies were simulated, or there is nothing left to try.
  void run();

 private:
  struct Trial {
    Move move;
    double gain = 0;  // hoped for
  };

  std::vector<Trial> best_trials(std::size_t most) const;
  double lower_bound_usd(double latency_ms) const;

  search::Evaluator* evaluator_;
  verification::Verification* verification_;
  const World* world_;
  const std::vector<search::Search::Point>* points_;
  PlanOptions options_;
  Meter* meter_;
};

}  // namespace tradewind::local_search
