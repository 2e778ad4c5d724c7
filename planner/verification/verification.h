// The front after the search: model and simulation are brought to agree, then the order of its points is made certain.
//
// 1. Where a topology was promised another latency or cost than it was found to have, the model is corrected around it (learning.h) and asked again
// at
//    the same limit, and what it proposes is simulated; until promise and simulation agree at every limit or the rounds are used. This is a sequence
//    of surrogate models corrected where they are evaluated (Alexandrov and Lewis, Optimization and Engineering 2 (2001) 413-430), by corrections of
//    order zero. A candidate has the promise of the last model that proposed it; where that is still off, that of the model corrected around itself.
// 2. Replications are added where neighbours on the front cannot be told apart (effort.h), until they can or the replications are used.
#pragma once

#include "search/evaluator.h"
#include "search/search.h"
#include "verification/learning.h"

namespace tradewind::verification {

class Verification {
 public:
  // market: without a correction. All must outlive it.
  Verification(search::Evaluator& evaluator, const World& world, const market::Market& market, const PlanOptions& options, Meter& meter);

  // 1, for those that the search asked for.
  void agree(const search::Search& search);
  // 2, for the front as it is now.
  void separate();

  // Takes note of candidates that were added since, where rounds are allowed.
  void learn();
  // What is still promised wrongly is promised anew, by the model corrected around the candidate itself.
  void settle();

  // The model corrected around a candidate; without a correction when no round is allowed.
  market::Market market_around(std::size_t candidate) const;

 private:
  struct Limit {
    std::optional<double> limit_ms;
    double headroom = 1;
    std::optional<double> third_most = {};
    std::size_t candidate = 0;  // that answers it
  };

  void correct(std::vector<Limit> limits);
  void ask_again(const std::vector<Limit*>& limits, double part_end);
  bool agrees(std::size_t candidate) const;
  double correction_end(int round) const;

  search::Evaluator* evaluator_;
  const market::Market* plain_;
  Learning learning_;
  PlanOptions options_;
  Meter* meter_;
};

}  // namespace tradewind::verification
