// Lower bound of single-source capacitated location: the Lagrangean relaxation of "each customer is served once".
//
// With a multiplier u_j for each customer every facility is a knapsack: K_i(u) = the most that sum_j (u_j - c_ij) can be within the capacity, and
// opening it is worth rho_i = f_i - K_i(u). Of the facilities, enough must be open to carry the whole demand, which is a knapsack again (of what
// stays closed):
//   L(u) = sum_j u_j + min { sum_i rho_i y_i : sum_i capacity_i y_i >= demand, y binary }
// Since all knapsacks are solved in whole customers and facilities, max L is above the bound of the strong linear program.
// Sources: Pirkul, "Efficient algorithms for the capacitated concentrator location problem", Computers & Operations Research 14 (1987) 197-208;
// Holmberg, Ronnqvist and Yuan, "An exact algorithm for the capacitated facility location problems with single sourcing", European Journal of
// Operational Research 113 (1999) 544-559.
#pragma once

#include <vector>

#include "location/candidates.h"
#include "location/knapsack.h"
#include "location/proof.h"

namespace tradewind::location {

// The problem in whole units of cost and of capacity.
struct SingleSourceData {
  std::size_t facilities = 0, customers = 0;
  std::vector<double> fixed_cost, capacity, demand;
  std::vector<double> service_cost;  // facility x customer
  double total_demand = 0;
  std::size_t min_open = 0, max_open = 0;

  std::size_t pair(std::size_t facility, std::size_t customer) const { return facility * customers + customer; }
};

inline constexpr std::uint32_t nobody = static_cast<std::uint32_t>(-1);

// What is decided of facilities and of customers.
struct Decisions {
  std::vector<Choice> choices;        // by facility
  std::vector<char> may_serve;        // facility x customer
  std::vector<std::uint32_t> serves;  // by customer: the facility that serves it for certain, or nobody
  std::vector<double> left;           // by facility: capacity beside the customers that it serves for certain

  bool open(std::size_t facility);  // false when it is closed
  // Draws the conclusions: who no longer fits, who has one facility left, which facilities are needed. False when there is no solution.
  bool settle(const SingleSourceData& data);

 private:
  bool settle_customers(const SingleSourceData& data, bool& changed);
  bool settle_facilities(const SingleSourceData& data, bool& changed);
};

class SingleSourceLagrangean {
 public:
  SingleSourceLagrangean(const SingleSourceData& data, double fraction);

  double evaluate(const Decisions& decisions, const std::vector<double>& multipliers);

  // Of the last evaluation:
  bool opens(std::size_t facility) const { return is_open_[facility] != 0; }
  const std::vector<std::uint32_t>& taken(std::size_t facility) const { return sacks_[facility].taken; }
  void subgradient(const Decisions& decisions, std::vector<double>& direction) const;
  // Penalty tests of facilities and of pairs. Whether anything was decided; call settle() then.
  bool decide(Decisions& decisions, const std::vector<double>& multipliers, Proof& proof);

 private:
  struct Sack {
    double value = 0, relaxed_value = 0, price = 0;
    std::vector<std::uint32_t> taken;
  };
  void fill(std::size_t facility, const Decisions& decisions, const std::vector<double>& multipliers);
  void choose(const Decisions& decisions);
  // The least sum of reduced costs of the free facilities that carries this demand, with one of them decided (or none of them); fills is_open_ on
  // request.
  double cover(double need, std::size_t decided, Choice choice, bool keep);
  bool decide_pairs(std::size_t facility, Decisions& decisions, const std::vector<double>& multipliers, Proof& proof) const;

  const SingleSourceData* data_;
  Knapsack knapsack_;
  double fraction_;
  std::vector<Sack> sacks_;
  std::vector<double> worth_;    // rho_i
  std::vector<double> penalty_;  // by facility: how much L rises at least when a free one is decided the other way
  std::vector<std::size_t> free_;
  std::vector<char> is_open_;
  double bound_ = 0;
};

}  // namespace tradewind::location
