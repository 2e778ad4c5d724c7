// The search for the front: its two ends, then the epsilon-constraint method (Haimes, Lasdon and Wismer, 1971) between them: for a limit on the
// latency the cheapest placement, the limits chosen where the front found so far has its largest gaps. Where there is a third axis, the same with a
// bound on that besides, at a few of these limits.
#pragma once

#include "search/axis.h"
#include "search/evaluator.h"

namespace tradewind::search {

class Search {
 public:
  Search(Evaluator& evaluator, const market::Market& market, const PlanOptions& options, Meter& meter);

  struct Point {
    AxisPoint axis;
    placement::Placement placement;  // of the exact model at this limit
    Query query;                     // that found the topology
    std::size_t candidate = 0;       // of the evaluator
  };

  // Throws Infeasible when even the cheapest end has no placement, Interrupted.
  void run(const World& world, std::stop_token stop);

  const std::vector<Point>& points() const { return points_; }  // ascending limit
  // With a bound on the third axis besides, where the world has one that can be bound.
  const std::vector<Point>& third_points() const { return third_points_; }

 private:
  void add_cheapest(const World& world, std::stop_token stop);
  void add_fastest();
  // Solves at these limits side by side, then simulates.
  void add_between(const std::vector<double>& limits);
  void add(const Query& query, double limit_ms, const placement::Placement& placement);
  // The topology of a placement that answers the query, simulated.
  Point evaluated(const Query& query, double limit_ms, const placement::Placement& placement);
  struct Loss {
    std::optional<double> limit_ms;
    const Point* base;
    double of_base, least;
    std::optional<placement::Placement> start;  // that has the least
  };
  std::vector<Loss> losses() const;
  void bound_third_axis();
  Query query_at(double limit_ms) const;
  std::vector<AxisPoint> axis_points() const;
  bool enough();
  double part_end(std::size_t more = 1) const;  // progress when there are so many points more

  Evaluator* evaluator_;
  const market::Market* market_;
  PlanOptions options_;
  Meter* meter_;
  std::vector<Point> points_, third_points_;
};

}  // namespace tradewind::search
