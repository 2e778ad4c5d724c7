#include "location/lagrangean.h"

#include <algorithm>

namespace tradewind::location {

double Lagrangean::evaluate(const Candidates& candidates, const std::vector<Choice>& choices, const std::vector<double>& multipliers) {
  reduced_ = *fixed_cost_;
  double bound = 0;
  for (std::size_t customer = 0; customer < candidates.customers(); ++customer) {
    const double multiplier = multipliers[customer];
    bound += multiplier;
    for (const Candidate& candidate : candidates.of(customer)) {
      if (candidate.cost >= multiplier) break;
      reduced_[candidate.facility] -= multiplier - candidate.cost;
    }
  }
  choose(choices);
  if (!feasible_) return forbidden;
  for (const std::uint32_t facility : opened_) bound += reduced_[facility];
  return bound;
}

void Lagrangean::choose(const std::vector<Choice>& choices) {
  opened_.clear();
  free_.clear();
  std::size_t worthwhile = 0;
  for (std::uint32_t facility = 0; facility < choices.size(); ++facility) {
    if (choices[facility] == Choice::open) opened_.push_back(facility);
    if (choices[facility] != Choice::free) continue;
    free_.push_back(facility);
    worthwhile += reduced_[facility] < 0;
  }
  const std::size_t fixed = opened_.size();
  const std::size_t least = limits_.least > fixed ? limits_.least - fixed : 0, most = limits_.most > fixed ? limits_.most - fixed : 0;
  feasible_ = fixed <= limits_.most && least <= free_.size();
  if (!feasible_) return;
  const std::size_t chosen = std::clamp(worthwhile, least, std::min(most, free_.size()));
  const auto cheaper = [&](std::uint32_t a, std::uint32_t b) { return reduced_[a] != reduced_[b] ? reduced_[a] < reduced_[b] : a < b; };
  const auto end = free_.begin() + static_cast<std::ptrdiff_t>(chosen);
  if (end != free_.end()) std::nth_element(free_.begin(), end, free_.end(), cheaper);
  cheapest_left_ = end == free_.end() ? forbidden : reduced_[*end];
  dearest_chosen_ = chosen == 0 ? -forbidden : reduced_[*std::max_element(free_.begin(), end, cheaper)];
  at_least_ = chosen == least;
  at_most_ = chosen == most;
  opened_.insert(opened_.end(), free_.begin(), end);
  is_open_.assign(choices.size(), 0);
  for (const std::uint32_t facility : opened_) is_open_[facility] = 1;
}

void Lagrangean::subgradient(const Candidates& candidates, const std::vector<double>& multipliers, std::vector<double>& direction) const {
  for (std::size_t customer = 0; customer < candidates.customers(); ++customer) {
    int served = 0;
    for (const Candidate& candidate : candidates.of(customer)) {
      if (candidate.cost >= multipliers[customer]) break;
      served += is_open_[candidate.facility];
    }
    direction[customer] = 1 - served;
  }
}

double Lagrangean::penalty(std::size_t facility) const {
  // One more is opened: alone, or in the place of the dearest that was chosen. One is closed: alone, or the cheapest of the others takes its place.
  if (!opens(facility)) return reduced_[facility] - (at_most_ ? dearest_chosen_ : std::max(0.0, dearest_chosen_));
  return (at_least_ ? cheapest_left_ : std::min(0.0, cheapest_left_)) - reduced_[facility];
}

}  // namespace tradewind::location
