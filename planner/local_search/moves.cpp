#include "local_search/moves.h"

#include <algorithm>

#include "placement/failures.h"

namespace tradewind::local_search {
namespace {

using market::Market;
using placement::Placement;
using placement::PlacementProblem;

// What a neighbour has to keep to, and what its instances have to.
struct Rules {
  Rules(const Market& market, double latency_ms) : stated(market.problem(latency_ms)), free(stated) {
    free.late_rows.clear();
    for (placement::Column& column : free.columns)
      for (const placement::Column& level : stated.columns)
        if (level.option == column.option) column.instance_rps = std::max(column.instance_rps, level.instance_rps);
  }
  bool allow(const Placement& placement) const { return feasible(free, placement) && survives(stated, placement.instances); }

  PlacementProblem stated;
  PlacementProblem free;  // of limits on the latency, with each pool as full as the fullest level
};

// The level of the same pool with the next lower load, where there is one.
std::optional<std::size_t> lower_level(const PlacementProblem& problem, std::size_t column) {
  std::optional<std::size_t> lower;
  for (std::size_t other = 0; other < problem.columns.size(); ++other)
    if (problem.columns[other].option == problem.columns[column].option && problem.columns[other].instance_rps < problem.columns[column].instance_rps)
      if (!lower || problem.columns[other].instance_rps > problem.columns[*lower].instance_rps) lower = other;
  return lower;
}

void move_users(Placement& placement, std::size_t from, std::size_t to) {
  for (std::size_t group = 0; group < placement.share.rows(); ++group) {
    placement.share(group, to) += placement.share(group, from);
    placement.share(group, from) = 0;
  }
}

class Neighbours {
 public:
  Neighbours(const Market& market, const Placement& centre)
      : market_(&market), centre_(&centre), latency_ms_(market.latency_ms(centre)), rules_(market, latency_ms_) {}

  std::vector<Move> all() {
    for (std::size_t column = 0; column < centre_->instances.size(); ++column) {
      if (centre_->instances[column] == 0) continue;
      add_larger(column);
      add_smaller(column);
      add_closed(column);
    }
    add_steered();
    return std::move(moves_);
  }

 private:
  void add(Placement placement, double hoped_latency_ms) {
    Topology topology = market_->topology(placement);
    add(std::move(placement), std::move(topology), hoped_latency_ms);
  }
  void add(Placement placement, Topology topology, double hoped_latency_ms) {
    if (!rules_.allow(placement)) return;
    placement.usd = market_->monthly_usd(placement);
    moves_.push_back({std::move(placement), std::move(topology), hoped_latency_ms});
  }

  void add_larger(std::size_t column) {
    const auto lower = lower_level(rules_.stated, column);
    if (!lower) return;
    Placement hoped = *centre_;
    std::swap(hoped.instances[column], hoped.instances[*lower]);
    move_users(hoped, column, *lower);
    Placement larger = *centre_;
    ++larger.instances[column];
    add(std::move(larger), market_->latency_ms(hoped));
  }

  void add_smaller(std::size_t column) {
    if (centre_->instances[column] == 1) return;
    Placement smaller = *centre_;
    --smaller.instances[column];
    add(std::move(smaller), latency_ms_);
  }

  // Each group goes to the pool that is left with the fewest late requests at the latency of the centre.
  void add_closed(std::size_t column) {
    Placement closed = *centre_;
    closed.instances[column] = 0;
    for (std::size_t group = 0; group < closed.share.rows(); ++group) {
      if (closed.share(group, column) <= 0) continue;
      const auto to = fastest_left(closed, group, column);
      if (!to) return;
      closed.share(group, *to) += closed.share(group, column);
      closed.share(group, column) = 0;
    }
    const std::vector<int> needed = needed_instances(rules_.stated, closed);
    for (std::size_t other = 0; other < needed.size(); ++other) closed.instances[other] = std::max(closed.instances[other], needed[other]);
    const double hoped_ms = market_->latency_ms(closed);
    add(std::move(closed), hoped_ms);
  }

  std::optional<std::size_t> fastest_left(const Placement& left, std::size_t group, std::size_t closed) const {
    const Grid& late = rules_.stated.late_rows.front().late_share;
    std::optional<std::size_t> fastest;
    for (std::size_t other = 0; other < left.instances.size(); ++other)
      if (left.instances[other] > 0 && rules_.stated.columns[other].workload == rules_.stated.columns[closed].workload &&
          rules_.stated.allows(group, other) && (!fastest || late(group, other) < late(group, *fastest)))
        fastest = other;
    return fastest;
  }

  void add_steered() {
    Topology topology = market_->topology(*centre_);
    if (topology.policy == RoutingPolicy::latency) return;
    topology.policy = RoutingPolicy::latency;
    topology.shares.clear();
    Placement steered = *centre_;
    steered.share = market_->shares_of(topology, steered.instances);
    add(std::move(steered), std::move(topology), latency_ms_);
  }

  const Market* market_;
  const Placement* centre_;
  double latency_ms_;
  Rules rules_;
  std::vector<Move> moves_;
};

}  // namespace

std::vector<Move> moves(const Market& market, const Placement& placement) { return Neighbours(market, placement).all(); }

}  // namespace tradewind::local_search
