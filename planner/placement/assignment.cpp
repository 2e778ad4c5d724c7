#include "placement/assignment.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <tuple>

#include "tradewind/sim/parallel.h"

namespace tradewind::placement {
namespace {

constexpr double share_tolerance = 1e-9;
constexpr int most_price_rises = 24;
constexpr double price_rise = 1.6;
constexpr std::size_t at_once = 4;  // sets of columns that are tried side by side

// The problem with a few columns, and what moving a group costs there.
class Assignment {
 public:
  Assignment(const PlacementProblem& problem, const Lagrangean& prices, const std::vector<std::size_t>& columns)
      : narrow_(with_columns(problem, columns)), columns_(columns) {
    usd_ = Grid(narrow_.groups, columns.size());
    late_ = Grid(narrow_.groups, columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
      for (std::size_t g = 0; g < narrow_.groups; ++g) {
        usd_(g, i) = prices.assignment_usd(g, columns[i]);
        late_(g, i) = late_rps(g, i);
      }
  }

  std::optional<Placement> placement() {
    double late_usd = 0;  // for a late request/s, beyond the multipliers
    for (int rise = 0; rise < most_price_rises; ++rise) {
      const auto share = cheapest(late_usd);
      if (!share) return std::nullopt;
      Placement found{{}, *share, 0, 0};
      if (keeps_late_rows(found)) {
        found = sized(narrow_, std::move(found.share));
        save_instances(found);
        if (feasible(narrow_, found)) return found;
        return std::nullopt;
      }
      late_usd = late_usd == 0 ? least_late_usd() : late_usd * price_rise;
    }
    return std::nullopt;
  }

  Placement wide(const PlacementProblem& problem, const Placement& found) const { return widen(problem, columns_, found); }

 private:
  double late_rps(std::size_t group, std::size_t i) const {
    double late = 0;
    const std::size_t w = narrow_.columns[i].workload;
    for (const PlacementProblem::LateRow& row : narrow_.late_rows)
      if (!row.workload || *row.workload == w) late += narrow_.mean_rps(w, group) * row.late_share(group, i);
    return late;
  }

  // A hundredth of what a request/s costs.
  double least_late_usd() const {
    double usd = 0, rps = 0;
    for (std::size_t g = 0; g < narrow_.groups; ++g) {
      usd += usd_(g, 0);
      rps += narrow_.mean_rps(narrow_.columns[0].workload, g);
    }
    return 0.01 * usd / std::max(rps, share_tolerance);
  }

  std::optional<Grid> cheapest(double late_usd) const {
    Grid share(narrow_.groups, columns_.size());
    for (std::size_t w = 0; w < narrow_.hourly_rps.size(); ++w)
      for (std::size_t g = 0; g < narrow_.groups; ++g) {
        std::optional<std::size_t> best;
        auto rank = [&](std::size_t i) { return usd_(g, i) + late_usd * late_(g, i); };
        for (std::size_t i = 0; i < columns_.size(); ++i)
          if (narrow_.columns[i].workload == w && narrow_.allows(g, i) && (!best || rank(i) < rank(*best))) best = i;
        if (!best) return std::nullopt;
        share(g, *best) = 1;
      }
    return share;
  }

  bool keeps_late_rows(const Placement& found) const {
    return std::all_of(narrow_.late_rows.begin(), narrow_.late_rows.end(),
                       [&](const auto& row) { return late_share(narrow_, row, found) <= row.allowed_share; });
  }

  // Takes one instance after the other from columns as long as their load finds room elsewhere for less than the instance costs.
  void save_instances(Placement& found) {
    Grid loads = loads_of(found);
    bool saved = true;
    while (saved) {
      saved = false;
      for (std::size_t i = 0; i < columns_.size(); ++i)
        while (found.instances[i] > 0) {
          --found.instances[i];
          Grid room = room_of(found.instances, loads);
          ++found.instances[i];
          if (!others_have_room(room, i)) break;
          Placement trial = found;
          --trial.instances[i];
          if (!move_out(trial, i, room) || !keeps_late_rows(trial)) break;
          trial.usd = monthly_usd(narrow_, trial);
          if (trial.usd >= found.usd || !feasible(narrow_, trial)) break;
          found = std::move(trial);
          loads = loads_of(found);
          saved = true;
        }
    }
  }

  // Request/s: column x planning hour.
  Grid loads_of(const Placement& found) const {
    Grid loads(columns_.size(), narrow_.hourly_rps.front().columns());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::vector<double> load = load_rps(narrow_, found, i);
      for (std::size_t h = 0; h < load.size(); ++h) loads(i, h) = load[h];
    }
    return loads;
  }

  Grid room_of(const std::vector<int>& instances, const Grid& loads) const {
    Grid room(loads.rows(), loads.columns());
    for (std::size_t i = 0; i < loads.rows(); ++i)
      for (std::size_t h = 0; h < loads.columns(); ++h) room(i, h) = instances[i] * narrow_.columns[i].instance_rps - loads(i, h);
    return room;
  }

  // Whether what no longer fits in the column would fit elsewhere if it could be moved by the drop; most columns are ruled out by that.
  bool others_have_room(const Grid& room, std::size_t from) const {
    for (std::size_t h = 0; h < room.columns(); ++h) {
      double lacking = -room(from, h);
      for (std::size_t to = 0; to < columns_.size() && lacking > share_tolerance; ++to)
        if (to != from && narrow_.columns[to].workload == narrow_.columns[from].workload) lacking -= std::max(0.0, room(to, h));
      if (lacking > share_tolerance) return false;
    }
    return true;
  }

  struct Move {
    double usd;
    std::size_t group, to;
    bool operator>(const Move& other) const { return std::tie(usd, group, to) > std::tie(other.usd, other.group, other.to); }
  };

  // What might be moved out of a column, as a heap with the cheapest on top: few are needed where it works out.
  std::vector<Move> moves_from(const Placement& found, std::size_t from) const {
    std::vector<Move> moves;
    for (std::size_t g = 0; g < narrow_.groups; ++g) {
      if (found.share(g, from) <= 0) continue;
      for (std::size_t to = 0; to < columns_.size(); ++to)
        if (to != from && narrow_.columns[to].workload == narrow_.columns[from].workload && narrow_.allows(g, to))
          moves.push_back({regret(g, from, to), g, to});
    }
    std::ranges::make_heap(moves, std::greater{});
    return moves;
  }

  // Moves what no longer fits in the column to others with room, the cheapest moves first; false where not all of it finds room.
  bool move_out(Placement& found, std::size_t from, Grid& room) const {
    const Grid& rates = narrow_.hourly_rps[narrow_.columns[from].workload];
    const auto fits = [&] {
      for (std::size_t h = 0; h < room.columns(); ++h)
        if (room(from, h) < -share_tolerance) return false;
      return true;
    };
    std::vector<Move> moves = moves_from(found, from);
    while (!moves.empty()) {
      std::ranges::pop_heap(moves, std::greater{});
      const Move move = moves.back();
      moves.pop_back();
      double wanted = 0, possible = found.share(move.group, from);
      for (std::size_t h = 0; h < rates.columns(); ++h) {
        const double rate = rates(move.group, h);
        if (rate <= 0) continue;
        if (room(from, h) < 0) wanted = std::max(wanted, -room(from, h) / rate);
        possible = std::min(possible, std::max(0.0, room(move.to, h)) / rate);
      }
      const double moved = std::min(wanted, possible);
      if (moved <= 0) continue;
      found.share(move.group, from) -= moved;
      found.share(move.group, move.to) += moved;
      for (std::size_t h = 0; h < rates.columns(); ++h) {
        room(from, h) += moved * rates(move.group, h);
        room(move.to, h) -= moved * rates(move.group, h);
      }
      if (fits()) return true;
    }
    return fits();
  }

  // What moving a request/s costs in traffic, with lateness at the price of the multipliers.
  double regret(std::size_t g, std::size_t from, std::size_t to) const {
    const double rps = std::max(narrow_.mean_rps(narrow_.columns[from].workload, g), share_tolerance);
    return (usd_(g, to) - usd_(g, from)) / rps;
  }

  PlacementProblem narrow_;
  std::vector<std::size_t> columns_;
  Grid usd_, late_;  // group x column
};

// Sets of columns beside this one: each left out in turn, then each changed for the others of its workload and region.
std::vector<std::vector<std::size_t>> neighbours(const PlacementProblem& problem, const std::vector<std::size_t>& open) {
  std::vector<std::vector<std::size_t>> around;
  for (std::size_t i = 0; i < open.size(); ++i) {
    around.push_back(open);
    around.back().erase(around.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < open.size(); ++i)
    for (std::size_t c = 0; c < problem.columns.size(); ++c) {
      const Column &other = problem.columns[c], &own = problem.columns[open[i]];
      if (c == open[i] || other.region != own.region || other.workload != own.workload) continue;
      around.push_back(open);
      around.back()[i] = c;
      std::ranges::sort(around.back());
    }
  return around;
}

std::vector<std::size_t> open_columns(const Placement& placement) {
  std::vector<std::size_t> open;
  for (std::size_t c = 0; c < placement.instances.size(); ++c)
    if (placement.instances[c] > 0) open.push_back(c);
  return open;
}

}  // namespace

std::optional<Placement> assign(const PlacementProblem& problem, const Lagrangean& prices, const std::vector<std::size_t>& columns) {
  if (columns.empty()) return std::nullopt;
  Assignment assignment(problem, prices, columns);
  const auto found = assignment.placement();
  if (!found) return std::nullopt;
  return assignment.wide(problem, *found);
}

Placement improve(const PlacementProblem& problem, const Lagrangean& prices, const Placement& placement, int trials,
                  const std::function<void(const Placement&)>& seen) {
  Placement best = placement;
  bool better = true;
  while (better && trials > 0) {
    better = false;
    const std::vector<std::vector<std::size_t>> around = neighbours(problem, open_columns(best));
    for (std::size_t first = 0; first < around.size() && trials > 0 && !better; first += at_once) {
      // Side by side, but judged in their order: the same for any number of threads.
      std::vector<std::optional<Placement>> found(std::min({at_once, around.size() - first, static_cast<std::size_t>(trials)}));
      in_parallel(found.size(), 0, [&](std::size_t i) { found[i] = assign(problem, prices, around[first + i]); });
      for (std::size_t i = 0; i < found.size() && !better; ++i) {
        --trials;
        if (!found[i]) continue;
        if (seen) seen(*found[i]);
        better = found[i]->usd < best.usd - share_tolerance;
        if (better) best = std::move(*found[i]);
      }
    }
  }
  return best;
}

}  // namespace tradewind::placement
