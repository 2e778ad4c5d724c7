// Errors of predictions, as shares of what was measured.
#pragma once

#include <string>
#include <vector>

#include "fidelity/prediction.h"

namespace tradewind::fidelity {

// Absolute errors in percent of measured, one a run.
struct Errors {
  std::vector<double> e2e_mean, e2e_p99, ttft_mean, ttft_p90, ttft_p99, decode_mean;
  int overloads_missed = 0, false_overloads = 0;

  void add(const Case& test, const Prediction& prediction);
};

// predicted / measured - 1 in percent.
double error_percent(double measured, double predicted);

// Predicts the cases on all cores, in their order.
std::vector<Prediction> predict_all(const std::vector<const Case*>& cases, const Settings& settings);
Errors errors_of(const std::vector<const Case*>& cases, const Settings& settings);

// The table that the catalogue ships (timing_errors.csv): a row for each case that is not overloaded. Errors alone: measurements stay where they are.
std::string errors_csv(const std::vector<const Case*>& cases, const std::vector<Prediction>& predictions);

// Cells of a Markdown table: "median / mean" of each figure, and of the overloads "missed / false".
std::string markdown_heads();
std::string markdown_cells(const Errors& errors);

}  // namespace tradewind::fidelity
