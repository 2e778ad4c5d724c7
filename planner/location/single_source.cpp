#include "location/single_source.h"

#include <algorithm>
#include <optional>

#include "location/reassignment.h"
#include "location/subgradient.h"

namespace tradewind::location {
namespace {

struct Effort {
  int steps, patience;
};
constexpr Effort root_effort{20000, 200}, node_effort{60, 8};
constexpr int steps_between_improvements = 5;  // at the root
constexpr double plunge_share = 0.25;          // of the way from the least bound to the best cost
constexpr double most_open_bytes = 256e6;
constexpr std::size_t undecided = static_cast<std::size_t>(-1);
constexpr double newest_weight = 0.1;  // of the last evaluation in how often a facility or a pair was chosen

struct Node {
  Decisions decisions;
  std::vector<double> multipliers;
  double bound = -forbidden;
  std::size_t number = 0;
  // Where it is to be cut in two: a facility, or, where all of these are decided, whether the facility serves the customer.
  std::size_t facility = 0, customer = undecided;
  bool first = true;  // the half to look at first: open, or served
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
        proof_(options, units_.unserved()),
        most_open_(static_cast<std::size_t>(most_open_bytes / static_cast<double>(data_.service_cost.size() + 16 * data_.customers))) {}

  Solution run() {
    Node root = first_node();
    if (root.decisions.settle(data_) && ascend(root, root_effort)) {
      if (choose(root))
        keep(std::move(root));
      else
        finish(root);
    }
    while (!open_.empty()) plunge(take_least());
    return solution();
  }

 private:
  Node first_node() {
    Node root;
    root.decisions.choices.assign(data_.facilities, Choice::free);
    root.decisions.serves.assign(data_.customers, nobody);
    root.decisions.left = data_.capacity;
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
    opened_.assign(data_.facilities, 0.5);
    served_.assign(data_.service_cost.size(), 0);
    Subgradient steps(node.multipliers, units_.fraction(), effort.patience);
    for (int step = 0; step < effort.steps; ++step) {
      ++proof_.evaluations;
      const double bound = lagrangean_.evaluate(node.decisions, steps.at());
      node.bound = std::max(node.bound, bound);
      if (proof_.nodes == 0 ? step % steps_between_improvements == 0 : step == effort.steps - 1 || step == 0) improve(node);
      if (proof_.put_aside(node.bound)) return false;
      if (proof_.stopped()) break;
      if (lagrangean_.decide(node.decisions, steps.at(), proof_) && !node.decisions.settle(data_)) return false;
      smooth();
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

  // How often a facility was opened and a customer served by it in the last evaluations.
  void smooth() {
    for (double& share : served_) share *= 1 - newest_weight;
    for (std::size_t i = 0; i < data_.facilities; ++i) {
      opened_[i] += newest_weight * ((lagrangean_.opens(i) ? 1 : 0) - opened_[i]);
      if (lagrangean_.opens(i))
        for (const auto j : lagrangean_.taken(i)) served_[data_.pair(i, j)] += newest_weight;
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

  // After an ascent: where to cut. False when all is decided.
  bool choose(Node& node) const {
    node.facility = most_undecided(node.decisions.choices, opened_);
    node.customer = undecided;
    if (node.facility < data_.facilities) {
      node.first = opened_[node.facility] >= 0.5;
      return true;
    }
    double most = -1;
    for (std::size_t j = 0; j < data_.customers; ++j) {
      if (node.decisions.serves[j] != nobody) continue;
      const std::size_t target = most_served(node.decisions, j);
      const double share = std::min(1.0, served_[data_.pair(target, j)]);
      const double score = (0.01 + std::min(share, 1 - share)) * data_.demand[j];
      if (score <= most) continue;
      most = score;
      node.customer = j;
      node.facility = target;
      node.first = true;
    }
    return node.customer != undecided;
  }

  std::size_t most_served(const Decisions& decisions, std::size_t customer) const {
    std::size_t best = data_.facilities;
    for (std::size_t i = 0; i < data_.facilities; ++i)
      if (decisions.may_serve[data_.pair(i, customer)] &&
          (best == data_.facilities || served_[data_.pair(i, customer)] > served_[data_.pair(best, customer)]))
        best = i;
    return best;
  }

  Node half(const Node& node, bool first) const {
    Node child = node;
    const bool yes = first == node.first;
    std::vector<char>& may_serve = child.decisions.may_serve;
    if (node.customer == undecided)
      child.decisions.choices[node.facility] = yes ? Choice::open : Choice::closed;
    else if (!yes)
      may_serve[data_.pair(node.facility, node.customer)] = 0;
    else
      for (std::size_t i = 0; i < data_.facilities; ++i)
        if (i != node.facility) may_serve[data_.pair(i, node.customer)] = 0;
    return child;
  }

  // Cuts a node in two, goes on with the better half, and keeps the other one, until nothing is left below or the bound has risen too far above the
  // least one.
  void plunge(Node node) {
    for (;;) {
      if (proof_.stopped()) return proof_.give_up(node.bound);
      if (proof_.put_aside(node.bound)) return;
      std::optional<Node> better = cut(node);
      if (!better) return;
      if (open_.size() < most_open_ && has_risen(better->bound)) return keep(std::move(*better));
      node = std::move(*better);
    }
  }

  bool has_risen(double bound) const {
    const double least = open_.empty() ? bound : std::min(open_.front().bound, bound);
    return bound > least + plunge_share * (proof_.cost() - least);
  }

  // The half with the lower bound, if there is one left.
  std::optional<Node> cut(const Node& node) {
    std::optional<Node> better;
    for (const bool first : {true, false}) {
      Node child = half(node, first);
      ++proof_.nodes;
      if (!child.decisions.settle(data_) || !ascend(child, node_effort)) continue;
      if (!choose(child)) {
        finish(child);
        continue;
      }
      if (better && child.bound < better->bound) std::swap(*better, child);
      if (better)
        keep(std::move(child));
      else
        better = std::move(child);
    }
    return better;
  }

  static bool comes_later(const Node& a, const Node& b) { return std::pair(a.bound, a.number) > std::pair(b.bound, b.number); }

  void keep(Node node) {
    node.number = kept_++;
    open_.push_back(std::move(node));
    std::ranges::push_heap(open_, comes_later);
  }

  Node take_least() {
    std::ranges::pop_heap(open_, comes_later);
    Node node = std::move(open_.back());
    open_.pop_back();
    return node;
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
  std::vector<double> opened_, served_;  // by facility, by pair: in the last ascent
  std::vector<Node> open_;               // a heap, the least bound first
  std::size_t most_open_;                // of them; from then on plunges go all the way down
  std::size_t kept_ = 0;
  std::vector<std::uint32_t> best_;
  std::vector<std::size_t> best_open_;
};

}  // namespace

Solution solve(const SingleSourceProblem& problem, const Options& options) {
  check(problem);
  return Search(problem, options).run();
}

}  // namespace tradewind::location
