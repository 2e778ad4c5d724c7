#include <algorithm>
#include <cmath>

// CbcModel.hpp must come before the other headers of Cbc.
#include <coin/CbcModel.hpp>

#include <coin/CbcCutGenerator.hpp>
#include <coin/CbcEventHandler.hpp>
#include <coin/CbcHeuristic.hpp>
#include <coin/CglGomory.hpp>
#include <coin/CglMixedIntegerRounding2.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <coin/OsiClpSolverInterface.hpp>

#include "tradewind/milp/milp.h"

namespace tradewind::milp {
namespace {

constexpr double tolerance = 1e-6;

// The caller's rounding as a heuristic of Cbc.
class RoundingHeuristic final : public CbcHeuristic {
 public:
  RoundingHeuristic(CbcModel& model, const Rounding& rounding) : CbcHeuristic(model), rounding_(&rounding) { setHeuristicName("rounding"); }
  CbcHeuristic* clone() const override { return new RoundingHeuristic(*this); }
  void resetModel(CbcModel* model) override { setModel(model); }

  int solution(double& best, double* x) override {
    const OsiSolverInterface* solver = model_->solver();
    const auto rounded = (*rounding_)(solver->getColSolution());
    if (!rounded || !keeps_rows(*solver, *rounded)) return 0;
    double objective = 0;
    for (std::size_t column = 0; column < rounded->size(); ++column) objective += solver->getObjCoefficients()[column] * (*rounded)[column];
    if (objective >= best - 1e-9) return 0;
    std::copy(rounded->begin(), rounded->end(), x);
    best = objective;
    return 1;
  }

 private:
  // Against the matrix as it stands in the tree, with the branching bounds left aside.
  static bool keeps_rows(const OsiSolverInterface& solver, const std::vector<double>& x) {
    std::vector<double> activity(static_cast<std::size_t>(solver.getNumRows()));
    solver.getMatrixByCol()->times(x.data(), activity.data());
    for (std::size_t row = 0; row < activity.size(); ++row) {
      const double slack = tolerance * std::max(1.0, std::abs(activity[row]));
      if (activity[row] < solver.getRowLower()[row] - slack || activity[row] > solver.getRowUpper()[row] + slack) return false;
    }
    return true;
  }

  const Rounding* rounding_;
};

class StopHandler final : public CbcEventHandler {
 public:
  explicit StopHandler(std::stop_token token) : stop_(std::move(token)) {}
  CbcEventHandler* clone() const override { return new StopHandler(*this); }
  CbcAction event(CbcEvent) override { return stop_.stop_requested() ? stop : noAction; }

 private:
  std::stop_token stop_;
};

CoinPackedMatrix matrix_of(const Milp& problem) {
  std::vector<int> rows, columns;
  std::vector<double> values;
  for (std::size_t row = 0; row < problem.rows.size(); ++row)
    for (const auto& [column, value] : problem.rows[row].terms) {
      rows.push_back(static_cast<int>(row));
      columns.push_back(column);
      values.push_back(value);
    }
  CoinPackedMatrix matrix(true, rows.data(), columns.data(), values.data(), static_cast<CoinBigIndex>(values.size()));
  matrix.setDimensions(static_cast<int>(problem.rows.size()), static_cast<int>(problem.cost.size()));
  return matrix;
}

void load(const Milp& problem, OsiClpSolverInterface& solver) {
  std::vector<double> low, high;
  for (const Row& row : problem.rows) {
    low.push_back(row.lower);
    high.push_back(row.upper);
  }
  solver.messageHandler()->setLogLevel(0);
  solver.loadProblem(matrix_of(problem), problem.lower.data(), problem.upper.data(), problem.cost.data(), low.data(), high.data());
  for (std::size_t column = 0; column < problem.integer.size(); ++column)
    if (problem.integer[column]) solver.setInteger(static_cast<int>(column));
}

void add_cuts(CbcModel& model) {
  CglMixedIntegerRounding2 rounding;
  CglGomory gomory;
  gomory.setLimit(100);
  model.addCutGenerator(&rounding, -99, "mixed integer rounding");
  model.addCutGenerator(&gomory, -99, "gomory");
  model.setMaximumCutPassesAtRoot(8);
}

void set_limits(CbcModel& model, const SolveOptions& options) {
  model.setLogLevel(0);
  model.setAllowableFractionGap(options.relative_gap);
  model.setMaximumNodes(options.max_nodes);
  model.setMaximumNumberIterations(options.max_iterations);
  model.setUseElapsedTime(true);
  model.setMaximumSeconds(options.seconds);
  model.setNumberThreads(0);
}

double objective_of(const Milp& problem, const std::vector<double>& x) {
  double sum = 0;
  for (std::size_t column = 0; column < x.size(); ++column) sum += problem.cost[column] * x[column];
  return sum;
}

Solution result(const Milp& problem, CbcModel& model, double root_bound) {
  Solution solution;
  if (const double* best = model.bestSolution()) {
    solution.status = Status::solved;
    solution.x.assign(best, best + problem.cost.size());
    for (std::size_t column = 0; column < solution.x.size(); ++column)
      if (problem.integer[column]) solution.x[column] = std::round(solution.x[column]);
    solution.objective = objective_of(problem, solution.x);
    solution.bound = std::min(solution.objective, std::max(root_bound, model.getBestPossibleObjValue()));
  } else {
    solution.status = model.isProvenInfeasible() ? Status::infeasible : Status::undecided;
  }
  return solution;
}

}  // namespace

int Milp::add_column(double unit_cost, double low, double high, bool is_integer) {
  cost.push_back(unit_cost);
  lower.push_back(low);
  upper.push_back(high);
  integer.push_back(is_integer ? 1 : 0);
  return static_cast<int>(cost.size()) - 1;
}

void Milp::add_row(double low, double high, std::vector<std::pair<int, double>> terms) { rows.push_back({low, high, std::move(terms)}); }

Solution relax(const Milp& problem) { return MovingRelaxation(problem).solve(); }

struct MovingRelaxation::Solver {
  OsiClpSolverInterface clp;
  bool solved = false;
};

MovingRelaxation::MovingRelaxation(const Milp& problem) : solver_(std::make_unique<Solver>()) { load(problem, solver_->clp); }
MovingRelaxation::~MovingRelaxation() = default;
MovingRelaxation::MovingRelaxation(MovingRelaxation&&) noexcept = default;
MovingRelaxation& MovingRelaxation::operator=(MovingRelaxation&&) noexcept = default;

void MovingRelaxation::set_upper(std::size_t row, double upper) { solver_->clp.setRowUpper(static_cast<int>(row), upper); }

Solution MovingRelaxation::solve() {
  OsiClpSolverInterface& clp = solver_->clp;
  if (solver_->solved)
    clp.resolve();
  else
    clp.initialSolve();
  solver_->solved = true;
  if (!clp.isProvenOptimal()) return {clp.isProvenPrimalInfeasible() ? Status::infeasible : Status::undecided, {}, 0, 0, {}};
  const double *x = clp.getColSolution(), *duals = clp.getRowPrice();
  return {Status::solved, {x, x + clp.getNumCols()}, clp.getObjValue(), clp.getObjValue(), {duals, duals + clp.getNumRows()}};
}

Solution solve(const Milp& problem, const SolveOptions& options) {
  OsiClpSolverInterface solver;
  load(problem, solver);
  solver.initialSolve();
  if (solver.isProvenPrimalInfeasible()) return {Status::infeasible, {}, 0, 0, {}};
  const double root_bound = solver.isProvenOptimal() ? solver.getObjValue() : -1e300;

  CbcModel model(solver);
  set_limits(model, options);
  add_cuts(model);
  StopHandler stop_handler(options.stop);
  model.passInEventHandler(&stop_handler);
  if (options.rounding) {
    RoundingHeuristic rounding(model, options.rounding);
    model.addHeuristic(&rounding);
  }
  if (!options.start.empty())
    model.setBestSolution(options.start.data(), static_cast<int>(options.start.size()), objective_of(problem, options.start), true);
  model.branchAndBound();
  return result(problem, model, root_bound);
}

}  // namespace tradewind::milp
