#include "tradewind/planner/compare.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <stdexcept>

#include "compare/hypervolume.h"
#include "tradewind/planner/compare_points.h"
#include "tradewind/planner/estimate.h"

namespace tradewind {
namespace {

using compare_studies::cost_of;
using compare_studies::Estimate;
using compare_studies::latency_of;
using compare_studies::Rectangle;

ComparedPoint compared(std::string place, const Candidate& a, const Candidate& b) {
  return {std::move(place), a.id, b.id, difference(latency_of(a), latency_of(b)), difference(cost_of(a), cost_of(b))};
}

Difference over_common_replications(const Estimate& a, const Estimate& b) {
  const bool common = a.seed == b.seed && !a.replications.empty() && !b.replications.empty() && a.replications.size() != b.replications.size();
  return common ? compare_studies::paired_difference(a.replications, b.replications) : difference(a, b);
}

std::vector<Candidate> front_of(const std::vector<Candidate>& candidates, const Study& study) {
  std::vector<Candidate> front;
  for (const Candidate& candidate : candidates)
    if (candidate.on_front) front.push_back(candidate);
  if (front.empty()) throw std::invalid_argument(fmt::format("{} has no front yet; run `tradewind plan` to its end first", study.file().string()));
  std::ranges::stable_sort(front, {}, &Candidate::latency_ms);
  return front;
}

Rectangle rectangle_around(const std::vector<Candidate>& a, const std::vector<Candidate>& b) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  Rectangle all{infinite, infinite, -infinite, -infinite};
  for (const auto* front : {&a, &b})
    for (const Candidate& point : *front) {
      all.best_x = std::min(all.best_x, point.latency_ms());
      all.worst_x = std::max(all.worst_x, point.latency_ms());
      all.best_y = std::min(all.best_y, point.monthly_usd());
      all.worst_y = std::max(all.worst_y, point.monthly_usd());
    }
  return all;
}

// The hypervolume, of all replications together and of each by itself.
Estimate dominated_by(const std::vector<Candidate>& front, const Rectangle& within) {
  std::vector<Estimate> latency, cost;
  std::vector<std::pair<double, double>> points;
  std::size_t replications = std::numeric_limits<std::size_t>::max();
  for (const Candidate& point : front) {
    latency.push_back(latency_of(point));
    cost.push_back(cost_of(point));
    points.emplace_back(point.latency_ms(), point.monthly_usd());
    replications = std::min({replications, latency.back().replications.size(), cost.back().replications.size()});
  }
  Estimate share{.figure = dominated_share(points, within), .count = static_cast<int>(replications), .seed = front.front().outcome.seed};
  for (std::size_t r = 0; r < replications; ++r) {
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = {latency[i].replications[r], cost[i].replications[r]};
    share.replications.push_back(dominated_share(points, within));
  }
  return share;
}

const Candidate& marked(const std::vector<Candidate>& front, bool Candidate::*mark) { return *std::ranges::find(front, true, mark); }

void compare_topologies(Comparison& comparison, const Study& a, const std::vector<Candidate>& of_a, const Study& b,
                        const std::vector<Candidate>& of_b) {
  std::map<std::string, const Candidate*> known;
  for (const Candidate& candidate : of_b) known[to_json(b.world(), candidate.topology)] = &candidate;
  for (const Candidate& candidate : of_a) {
    const auto same = known.find(to_json(a.world(), candidate.topology));
    if (same == known.end()) {
      ++comparison.only_a;
    } else {
      comparison.topologies.push_back(compared("same topology", candidate, *same->second));
    }
  }
  comparison.only_b = of_b.size() - comparison.topologies.size();
}

}  // namespace

ComparedPoint compare(const Candidate& a, const Candidate& b) {
  return {{}, a.id, b.id, over_common_replications(latency_of(a), latency_of(b)), over_common_replications(cost_of(a), cost_of(b))};
}

Comparison compare(const Study& a, const Study& b) {
  const std::vector<Candidate> of_a = a.candidates(), of_b = b.candidates();
  const std::vector<Candidate> front_a = front_of(of_a, a), front_b = front_of(of_b, b);
  Comparison comparison;
  comparison.same_scenario = a.scenario_text() == b.scenario_text();
  comparison.same_price_book = front_a.front().bill.price_book == front_b.front().bill.price_book;
  comparison.same_version = a.version() == b.version();
  const auto cheapest = [](const std::vector<Candidate>& front) { return *std::ranges::min_element(front, {}, &Candidate::monthly_usd); };
  comparison.picks = {compared("fastest", front_a.front(), front_b.front()),
                      compared("knee", marked(front_a, &Candidate::knee), marked(front_b, &Candidate::knee)),
                      compared("cheapest", cheapest(front_a), cheapest(front_b))};
  compare_topologies(comparison, a, of_a, b, of_b);
  const Rectangle all = rectangle_around(front_a, front_b);
  comparison.front = difference(dominated_by(front_a, all), dominated_by(front_b, all));
  return comparison;
}

}  // namespace tradewind
