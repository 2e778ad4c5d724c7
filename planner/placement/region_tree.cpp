#include "placement/region_tree.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <queue>

namespace tradewind::placement {
namespace {

constexpr Ascent::Effort node_climb = {40, 0.15};

constexpr double least_doubt = 0.1;  // from which on a choice is open: 0 = always the same, 0.5 = half of the time

struct Node {
  double bound_usd = 0;
  Lagrangean::State state;
  std::vector<double> opened, mean_instances;  // see Lagrangean
};

// One of the two ways a node goes on: a region open or closed, or a column with at least or at most so many instances.
using Restrict = std::function<void(Lagrangean::State&)>;
using Fork = std::array<Restrict, 2>;

struct DearerFirst {
  bool operator()(const Node& a, const Node& b) const { return a.bound_usd > b.bound_usd; }
};

class Tree {
 public:
  Tree(const PlacementProblem& problem, Ascent& ascent) : problem_(&problem), ascent_(&ascent), lagrangean_(&ascent.lagrangean()) {}

  double run(int evaluations) {
    const int end = ascent_->evaluations() + evaluations;
    lagrangean_->return_to_best();
    open_.push(node(lagrangean_->bound_usd()));
    while (!open_.empty() && ascent_->evaluations() < end && !ascent_->is_over() && !ascent_->proves(bound_usd())) {
      const Node parent = open_.top();
      open_.pop();
      expand(parent);
    }
    return bound_usd();
  }

 private:
  double bound_usd() const { return std::min(closed_usd_, open_.empty() ? closed_usd_ : open_.top().bound_usd); }

  // The node at the best multipliers of the climb that is over; bound_usd: known of it.
  Node node(double bound_usd) {
    using Choice = Lagrangean::Choice;
    lagrangean_->return_to_best();
    const double here_usd = lagrangean_->evaluate();
    Node node{bound_usd, lagrangean_->state(), lagrangean_->opened(), lagrangean_->mean_instances()};
    for (std::size_t region = 0; region < node.opened.size(); ++region) {
      if (node.state.regions[region] != Choice::free) continue;
      const double other_usd = std::max(bound_usd, here_usd + lagrangean_->penalty_usd(region));
      if (!ascent_->proves(other_usd)) continue;
      node.state.regions[region] = lagrangean_->pays(region) ? Choice::open : Choice::closed;
      closed_usd_ = std::min(closed_usd_, other_usd);
    }
    return node;
  }

  void expand(const Node& parent) {
    const auto fork = fork_at(parent);
    if (!fork) {  // nothing is left to choose: the gap is that of the shares
      closed_usd_ = std::min(closed_usd_, parent.bound_usd);
      return;
    }
    for (const Restrict& restrict : *fork) {
      Lagrangean::State state = parent.state;
      restrict(state);
      lagrangean_->start_from(std::move(state));
      ascent_->climb(node_climb, std::min(parent.bound_usd, bound_usd()));
      const double bound_usd = std::max(parent.bound_usd, lagrangean_->bound_usd());
      if (ascent_->proves(bound_usd))
        closed_usd_ = std::min(closed_usd_, bound_usd);
      else
        open_.push(node(bound_usd));
    }
  }

  // Regions first, since most depends on them; then the instances that cost most to be wrong about.
  std::optional<Fork> fork_at(const Node& node) const {
    if (const auto region = undecided_region(node))
      return Fork{[r = *region](auto& state) { state.regions[r] = Lagrangean::Choice::closed; },
                  [r = *region](auto& state) { state.regions[r] = Lagrangean::Choice::open; }};
    if (const auto column = undecided_column(node)) {
      const int below = static_cast<int>(std::floor(node.mean_instances[*column]));
      return Fork{[=](auto& state) { state.most[*column] = below; }, [=, this](auto& state) { raise(state, *column, below + 1); }};
    }
    return std::nullopt;
  }

  void raise(Lagrangean::State& state, std::size_t column, int least) const {
    const std::vector<Column>& columns = problem_->columns;
    state.least[column] = least;
    state.regions[columns[column].region] = Lagrangean::Choice::open;
    for (std::size_t other = 0; other < columns.size(); ++other)
      if (other != column && columns[other].region == columns[column].region && columns[other].workload == columns[column].workload)
        state.most[other] = 0;
  }

  // The free region that was open nearest to half of the time.
  static std::optional<std::size_t> undecided_region(const Node& node) {
    std::optional<std::size_t> best;
    double least = least_doubt;
    for (std::size_t r = 0; r < node.opened.size(); ++r)
      if (const double doubt = 0.5 - std::abs(node.opened[r] - 0.5); node.state.regions[r] == Lagrangean::Choice::free && doubt > least) {
        best = r;
        least = doubt;
      }
    return best;
  }

  std::optional<std::size_t> undecided_column(const Node& node) const {
    std::optional<std::size_t> best;
    double most_usd = 0;
    for (std::size_t c = 0; c < node.mean_instances.size(); ++c) {
      const double part = node.mean_instances[c] - std::floor(node.mean_instances[c]), doubt = 0.5 - std::abs(part - 0.5);
      const int below = static_cast<int>(std::floor(node.mean_instances[c]));
      if (doubt < least_doubt || below < node.state.least[c] || below >= node.state.most[c]) continue;
      if (doubt * problem_->columns[c].instance_usd > most_usd) {
        best = c;
        most_usd = doubt * problem_->columns[c].instance_usd;
      }
    }
    return best;
  }

  const PlacementProblem* problem_;
  Ascent* ascent_;
  Lagrangean* lagrangean_;
  std::priority_queue<Node, std::vector<Node>, DearerFirst> open_;
  double closed_usd_ = std::numeric_limits<double>::infinity();  // the lowest bound of what was left out
};

}  // namespace

double branch_on_regions(const PlacementProblem& problem, Ascent& ascent, int evaluations) { return Tree(problem, ascent).run(evaluations); }

}  // namespace tradewind::placement
