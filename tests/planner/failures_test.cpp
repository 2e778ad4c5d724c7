// The exact model with all its constraints, failures among them, against plain enumeration; and what must hold whatever the instance.
#include "placement/failures.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "placement/packing.h"
#include "placement/solve.h"
#include "planner/two_regions.h"
#include "tradewind/milp/milp.h"

namespace tradewind::placement {
namespace {

using Catch::Matchers::WithinRel;
using Random = std::mt19937;

constexpr int most = 3;  // instances of a column

double uniform(Random& random, double low = 0, double high = 1) { return std::uniform_real_distribution<double>(low, high)(random); }
bool chance(Random& random, double p) { return uniform(random) < p; }

Grid random_grid(Random& random, std::size_t rows, std::size_t columns, double low, double high) {
  Grid grid(rows, columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) grid(i, j) = uniform(random, low, high);
  return grid;
}

// Three regions of two providers, one or two workloads, at most six columns, three groups.
PlacementProblem random_problem(Random& random) {
  PlacementProblem problem;
  problem.groups = 3;
  problem.max_instances_per_region = most;
  const std::size_t workloads = chance(random, 0.3) ? 2 : 1;
  for (std::size_t w = 0; w < workloads; ++w) problem.hourly_rps.push_back(random_grid(random, problem.groups, 2, 0.3, 3));
  problem.mean_rps = random_grid(random, workloads, problem.groups, 0.5, 2);
  for (std::size_t r = 0; r < 3; ++r) {
    problem.region_fixed_usd.push_back(uniform(random, 20, 200));
    for (std::size_t i = 0; i < 2; ++i)
      problem.columns.push_back({workloads == 2 ? i : 0, r, 0, i, uniform(random, 300, 900), uniform(random, 2.5, 7)});
  }
  const std::size_t columns = problem.columns.size();
  problem.request_usd = random_grid(random, problem.groups, columns, 0, 60);
  problem.late_rows.push_back({std::nullopt, random_grid(random, problem.groups, columns, 0, 0.3), 0.18});
  if (chance(random, 0.5)) problem.late_rows.push_back({std::size_t{0}, random_grid(random, problem.groups, columns, 0, 0.3), 0.2});
  if (chance(random, 0.4)) {
    problem.forbidden = Grid(problem.groups, columns);
    for (std::size_t c = 0; c < columns; ++c) problem.forbidden(0, c) = problem.columns[c].region == 0 ? 1 : 0;
  }
  return problem;
}

void add_constraints(Random& random, PlacementProblem& problem) {
  if (chance(random, 0.3)) problem.min_regions = 2;
  if (chance(random, 0.3)) problem.max_regions = 2;
  if (chance(random, 0.3)) problem.budget_usd = uniform(random, 1500, 4000);
  if (chance(random, 0.5)) {
    problem.provider_of_region = {0, 0, 1};
    (chance(random, 0.5) ? problem.min_providers : problem.max_providers) = chance(random, 0.5) ? 2 : 1;
  }
  if (chance(random, 0.5)) {
    PlacementProblem::InstanceRow quota;
    for (std::size_t c = 0; c < problem.columns.size(); ++c)
      if (chance(random, 0.5)) quota.terms.emplace_back(c, chance(random, 0.5) ? 1 : 2);
    quota.upper = std::floor(uniform(random, 1, 5));
    problem.instance_rows.push_back(quota);
  }
  if (chance(random, 0.4)) problem.instance_rows.push_back({{{2, 1.0}}, std::floor(uniform(random, 1, 3))});
  if (chance(random, 0.75)) {
    problem.failures.lost = {{0}, {1}, {2}};
    if (chance(random, 0.3)) problem.failures.lost.push_back({0, 1});
    problem.failures.load_share = uniform(random, 0.5, 1);
    problem.failures.late_rows = problem.late_rows;
    for (PlacementProblem::LateRow& row : problem.failures.late_rows)
      for (std::size_t g = 0; g < problem.groups; ++g)
        for (std::size_t c = 0; c < problem.columns.size(); ++c) row.late_share(g, c) *= 0.8;
  }
}

// What does not ask for shares, written down once more and plainly.
bool counts_allowed(const PlacementProblem& problem, const std::vector<int>& n) {
  std::vector<int> of_region(3), columns_of(problem.hourly_rps.size() * 3);
  std::set<std::size_t> open, providers;
  for (std::size_t c = 0; c < n.size(); ++c) {
    if (n[c] == 0) continue;
    const Column& column = problem.columns[c];
    of_region[column.region] += n[c];
    open.insert(column.region);
    if (!problem.provider_of_region.empty()) providers.insert(problem.provider_of_region[column.region]);
    if (++columns_of[column.workload * 3 + column.region] > 1) return false;
  }
  for (const int in_region : of_region)
    if (in_region > problem.max_instances_per_region) return false;
  if (static_cast<int>(open.size()) < problem.min_regions || static_cast<int>(open.size()) > problem.max_regions) return false;
  if (!problem.provider_of_region.empty() &&
      (static_cast<int>(providers.size()) < problem.min_providers || static_cast<int>(providers.size()) > problem.max_providers))
    return false;
  for (const PlacementProblem::InstanceRow& row : problem.instance_rows) {
    double sum = 0;
    for (const auto& [column, coefficient] : row.terms) sum += coefficient * n[column];
    if (sum < row.lower || sum > row.upper) return false;
  }
  return true;
}

double bought(const PlacementProblem& problem, const std::vector<int>& n) {
  std::set<std::size_t> open;
  double usd = 0;
  for (std::size_t c = 0; c < n.size(); ++c) {
    usd += n[c] * problem.columns[c].instance_usd;
    if (n[c] > 0) open.insert(problem.columns[c].region);
  }
  for (const std::size_t region : open) usd += problem.region_fixed_usd[region];
  return usd;
}

// Cheapest traffic of one set of shares: with the regions `lost`, this share of the load and these late rows.
std::optional<double> cheapest_shares(const PlacementProblem& problem, const std::vector<int>& n, const std::vector<std::size_t>& lost, double load,
                                      const std::vector<PlacementProblem::LateRow>& late_rows) {
  milp::Milp lp;
  auto x = [&](std::size_t g, std::size_t c) { return static_cast<int>(c * problem.groups + g); };
  for (std::size_t c = 0; c < n.size(); ++c)
    for (std::size_t g = 0; g < problem.groups; ++g) {
      const bool may = n[c] > 0 && problem.allows(g, c) && std::find(lost.begin(), lost.end(), problem.columns[c].region) == lost.end();
      lp.add_column(problem.request_usd(g, c), 0, may ? 1 : 0, false);
    }
  for (std::size_t w = 0; w < problem.hourly_rps.size(); ++w)
    for (std::size_t g = 0; g < problem.groups; ++g) {
      std::vector<std::pair<int, double>> terms;
      for (std::size_t c = 0; c < n.size(); ++c)
        if (problem.columns[c].workload == w) terms.emplace_back(x(g, c), 1);
      lp.add_row(1, 1, terms);
    }
  for (std::size_t c = 0; c < n.size(); ++c)
    for (std::size_t h = 0; h < 2; ++h) {
      std::vector<std::pair<int, double>> terms;
      for (std::size_t g = 0; g < problem.groups; ++g) terms.emplace_back(x(g, c), load * problem.hourly_rps[problem.columns[c].workload](g, h));
      lp.add_row(-1e30, n[c] * problem.columns[c].instance_rps, terms);
    }
  for (const PlacementProblem::LateRow& row : late_rows) {
    double counted = 0;
    std::vector<std::pair<int, double>> terms;
    for (std::size_t w = 0; w < problem.hourly_rps.size(); ++w)
      for (std::size_t g = 0; g < problem.groups; ++g)
        if (!row.workload || *row.workload == w) counted += problem.mean_rps(w, g);
    for (std::size_t c = 0; c < n.size(); ++c)
      for (std::size_t g = 0; g < problem.groups; ++g)
        if (!row.workload || *row.workload == problem.columns[c].workload)
          terms.emplace_back(x(g, c), problem.mean_rps(problem.columns[c].workload, g) * row.late_share(g, c));
    lp.add_row(-1e30, counted * row.allowed_share, terms);
  }
  const milp::Solution solution = milp::relax(lp);
  return solution.status == milp::Status::solved ? std::optional(solution.objective) : std::nullopt;
}

// Of every combination of instance counts the cheapest that serves, also after each failure; infinity where there is none.
double brute_force(const PlacementProblem& problem) {
  std::vector<std::pair<double, std::vector<int>>> combinations;
  std::vector<int> n(problem.columns.size());
  while (true) {
    if (counts_allowed(problem, n)) combinations.emplace_back(bought(problem, n), n);
    std::size_t digit = 0;
    while (digit < n.size() && ++n[digit] > most) n[digit++] = 0;
    if (digit == n.size()) break;
  }
  std::sort(combinations.begin(), combinations.end());
  double best = std::numeric_limits<double>::infinity();
  for (const auto& [usd, counts] : combinations) {
    if (usd >= best) break;
    const auto traffic = cheapest_shares(problem, counts, {}, 1, problem.late_rows);
    if (!traffic || usd + *traffic >= best || usd + *traffic > problem.budget_usd) continue;
    if (std::all_of(problem.failures.lost.begin(), problem.failures.lost.end(), [&](const auto& lost) {
          return cheapest_shares(problem, counts, lost, problem.failures.load_share, problem.failures.late_rows).has_value();
        }))
      best = usd + *traffic;
  }
  return best;
}

Limits exact() {
  Limits limits;
  limits.relative_gap = 0;
  return limits;
}

double cost(const PlacementProblem& problem) {
  const auto found = solve(problem, exact());
  return found ? found->usd : std::numeric_limits<double>::infinity();
}

TEST_CASE("with all constraints the model finds what enumeration finds, 500 times", "[placement]") {
  Random random(1);
  int solved = 0, impossible = 0, hit_by_failures = 0;
  for (int instance = 0; instance < 500; ++instance) {
    PlacementProblem problem = random_problem(random);
    add_constraints(random, problem);
    const double expected = brute_force(problem);
    const auto found = solve(problem, exact());
    CAPTURE(instance, expected);
    CHECK(found.has_value() == std::isfinite(expected));
    if (!found) {
      ++impossible;
      continue;
    }
    ++solved;
    CHECK(feasible(problem, *found));
    CHECK(survives(problem, found->instances));
    CHECK_THAT(found->usd, WithinRel(expected, 1e-5));
    CHECK(found->bound_usd <= expected * (1 + 1e-6));
    problem.failures.lost.clear();
    if (cost(problem) < expected * (1 - 1e-6)) ++hit_by_failures;
  }
  CHECK(solved >= 200);
  CHECK(impossible >= 50);
  CHECK(hit_by_failures >= 50);
}

TEST_CASE("room that is found or refused is as the linear program has it", "[placement]") {
  Random random(4);
  int enough = 0, too_little = 0, unknown = 0;
  for (int instance = 0; instance < 2000; ++instance) {
    PlacementProblem problem = random_problem(random);
    problem.failures.load_share = uniform(random, 0.5, 2.5);
    problem.failures.late_rows = problem.late_rows;
    std::vector<int> n(problem.columns.size());
    for (int& count : n) count = static_cast<int>(uniform(random, 0, most + 1));
    std::vector<Grid> late;
    for (const PlacementProblem::LateRow& row : problem.failures.late_rows) late.push_back(late_parts(problem, row));
    const Room room = room_for_load(problem, n, late);
    if (room == Room::unknown) {
      ++unknown;
      continue;
    }
    ++(room == Room::enough ? enough : too_little);
    CHECK((room == Room::enough) == cheapest_shares(problem, n, {}, problem.failures.load_share, problem.failures.late_rows).has_value());
  }
  CHECK(enough >= 300);
  CHECK(too_little >= 150);
  CHECK(unknown <= 200);
}

TEST_CASE("a tighter constraint never costs less", "[placement]") {
  Random random(2);
  for (int instance = 0; instance < 40; ++instance) {
    PlacementProblem problem = random_problem(random);
    const double loose = cost(problem) * (1 - 1e-6);
    PlacementProblem survives_half = problem;
    survives_half.failures = {{{0}, {1}, {2}}, 0.5, problem.late_rows, {}};
    PlacementProblem survives_all = survives_half;
    survives_all.failures.load_share = 1;
    PlacementProblem survives_pairs = survives_all;
    survives_pairs.failures.lost.push_back({1, 2});
    const double half = cost(survives_half), all = cost(survives_all);
    CHECK(half >= loose);
    CHECK(all >= half * (1 - 1e-6));
    CHECK(cost(survives_pairs) >= all * (1 - 1e-6));
    PlacementProblem with_quota = problem;
    with_quota.instance_rows = {{{{0, 1.0}, {1, 1.0}}, 0, 1}};
    CHECK(cost(with_quota) >= loose);
    PlacementProblem with_kept = problem;
    with_kept.instance_rows = {{{{3, 1.0}}, 2}};
    CHECK(cost(with_kept) >= loose);
  }
}

TEST_CASE("permuted regions cost the same", "[placement]") {
  Random random(3);
  int solved = 0;
  for (int instance = 0; instance < 40; ++instance) {
    PlacementProblem problem = random_problem(random);
    problem.failures = {{{0}, {1}, {2}}, 0.7, problem.late_rows, {}};
    PlacementProblem permuted = problem;
    const std::vector<std::size_t> from{4, 5, 0, 1, 2, 3};  // columns: region 2 first
    permuted = with_columns(problem, {0, 1, 2, 3, 4, 5});
    for (std::size_t c = 0; c < from.size(); ++c) {
      permuted.columns[c] = problem.columns[from[c]];
      permuted.columns[c].region = c / 2;
      permuted.region_fixed_usd[c / 2] = problem.region_fixed_usd[from[c] / 2];
      for (std::size_t g = 0; g < problem.groups; ++g) {
        permuted.request_usd(g, c) = problem.request_usd(g, from[c]);
        if (problem.forbidden.rows() > 0) permuted.forbidden(g, c) = problem.forbidden(g, from[c]);
        for (std::size_t i = 0; i < problem.late_rows.size(); ++i)
          permuted.late_rows[i].late_share(g, c) = permuted.failures.late_rows[i].late_share(g, c) = problem.late_rows[i].late_share(g, from[c]);
      }
    }
    const double expected = cost(problem);
    if (std::isinf(expected)) {
      CHECK(std::isinf(cost(permuted)));
      continue;
    }
    ++solved;
    CHECK_THAT(cost(permuted), WithinRel(expected, 1e-6));
  }
  CHECK(solved >= 15);
}

TEST_CASE("two equal regions that survive the loss of each carry the load twice", "[placement]") {
  PlacementProblem problem = test::two_regions();
  CHECK_THAT(cost(problem), WithinRel(550, 1e-9));  // five instances in one region
  problem.failures.lost = {{0}, {1}};
  CHECK_THAT(cost(problem), WithinRel(1100, 1e-9));  // five in each
  problem.failures.load_share = 0.6;
  CHECK_THAT(cost(problem), WithinRel(700, 1e-9));  // three in each: six carry 10, three carry 6
}

}  // namespace
}  // namespace tradewind::placement
