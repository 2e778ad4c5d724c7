// The 0-1 knapsack problem, exactly: which items are worth most within a capacity.
//
// Depth-first branch and bound over the items by falling profit per weight, with Dantzig's bound: Horowitz and Sahni, "Computing partitions with
// applications to the knapsack problem", Journal of the ACM 21 (1974) 277-292.
#pragma once

#include <cstdint>
#include <vector>

namespace tradewind::location {

class Knapsack {
 public:
  struct Item {
    double profit = 0, weight = 0;  // > 0 and >= 0; profits are multiples of the fraction
    std::uint32_t customer = 0;
  };

  explicit Knapsack(double fraction) : fraction_(fraction) {}

  std::vector<Item>& items() { return items_; }  // to be filled in before solve(), which sorts it
  void solve(double capacity);

  double value() const { return value_; }  // the best; after too many steps an upper bound of it
  // Of the linear relaxation: what a unit of capacity is worth (a multiple of the fraction), and its value at this price, which is never below the
  // best: price x capacity + the sum of max(0, profit - price x weight).
  double price() const { return price_; }
  double relaxed_value() const { return relaxed_value_; }
  const std::vector<std::uint32_t>& taken() const { return taken_; }  // customers of the best items

 private:
  void relax(double capacity);
  void search(double capacity);
  double dantzig(std::size_t first, double capacity) const;

  double fraction_;
  std::vector<Item> items_;
  std::vector<char> current_, best_;
  std::vector<std::uint32_t> taken_;
  double value_ = 0, price_ = 0, relaxed_value_ = 0;
};

}  // namespace tradewind::location
