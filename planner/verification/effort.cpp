#include "verification/effort.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tradewind/planner/estimate.h"

namespace tradewind::verification {
namespace {

// Of the latency: a smaller difference is none that anybody would pay for, and would take all replications there are.
constexpr double indifferent = 0.005;

double mean(const Replications& values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

int count(const Replications& point) { return static_cast<int>(point.size()); }

// Replications that would tell the pair apart if deviation and difference stayed as they are; 0 where they do so already.
double needed(const Replications& a, const Replications& b) {
  const Difference difference = compare_studies::paired_difference(a, b);
  const double common = std::min(count(a), count(b));
  if (!difference.known) return 2 * common;
  // Told apart, and a point with more replications than its neighbour has not passed it by them.
  if (difference.difference() > difference.half_width && mean(b) > mean(a)) return 0;
  const double ratio = difference.half_width / std::max(std::abs(difference.difference()), indifferent * difference.a);
  return std::max(common * ratio * ratio, common + 1);
}

// By point, that of its harder pair; pairs that can have no more do not count.
std::vector<double> needed_by_point(const std::vector<Replications>& points, int most) {
  std::vector<double> result(points.size());
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (std::min(count(points[i - 1]), count(points[i])) >= most) continue;
    const double pair = needed(points[i - 1], points[i]);
    result[i - 1] = std::max(result[i - 1], pair);
    result[i] = std::max(result[i], pair);
  }
  return result;
}

}  // namespace

std::vector<int> next_replications(const std::vector<Replications>& points, int spare, int most) {
  const std::vector<double> needs = needed_by_point(points, most);
  double all_needs = 0, all = spare;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (needs[i] > 0) {
      all_needs += needs[i];
      all += count(points[i]);
    }
  std::vector<int> next;
  int added = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const int has = count(points[i]);
    const double wanted = needs[i] > 0 ? std::min({needs[i], all * needs[i] / all_needs, 2.0 * has, static_cast<double>(most)}) : has;
    next.push_back(std::max(has, static_cast<int>(std::ceil(wanted))));
    added += next.back() - has;
  }
  // What rounding has given too much is taken from those that need least.
  for (; added > spare; --added) {
    std::size_t least = points.size();
    for (std::size_t i = 0; i < points.size(); ++i)
      if (next[i] > count(points[i]) && (least == points.size() || needs[i] < needs[least])) least = i;
    --next[least];
  }
  return next;
}

}  // namespace tradewind::verification
