#include "location/knapsack.h"

#include <algorithm>
#include <cmath>

namespace tradewind::location {
namespace {

constexpr int most_steps = 20000;

}  // namespace

void Knapsack::solve(double capacity) {
  std::erase_if(items_, [&](const Item& item) { return item.weight > capacity; });
  std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
    const double left = a.profit * b.weight, right = b.profit * a.weight;
    return left != right ? left > right : a.customer < b.customer;
  });
  relax(capacity);
  search(capacity);
  taken_.clear();
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (best_[i]) taken_.push_back(items_[i].customer);
}

void Knapsack::relax(double capacity) {
  price_ = 0;
  double left = capacity;
  for (const Item& item : items_) {
    if (item.weight > left) {
      price_ = std::floor(item.profit / item.weight / fraction_) * fraction_;
      break;
    }
    left -= item.weight;
  }
  relaxed_value_ = price_ * capacity;
  for (const Item& item : items_) relaxed_value_ += std::max(0.0, item.profit - price_ * item.weight);
}

double Knapsack::dantzig(std::size_t first, double capacity) const {
  double value = 0;
  for (std::size_t i = first; i < items_.size(); ++i) {
    if (items_[i].weight > capacity) return value + items_[i].profit * capacity / items_[i].weight;
    capacity -= items_[i].weight;
    value += items_[i].profit;
  }
  return value;
}

void Knapsack::search(double capacity) {
  current_.assign(items_.size(), 0);
  best_ = current_;
  value_ = 0;
  double profit = 0;
  std::size_t next = 0;
  for (int step = 0;; ++step) {
    if (step == most_steps) {
      value_ = relaxed_value_;
      return;
    }
    // Profits differ by a fraction at least, so that half of one leaves room for the rounding of the bound.
    if (profit + dantzig(next, capacity) > value_ + fraction_ / 2) {
      // Take what fits, as it comes.
      for (; next < items_.size(); ++next) {
        if (items_[next].weight > capacity) break;
        current_[next] = 1;
        capacity -= items_[next].weight;
        profit += items_[next].profit;
      }
      if (profit > value_) {
        value_ = profit;
        best_ = current_;
      }
      if (next < items_.size()) {
        ++next;  // without the item that does not fit
        continue;
      }
    }
    // Back to the last item that was taken, and on without it.
    while (next > 0 && !current_[next - 1]) --next;
    if (next == 0) return;
    current_[next - 1] = 0;
    capacity += items_[next - 1].weight;
    profit -= items_[next - 1].profit;
  }
}

}  // namespace tradewind::location
