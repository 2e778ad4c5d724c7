#include "location/candidates.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tradewind::location {

Candidates::Candidates(const Problem& problem, const Units& units) : unserved_(units.unserved()) {
  for (std::size_t customer = 0; customer < problem.customers(); ++customer) {
    for (std::size_t facility = 0; facility < problem.facilities(); ++facility)
      if (const double cost = problem.service_cost(facility, customer); std::isfinite(cost))
        all_.push_back({units.whole(cost), static_cast<std::uint32_t>(facility)});
    std::sort(all_.begin() + static_cast<std::ptrdiff_t>(first_.back()), all_.end(),
              [](const Candidate& a, const Candidate& b) { return std::tie(a.cost, a.facility) < std::tie(b.cost, b.facility); });
    finish_customer(all_.size() - first_.back() == problem.facilities());
  }
}

void Candidates::finish_customer(bool complete) {
  const std::size_t begin = first_.back();
  first_.push_back(all_.size());
  complete_.push_back(complete ? 1 : 0);
  if (begin == all_.size()) {
    serve_everyone_ = false;
    ranges_.push_back({});
  } else {
    ranges_.push_back({all_[begin].cost, all_.back().cost + (complete ? 0 : unserved_)});
  }
}

Candidates Candidates::narrowed(const std::vector<Choice>& choices) const {
  Candidates result;
  result.unserved_ = unserved_;
  result.all_.reserve(all_.size());
  for (std::size_t customer = 0; customer < customers(); ++customer) {
    bool served = false;
    for (const Candidate& candidate : of(customer)) {
      if (choices[candidate.facility] == Choice::closed) continue;
      result.all_.push_back(candidate);
      served = choices[candidate.facility] == Choice::open;
      if (served) break;
    }
    result.finish_customer(served || complete_[customer] != 0);
  }
  return result;
}

std::size_t most_undecided(const std::vector<Choice>& choices, const std::vector<double>& opened) {
  std::size_t best = choices.size();
  double least = 1;
  for (std::size_t facility = 0; facility < choices.size(); ++facility)
    if (const double away = std::abs(opened[facility] - 0.5); choices[facility] == Choice::free && away < least) {
      least = away;
      best = facility;
    }
  return best;
}

}  // namespace tradewind::location
