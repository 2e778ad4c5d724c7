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
    : data_(&data), knapsack_(fraction), fraction_(fraction), sacks_(data.facilities), worth_(data.facilities), is_open_(data.facilities) {}

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

// The break of the linear program "least worth for the demand": free facilities by worth per capacity until they carry what is left of it.
double SingleSourceLagrangean::price_of_capacity(const Decisions& decisions) const {
  double need = data_->total_demand;
  std::vector<std::pair<double, std::size_t>> rest;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) {
    if (decisions.choices[facility] == Choice::closed) continue;
    const bool pays = decisions.choices[facility] == Choice::open || worth_[facility] < 0;
    if (pays) need -= data_->capacity[facility];
    else if (data_->capacity[facility] > 0) rest.emplace_back(worth_[facility] / data_->capacity[facility], facility);
  }
  if (need <= 0) return 0;
  std::sort(rest.begin(), rest.end());
  for (const auto& [price, facility] : rest) {
    need -= data_->capacity[facility];
    if (need <= 0) return std::floor(price / fraction_) * fraction_;
  }
  return 0;
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
  const double price = price_of_capacity(decisions);
  bound_ += price * data_->total_demand;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) {
    is_open_[facility] = 0;
    if (decisions.choices[facility] == Choice::closed) continue;
    worth_[facility] -= price * data_->capacity[facility];
    is_open_[facility] = decisions.choices[facility] == Choice::open || worth_[facility] < 0 ? 1 : 0;
    if (is_open_[facility]) bound_ += worth_[facility];
  }
  return bound_;
}

void SingleSourceLagrangean::subgradient(const Decisions& decisions, std::vector<double>& direction) const {
  for (std::size_t customer = 0; customer < data_->customers; ++customer) direction[customer] = decisions.serves[customer] == nobody ? 1 : 0;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility)
    if (is_open_[facility])
      for (const std::uint32_t customer : sacks_[facility].taken) direction[customer] -= 1;
}

bool SingleSourceLagrangean::decide(Decisions& decisions, const std::vector<double>& multipliers, Proof& proof) const {
  bool decided = false;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) {
    Choice& choice = decisions.choices[facility];
    if (choice == Choice::free && proof.put_aside(bound_ + std::abs(worth_[facility]) - rounding)) {
      choice = is_open_[facility] ? Choice::open : Choice::closed;
      decided = true;
    }
    if (choice != Choice::closed && decide_pairs(facility, decisions, multipliers, proof)) decided = true;
  }
  return decided;
}

bool SingleSourceLagrangean::decide_pairs(std::size_t facility, Decisions& decisions, const std::vector<double>& multipliers, Proof& proof) const {
  const Sack& sack = sacks_[facility];
  const double opening = is_open_[facility] ? 0 : worth_[facility];
  const double closing = decisions.choices[facility] == Choice::open ? forbidden : is_open_[facility] ? -worth_[facility] : 0;
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
