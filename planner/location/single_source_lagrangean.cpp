#include "location/single_source_lagrangean.h"

#include <algorithm>
#include <cmath>

namespace tradewind::location {
namespace {

// Bounds of relaxed knapsacks are divisions: rounding must not decide.
constexpr double rounding = 1e-6;

}  // namespace

bool Decisions::open(std::size_t facility) {
  if (choices[facility] == Choice::closed) return false;
  choices[facility] = Choice::open;
  return true;
}

bool Decisions::settle(const SingleSourceData& data) {
  for (bool changed = true; changed;) {
    changed = false;
    if (!settle_customers(data, changed) || !settle_facilities(data, changed)) return false;
  }
  return true;
}

bool Decisions::settle_customers(const SingleSourceData& data, bool& changed) {
  for (std::size_t customer = 0; customer < data.customers; ++customer) {
    if (serves[customer] != nobody) continue;
    std::size_t able = 0, last = 0;
    for (std::size_t facility = 0; facility < data.facilities; ++facility) {
      char& may = may_serve[data.pair(facility, customer)];
      if (!may) continue;
      may = choices[facility] != Choice::closed && data.demand[customer] <= left[facility] ? 1 : 0;
      if (!may) continue;
      ++able;
      last = facility;
    }
    if (able == 0) return false;
    if (able > 1) continue;
    serves[customer] = static_cast<std::uint32_t>(last);
    left[last] -= data.demand[customer];
    choices[last] = Choice::open;
    changed = true;
  }
  return true;
}

bool Decisions::settle_facilities(const SingleSourceData& data, bool& changed) {
  double capacity = 0;
  std::size_t open = 0, free = 0;
  for (std::size_t facility = 0; facility < data.facilities; ++facility) {
    if (choices[facility] != Choice::closed) capacity += data.capacity[facility];
    open += choices[facility] == Choice::open;
    free += choices[facility] == Choice::free;
  }
  if (capacity < data.total_demand || open > data.max_open || open + free < data.min_open) return false;
  const bool all = open + free == data.min_open, none = open == data.max_open;
  for (std::size_t facility = 0; facility < data.facilities; ++facility) {
    if (choices[facility] != Choice::free) continue;
    const bool needed = all || capacity - data.capacity[facility] < data.total_demand;
    if (!needed && !none) continue;
    if (needed && none) return false;
    choices[facility] = needed ? Choice::open : Choice::closed;
    changed = true;
  }
  return true;
}

SingleSourceLagrangean::SingleSourceLagrangean(const SingleSourceData& data, double fraction)
    : data_(&data),
      knapsack_(fraction),
      fraction_(fraction),
      sacks_(data.facilities),
      worth_(data.facilities),
      penalty_(data.facilities),
      is_open_(data.facilities) {}

void SingleSourceLagrangean::fill(std::size_t facility, const Decisions& decisions, const std::vector<double>& multipliers) {
  auto& items = knapsack_.items();
  items.clear();
  for (std::size_t customer = 0; customer < data_->customers; ++customer) {
    const std::size_t pair = data_->pair(facility, customer);
    if (!decisions.may_serve[pair] || decisions.serves[customer] != nobody) continue;
    if (const double profit = multipliers[customer] - data_->service_cost[pair]; profit > 0)
      items.push_back({profit, data_->demand[customer], static_cast<std::uint32_t>(customer)});
  }
  knapsack_.solve(decisions.left[facility]);
  sacks_[facility] = {knapsack_.value(), knapsack_.relaxed_value(), knapsack_.price(), knapsack_.taken()};
}

double SingleSourceLagrangean::evaluate(const Decisions& decisions, const std::vector<double>& multipliers) {
  bound_ = 0;
  for (std::size_t customer = 0; customer < data_->customers; ++customer)
    bound_ += decisions.serves[customer] == nobody ? multipliers[customer] : data_->service_cost[data_->pair(decisions.serves[customer], customer)];
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) {
    if (decisions.choices[facility] == Choice::closed) continue;
    fill(facility, decisions, multipliers);
    worth_[facility] = data_->fixed_cost[facility] - sacks_[facility].value;
  }
  choose(decisions);
  return bound_;
}

void SingleSourceLagrangean::choose(const Decisions& decisions) {
  free_.clear();
  double need = data_->total_demand;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) {
    is_open_[facility] = decisions.choices[facility] == Choice::open ? 1 : 0;
    if (decisions.choices[facility] == Choice::free) free_.push_back(facility);
    if (!is_open_[facility]) continue;
    bound_ += worth_[facility];
    need -= data_->capacity[facility];
  }
  const double least = cover(need, data_->facilities, Choice::free, true);
  for (const std::size_t facility : free_)
    penalty_[facility] = cover(need, facility, is_open_[facility] ? Choice::closed : Choice::open, false) - least;
  bound_ += least;
}

double SingleSourceLagrangean::cover(double need, std::size_t decided, Choice choice, bool keep) {
  double sum = 0, spare = -need;
  auto& items = knapsack_.items();
  items.clear();
  for (const std::size_t facility : free_) {
    if (facility == decided && choice == Choice::closed) continue;
    sum += worth_[facility];
    spare += data_->capacity[facility];
    if (worth_[facility] > 0 && facility != decided)
      items.push_back({worth_[facility], data_->capacity[facility], static_cast<std::uint32_t>(facility)});
  }
  if (spare < 0) return forbidden;
  // The most that can be saved by what stays closed.
  knapsack_.solve(spare);
  if (keep) {
    for (const std::size_t facility : free_) is_open_[facility] = 1;
    for (const std::uint32_t facility : knapsack_.taken()) is_open_[facility] = 0;
  }
  return sum - knapsack_.value();
}

void SingleSourceLagrangean::subgradient(const Decisions& decisions, std::vector<double>& direction) const {
  for (std::size_t customer = 0; customer < data_->customers; ++customer) direction[customer] = decisions.serves[customer] == nobody ? 1 : 0;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility)
    if (is_open_[facility])
      for (const std::uint32_t customer : sacks_[facility].taken) direction[customer] -= 1;
}

bool SingleSourceLagrangean::decide(Decisions& decisions, const std::vector<double>& multipliers, Proof& proof) {
  bool decided = false;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) {
    Choice& choice = decisions.choices[facility];
    if (choice == Choice::free && proof.put_aside(bound_ + penalty_[facility])) {
      choice = is_open_[facility] ? Choice::open : Choice::closed;
      decided = true;
    }
    if (choice != Choice::closed && decide_pairs(facility, decisions, multipliers, proof)) decided = true;
  }
  return decided;
}

bool SingleSourceLagrangean::decide_pairs(std::size_t facility, Decisions& decisions, const std::vector<double>& multipliers, Proof& proof) const {
  const Sack& sack = sacks_[facility];
  const double opening = is_open_[facility] ? 0 : penalty_[facility];
  const double closing = decisions.choices[facility] == Choice::open ? forbidden : is_open_[facility] ? penalty_[facility] : 0;
  bool decided = false;
  for (std::size_t customer = 0; customer < data_->customers; ++customer) {
    const std::size_t pair = data_->pair(facility, customer);
    if (!decisions.may_serve[pair] || decisions.serves[customer] != nobody) continue;
    // What the best knapsack is worth more than one with this customer, or without it.
    const double gain = multipliers[customer] - data_->service_cost[pair] - sack.price * data_->demand[customer];
    const double with = sack.value - sack.relaxed_value + std::max(0.0, -gain), without = sack.value - sack.relaxed_value + std::max(0.0, gain);
    if (proof.put_aside(bound_ + opening + with - rounding)) {
      decisions.may_serve[pair] = 0;
      decided = true;
    } else if (gain > 0 && decisions.left[facility] >= data_->demand[customer] && proof.put_aside(bound_ + std::min(without, closing) - rounding)) {
      for (std::size_t other = 0; other < data_->facilities; ++other)
        if (other != facility) decisions.may_serve[data_->pair(other, customer)] = 0;
      decided = true;
    }
  }
  return decided;
}

}  // namespace tradewind::location
