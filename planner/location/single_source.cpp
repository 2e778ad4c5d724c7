#include "location/single_source.h"

#include <algorithm>

#include "location/reassignment.h"
#include "location/subgradient.h"

namespace tradewind::location {
namespace {

struct Effort {
  int steps, patience;
};
constexpr Effort root_effort{1000, 20}, node_effort{30, 6};
constexpr int steps_between_improvements = 5;  // at the root
constexpr double newest_weight = 0.1;          // of the last evaluation in how often a facility or a pair was chosen

struct Node {
  Decisions decisions;
  std::vector<double> multipliers;
  std::vector<double> opened, served;
  double bound = -forbidden;
};

SingleSourceData in_units(const SingleSourceProblem& problem, const Units& units) {
  SingleSourceData data;
  const Problem& location = problem.location;
  data.facilities = location.facilities();
  data.customers = location.customers();
  for (const double cost : location.fixed_cost) data.fixed_cost.push_back(units.whole(cost));
  for (std::size_t facility = 0; facility < data.facilities; ++facility)
    for (std::size_t customer = 0; customer < data.customers; ++customer)
      data.service_cost.push_back(std::min(units.whole(location.service_cost(facility, customer)), units.unserved()));
  data.capacity = problem.capacity;
  data.demand = problem.demand;
  for (const double demand : data.demand) data.total_demand += demand;
  data.min_open = location.min_open;
  data.max_open = location.max_open;
  return data;
}

class Search {
 public:
  Search(const SingleSourceProblem& problem, const Options& options)
      : problem_(&problem),
        units_(problem.location),
        data_(in_units(problem, units_)),
        lagrangean_(data_, units_.fraction()),
        proof_(options, units_.unserved()) {}

  Solution run() {
    Node root = first_node();
    if (root.decisions.settle(data_)) {
      if (ascend(root, root_effort)) branch(root);
    }
    return solution();
  }

 private:
  Node first_node() {
    Node root;
    root.decisions.choices.assign(data_.facilities, Choice::free);
    root.decisions.serves.assign(data_.customers, nobody);
    root.decisions.left = data_.capacity;
    root.opened.assign(data_.facilities, 0.5);
    root.served.assign(data_.service_cost.size(), 0);
    for (const double cost : data_.service_cost) root.decisions.may_serve.push_back(cost < units_.unserved() ? 1 : 0);
    for (std::size_t j = 0; j < data_.customers; ++j) {
      double least = units_.unserved();
      for (std::size_t i = 0; i < data_.facilities; ++i)
        if (data_.capacity[i] > 0)
          least = std::min(least, data_.service_cost[data_.pair(i, j)] + std::floor(data_.fixed_cost[i] * data_.demand[j] / data_.capacity[i]));
      root.multipliers.push_back(least);
    }
    ranges_.assign(data_.customers, {-units_.unserved(), 2 * units_.unserved()});
    return root;
  }

  bool ascend(Node& node, Effort effort) {
    Subgradient steps(node.multipliers, units_.fraction(), effort.patience);
    for (int step = 0; step < effort.steps; ++step) {
      ++proof_.evaluations;
      const double bound = lagrangean_.evaluate(node.decisions, steps.at());
      node.bound = std::max(node.bound, bound);
      if (proof_.nodes == 0 ? step % steps_between_improvements == 0 : step == effort.steps - 1 || step == 0) improve(node);
      if (proof_.put_aside(node.bound)) return false;
      if (proof_.stopped()) break;
      if (lagrangean_.decide(node.decisions, steps.at(), proof_) && !node.decisions.settle(data_)) return false;
      smooth(node);
      const Subgradient::Next next = steps.record(bound, proof_.cost() < units_.largest_cost() ? proof_.cost() : bound + 0.05 * std::abs(bound) + 1);
      if (next == Subgradient::Next::stop) break;
      if (next == Subgradient::Next::evaluate_again) continue;
      lagrangean_.subgradient(node.decisions, steps.direction());
      if (!steps.move(ranges_)) {
        improve(node);
        break;
      }
    }
    node.multipliers = steps.best();
    return !proof_.put_aside(node.bound);
  }

  void smooth(Node& node) {
    for (double& share : node.served) share *= 1 - newest_weight;
    for (std::size_t i = 0; i < data_.facilities; ++i) {
      node.opened[i] += newest_weight * ((lagrangean_.opens(i) ? 1 : 0) - node.opened[i]);
      if (lagrangean_.opens(i))
        for (const auto j : lagrangean_.taken(i)) node.served[data_.pair(i, j)] += newest_weight;
    }
  }

  void improve(const Node& node) {
    Reassignment assignment(data_);
    if (!assignment.build(lagrangean_, node.decisions)) return;
    assignment.improve();
    if (proof_.improve(assignment.cost())) {
      best_ = assignment.facility_of();
      best_open_ = assignment.open();
    }
  }

  void branch(const Node& node) {
    if (proof_.stopped()) return proof_.give_up(node.bound);
    const std::size_t facility = most_undecided(node.decisions.choices, node.opened);
    if (facility < data_.facilities) return branch_on_facility(node, facility);
    std::size_t customer = data_.customers, target = 0;
    double most = -1;
    for (std::size_t j = 0; j < data_.customers; ++j) {
      if (node.decisions.serves[j] != nobody) continue;
      std::size_t best = data_.facilities;
      for (std::size_t i = 0; i < data_.facilities; ++i)
        if (node.decisions.may_serve[data_.pair(i, j)] &&
            (best == data_.facilities || node.served[data_.pair(i, j)] > node.served[data_.pair(best, j)]))
          best = i;
      const double score = (1.02 - std::min(1.0, node.served[data_.pair(best, j)])) * data_.demand[j];
      if (score > most) {
        most = score;
        customer = j;
        target = best;
      }
    }
    if (customer == data_.customers) return finish(node);
    for (const bool serve : {true, false}) {
      Node child = node;
      if (serve) {
        for (std::size_t i = 0; i < data_.facilities; ++i)
          if (i != target) child.decisions.may_serve[data_.pair(i, customer)] = 0;
      } else {
        child.decisions.may_serve[data_.pair(target, customer)] = 0;
      }
      visit(child, node);
    }
  }

  void branch_on_facility(const Node& node, std::size_t facility) {
    const bool first = node.opened[facility] >= 0.5;
    for (const bool open : {first, !first}) {
      Node child = node;
      child.decisions.choices[facility] = open ? Choice::open : Choice::closed;
      visit(child, node);
    }
  }

  void visit(Node& child, const Node& parent) {
    if (proof_.put_aside(parent.bound)) return;
    ++proof_.nodes;
    if (child.decisions.settle(data_) && ascend(child, node_effort)) branch(child);
  }

  void finish(const Node& node) {
    Reassignment assignment(data_);
    assignment.take(node.decisions.serves);
    if (proof_.improve(assignment.cost())) {
      best_ = assignment.facility_of();
      best_open_ = assignment.open();
    }
  }

  Solution solution() {
    return proof_.solution(units_, [&](Solution& result) {
      result.open = best_open_;
      result.facility_of.assign(best_.begin(), best_.end());
      result.cost = cost_of(problem_->location, result.open, result.facility_of);
    });
  }

  const SingleSourceProblem* problem_;
  Units units_;
  SingleSourceData data_;
  SingleSourceLagrangean lagrangean_;
  Proof proof_;
  std::vector<Range> ranges_;
  std::vector<std::uint32_t> best_;
  std::vector<std::size_t> best_open_;
};

}  // namespace

Solution solve(const SingleSourceProblem& problem, const Options& options) {
  check(problem);
  return Search(problem, options).run();
}

}  // namespace tradewind::location
