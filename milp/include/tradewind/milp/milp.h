// A mixed-integer linear program as plain data, and its exact solution by COIN-OR Cbc.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace tradewind::milp {

struct Row {
  double lower = 0, upper = 0;
  std::vector<std::pair<int, double>> terms;  // column, coefficient; each column at most once
};

// A limit that is none, as COIN-OR takes it.
inline constexpr double no_limit = 1e30;

// Minimise cost * x subject to the rows and the bounds of the columns.
struct Milp {
  std::vector<double> cost, lower, upper;
  std::vector<char> integer;
  std::vector<Row> rows;

  int add_column(double unit_cost, double low, double high, bool is_integer);
  void add_row(double low, double high, std::vector<std::pair<int, double>> terms);
};

// Makes a feasible point of a fractional one, or nothing. The result is checked against every row before it is used.
using Rounding = std::function<std::optional<std::vector<double>>(const double* fractional)>;

struct SolveOptions {
  double relative_gap = 0.01;
  // The effort is limited by counts, so that the same input gives the same answer; `seconds` is a safety net for slow machines only.
  int max_nodes = 200;
  int max_iterations = 60000;  // of the simplex method, over all nodes
  double seconds = 20;
  std::vector<double> start;  // a feasible point to begin with, or empty
  Rounding rounding;
  std::stop_token stop;  // ends the search early; the caller asks the token whether it did
};

enum class Status { solved, infeasible, undecided };  // undecided: a limit was reached before any solution was found

struct Solution {
  Status status = Status::undecided;
  std::vector<double> x;
  double objective = 0;
  double bound = 0;                // proven: no solution costs less
  std::vector<double> duals = {};  // of `relax` only, by row: how the objective grows with the limit that binds; <= 0 for an upper one
};

Solution solve(const Milp& problem, const SolveOptions& options = {});

// The same without integrality: the relaxation.
Solution relax(const Milp& problem);

// A relaxation that is solved again and again while the upper limits of its rows move: each time from where the last one ended (the dual simplex
// method), which takes a few steps instead of all of them.
class MovingRelaxation {
 public:
  explicit MovingRelaxation(const Milp& problem);
  ~MovingRelaxation();
  MovingRelaxation(MovingRelaxation&&) noexcept;
  MovingRelaxation& operator=(MovingRelaxation&&) noexcept;

  void set_upper(std::size_t row, double upper);
  Solution solve();

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace tradewind::milp
