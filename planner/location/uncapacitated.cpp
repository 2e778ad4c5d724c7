#include "location/uncapacitated.h"

#include <algorithm>
#include <unordered_set>

#include "location/interchange.h"
#include "location/lagrangean.h"
#include "location/proof.h"
#include "location/subgradient.h"

namespace tradewind::location {
namespace {

// Measured on 40 random graphs and 110 random cost matrices, see docs/placement.md.
struct Effort {
  int steps, patience;
};
constexpr Effort root_effort{1000, 20}, node_effort{30, 6};
constexpr int steps_between_improvements = 10;         // at the root
constexpr std::size_t nodes_between_improvements = 8;  // below
constexpr int decisions_between_narrowings = 3;
constexpr double newest_weight = 0.1;       // of the last evaluation in how often a facility was opened
constexpr std::size_t start_candidate = 2;  // multipliers start at the cost of the third nearest facility

struct Node {
  std::vector<Choice> choices;
  std::vector<double> multipliers;
  std::vector<double>
      opened;  // how often the relaxed problem opened a facility, the last time counting most: an estimate of the linear program's solution
  Candidates candidates;
  double bound = -forbidden;
};

std::vector<double> in_units(const std::vector<double>& amounts, const Units& units) {
  std::vector<double> result;
  for (const double amount : amounts) result.push_back(units.whole(amount));
  return result;
}

class Search {
 public:
  Search(const Problem& problem, const Options& options)
      : problem_(&problem),
        units_(problem),
        limits_{std::max<std::size_t>(problem.min_open, problem.customers() > 0 ? 1 : 0), problem.max_open},
        fixed_cost_(in_units(problem.fixed_cost, units_)),
        candidates_(problem, units_),
        lagrangean_(fixed_cost_, limits_),
        interchange_(fixed_cost_, limits_, units_.unserved()),
        proof_(options, units_.unserved()) {}

  Solution run() {
    Node root = first_node();
    if (candidates_.serve_everyone() && limits_.least <= std::min(limits_.most, problem_->facilities()) && ascend(root, root_effort)) branch(root);
    return solution();
  }

 private:
  Node first_node() const {
    Node root{std::vector<Choice>(fixed_cost_.size(), Choice::free), {}, std::vector<double>(fixed_cost_.size(), 0.5), candidates_};
    for (std::size_t customer = 0; customer < candidates_.customers(); ++customer) {
      const auto list = candidates_.of(customer);
      root.multipliers.push_back(list.empty() ? 0 : list[std::min(list.size() - 1, start_candidate)].cost);
    }
    return root;
  }

  // Raises the bound of a node and decides facilities. False when nothing in it can be better than the best.
  bool ascend(Node& node, Effort effort) {
    Subgradient steps(node.multipliers, units_.fraction(), effort.patience);
    int decisions = 0;
    for (int step = 0; step < effort.steps; ++step) {
      ++proof_.evaluations;
      const double bound = lagrangean_.evaluate(node.candidates, node.choices, steps.at());
      node.bound = std::max(node.bound, bound);
      if (is_time_to_improve(step)) improve();
      if (proof_.put_aside(node.bound)) return false;
      if (proof_.stopped()) break;
      decisions += decide(node, bound);
      for (std::size_t i = 0; i < node.opened.size(); ++i) node.opened[i] += newest_weight * ((lagrangean_.opens(i) ? 1 : 0) - node.opened[i]);
      const Subgradient::Next next = steps.record(bound, proof_.cost());
      if (next == Subgradient::Next::stop) break;
      if (next == Subgradient::Next::evaluate_again) continue;
      lagrangean_.subgradient(node.candidates, steps.at(), steps.direction());
      if (!steps.move(node.candidates.ranges())) {
        improve();  // the relaxed solution may be one
        break;
      }
      if (decisions >= decisions_between_narrowings) {
        node.candidates = node.candidates.narrowed(node.choices);
        decisions = 0;
      }
    }
    node.multipliers = steps.best();
    return !proof_.put_aside(node.bound);
  }

  bool is_time_to_improve(int step) const {
    return proof_.nodes == 0 ? step % steps_between_improvements == 0 : step == 0 && proof_.nodes % nodes_between_improvements == 0;
  }

  // Interchange from the set that the relaxed problem opened, unless it was tried before.
  void improve() {
    std::vector<char> open(fixed_cost_.size());
    for (const std::uint32_t facility : lagrangean_.opened()) open[facility] = 1;
    if (!tried_.insert(std::string(open.begin(), open.end())).second) return;
    if (proof_.improve(interchange_.improve(candidates_, open))) best_ = open;
  }

  // Penalty tests: 1 when at least one facility was decided.
  int decide(Node& node, double bound) {
    int decided = 0;
    for (std::size_t facility = 0; facility < node.choices.size(); ++facility) {
      if (node.choices[facility] != Choice::free || !proof_.put_aside(bound + lagrangean_.penalty(facility))) continue;
      node.choices[facility] = lagrangean_.opens(facility) ? Choice::open : Choice::closed;
      decided = 1;
    }
    return decided;
  }

  void branch(const Node& node) {
    if (proof_.stopped()) return proof_.give_up(node.bound);
    const std::size_t facility = most_undecided(node.choices, node.opened);
    if (facility == node.choices.size()) return finish(node);
    const bool open_first = node.opened[facility] >= 0.5;
    for (const bool open : {open_first, !open_first}) {
      if (proof_.put_aside(node.bound)) return;
      ++proof_.nodes;
      Node child = node;
      child.choices[facility] = open ? Choice::open : Choice::closed;
      child.candidates = node.candidates.narrowed(child.choices);
      if (child.candidates.serve_everyone() && ascend(child, node_effort)) branch(child);
    }
  }

  // Every facility is decided.
  void finish(const Node& node) {
    std::vector<char> open(node.choices.size());
    std::transform(node.choices.begin(), node.choices.end(), open.begin(), [](Choice choice) { return choice == Choice::open ? 1 : 0; });
    const auto count = static_cast<std::size_t>(std::count(open.begin(), open.end(), 1));
    if (count >= limits_.least && count <= limits_.most && proof_.improve(interchange_.cost(candidates_, open))) best_ = open;
  }

  Solution solution() {
    return proof_.solution(units_, [&](Solution& result) { read_best(result); });
  }

  void read_best(Solution& result) const {
    for (std::size_t facility = 0; facility < best_.size(); ++facility)
      if (best_[facility]) result.open.push_back(facility);
    for (std::size_t customer = 0; customer < candidates_.customers(); ++customer) {
      const auto list = candidates_.of(customer);
      result.facility_of.push_back(std::find_if(list.begin(), list.end(), [&](const Candidate& c) { return best_[c.facility] != 0; })->facility);
    }
    result.cost = cost_of(*problem_, result.open, result.facility_of);
  }

  const Problem* problem_;
  Units units_;
  OpenLimits limits_;
  std::vector<double> fixed_cost_;
  Candidates candidates_;
  Lagrangean lagrangean_;
  Interchange interchange_;
  Proof proof_;
  std::vector<char> best_;  // by facility, whether it is open in the best solution
  std::unordered_set<std::string> tried_;
};

}  // namespace

Solution solve(const Problem& problem, const Options& options) {
  check(problem);
  return Search(problem, options).run();
}

}  // namespace tradewind::location
