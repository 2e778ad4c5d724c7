#include "location/interchange.h"

#include <algorithm>

namespace tradewind::location {

Interchange::Interchange(const std::vector<double>& fixed_cost, OpenLimits limits, double unserved)
    : fixed_cost_(&fixed_cost), limits_(limits), unserved_(unserved), slot_(fixed_cost.size()) {}

double Interchange::cost(const Candidates& candidates, const std::vector<char>& open) const {
  double sum = 0;
  for (std::size_t facility = 0; facility < open.size(); ++facility)
    if (open[facility]) sum += (*fixed_cost_)[facility];
  for (std::size_t customer = 0; customer < candidates.customers(); ++customer) {
    const auto list = candidates.of(customer);
    const auto found = std::find_if(list.begin(), list.end(), [&](const Candidate& c) { return open[c.facility] != 0; });
    sum += found == list.end() ? unserved_ : found->cost;
  }
  return sum;
}

void Interchange::find_nearest(const Candidates& candidates, const std::vector<char>& open) {
  nearest_.assign(candidates.customers(), {none, unserved_, unserved_});
  for (std::size_t customer = 0; customer < candidates.customers(); ++customer) {
    Nearest& nearest = nearest_[customer];
    for (const Candidate& candidate : candidates.of(customer)) {
      if (!open[candidate.facility]) continue;
      if (nearest.facility != none) {
        nearest.second_cost = candidate.cost;
        break;
      }
      nearest.facility = candidate.facility;
      nearest.cost = candidate.cost;
    }
  }
}

void Interchange::weigh(const Candidates& candidates, const std::vector<char>& open) {
  open_.clear();
  for (std::size_t facility = 0; facility < open.size(); ++facility)
    if (open[facility]) {
      slot_[facility] = open_.size();
      open_.push_back(facility);
    }
  gain_ = loss_ = *fixed_cost_;
  for (double& loss : loss_) loss = -loss;
  for (double& gain : gain_) gain = -gain;
  twice_.assign(open.size() * open_.size(), 0);
  for (std::size_t customer = 0; customer < nearest_.size(); ++customer) {
    const Nearest& nearest = nearest_[customer];
    if (nearest.facility != none) loss_[nearest.facility] += nearest.second_cost - nearest.cost;
    for (const Candidate& candidate : candidates.of(customer)) {
      if (candidate.cost >= nearest.second_cost) break;
      if (open[candidate.facility]) continue;
      if (candidate.cost < nearest.cost) gain_[candidate.facility] += nearest.cost - candidate.cost;
      if (nearest.facility != none)
        twice_[candidate.facility * open_.size() + slot_[nearest.facility]] += nearest.second_cost - std::max(nearest.cost, candidate.cost);
    }
  }
}

Interchange::Move Interchange::best_move(const std::vector<char>& open) const {
  Move best;
  const auto consider = [&best](double saving, std::size_t add, std::size_t drop) {
    if (saving > best.saving) best = {saving, add, drop};
  };
  const bool may_add = open_.size()<limits_.most, may_drop = open_.size()> limits_.least;
  if (may_drop)
    for (const std::size_t facility : open_) consider(-loss_[facility], none, facility);
  for (std::size_t facility = 0; facility < open.size(); ++facility) {
    if (open[facility]) continue;
    if (may_add) consider(gain_[facility], facility, none);
    const double* twice = twice_.data() + facility * open_.size();
    for (std::size_t slot = 0; slot < open_.size(); ++slot) consider(gain_[facility] - loss_[open_[slot]] + twice[slot], facility, open_[slot]);
  }
  return best;
}

double Interchange::improve(const Candidates& candidates, std::vector<char>& open) {
  double best = cost(candidates, open);
  while (true) {
    find_nearest(candidates, open);
    weigh(candidates, open);
    const Move move = best_move(open);
    if (move.saving <= 0) return best;
    std::vector<char> moved = open;
    if (move.add != none) moved[move.add] = 1;
    if (move.drop != none) moved[move.drop] = 0;
    // Differences of many unserved customers may be rounded: what counts is the cost itself.
    const double moved_cost = cost(candidates, moved);
    if (moved_cost >= best) return best;
    best = moved_cost;
    open = std::move(moved);
  }
}

}  // namespace tradewind::location
