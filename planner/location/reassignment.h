// Local search for single-source location: a feasible assignment is made from relaxed knapsacks and improved by shifting a customer, swapping two,
// closing a facility and opening one, as long as that saves anything.
#pragma once

#include <vector>

#include "location/single_source_lagrangean.h"

namespace tradewind::location {

class Reassignment {
 public:
  explicit Reassignment(const SingleSourceData& data) : data_(&data) {}

  // Keeps each customer at the cheapest facility whose knapsack took it, and puts the rest where there is room. False when it finds none.
  bool build(const SingleSourceLagrangean& relaxed, const Decisions& decisions);
  void take(std::vector<std::uint32_t> facility_of);  // an assignment that keeps to the capacities
  void improve();

  double cost() const;
  const std::vector<std::uint32_t>& facility_of() const { return facility_of_; }
  std::vector<std::size_t> open() const;  // who serves somebody, and who else it takes to keep to min_open, cheapest first; ascending

 private:
  double service(std::size_t facility, std::size_t customer) const { return data_->service_cost[data_->pair(facility, customer)]; }
  bool is_used(std::size_t facility) const { return customers_of_[facility] > 0; }
  void put(std::size_t customer, std::uint32_t facility);
  void unput(std::size_t customer);
  bool insert(std::size_t customer);
  bool make_room(std::size_t customer);
  bool shift();
  bool swap();
  bool close();
  bool open_one();

  const SingleSourceData* data_;
  std::vector<std::uint32_t> facility_of_;
  std::vector<double> left_;               // by facility: unused capacity
  std::vector<std::size_t> customers_of_;  // by facility: how many
  std::size_t used_ = 0;                   // facilities that serve somebody
};

}  // namespace tradewind::location
