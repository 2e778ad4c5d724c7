// A random instance of the exact placement model, of stated sizes.
#pragma once

#include <cstddef>
#include <vector>

#include "placement/problem.h"

namespace tradewind::bench {

struct Sizes {
  std::size_t regions, offers, metros, hours;
  bool survives = false;  // each region may fail
};

// Metros whose sizes follow Zipf's law and whose load follows the sun; regions anywhere; offers from small and slow to large and fast, the price by
// the request falling with the size. Late: by the distance and the offer, at most 5 % of the requests.
class Instance {
 public:
  // The same sizes and seed give the same instance.
  Instance(const Sizes& sizes, unsigned seed);

  // Where answers have to be there within `limit` (> 0, in units of what users are used to).
  placement::PlacementProblem at_limit(double limit) const;
  double late_share(std::size_t group, std::size_t column, double limit) const;
  // The least limit that these shares keep to.
  double latency(const Grid& share) const;

 private:
  struct Point {
    double x, y;  // on a map of 1 by 1
  };
  static double distance(const Point& a, const Point& b);
  void add_load(std::size_t hours, const auto& uniform);
  void add_offers(std::size_t offers, const auto& uniform);
  placement::PlacementProblem::LateRow late_row(double limit) const;

  Sizes sizes_;
  placement::PlacementProblem problem_;  // without late rows
  std::vector<Point> metros_, regions_;
};

}  // namespace tradewind::bench
