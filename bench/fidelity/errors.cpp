#include "fidelity/errors.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "median_and_mean.h"

namespace tradewind::fidelity {
double error_percent(double measured, double predicted) { return (predicted / measured - 1) * 100; }

void Errors::add(const Case& test, const Prediction& prediction) {
  overloads_missed += test.overloaded && !prediction.overloaded;
  false_overloads += !test.overloaded && prediction.overloaded;
  if (test.overloaded) return;
  const Latencies &m = test.measured, &p = prediction.run;
  const auto add = [](std::vector<double>& errors, double measured, double predicted) {
    if (measured > 0) errors.push_back(std::abs(error_percent(measured, predicted)));
  };
  add(e2e_mean, m.e2e_mean, p.e2e_mean);
  add(e2e_p99, m.e2e_p99, p.e2e_p99);
  add(ttft_mean, m.ttft_mean, p.ttft_mean);
  add(ttft_p90, m.ttft_p90, p.ttft_p90);
  add(ttft_p99, m.ttft_p99, p.ttft_p99);
  add(decode_mean, m.decode_mean(), p.decode_mean());
}

std::vector<Prediction> predict_all(const std::vector<const Case*>& cases, const Settings& settings) {
  std::vector<Prediction> predictions(cases.size());
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < cases.size(); ++i) predictions[i] = predict(*cases[i], settings);
  return predictions;
}

Errors errors_of(const std::vector<const Case*>& cases, const Settings& settings) {
  Errors errors;
  const std::vector<Prediction> predictions = predict_all(cases, settings);
  for (std::size_t i = 0; i < cases.size(); ++i) errors.add(*cases[i], predictions[i]);
  return errors;
}

std::string errors_csv(const std::vector<const Case*>& cases, const std::vector<Prediction>& predictions) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i]->overloaded) continue;
    const IterationQuery& query = cases[i]->query;
    const Latencies &m = cases[i]->measured, &p = predictions[i].run;
    rows.push_back(fmt::format("{},{},{},{},{:.1f},{:.1f},{:.1f}\n", Catalogue::shipped().find_gpu(query.gpu).entry->name,
                               Catalogue::shipped().find_model(query.model).entry->name, query.dtype, query.tensor_parallel,
                               error_percent(m.e2e_mean, p.e2e_mean), error_percent(m.ttft_mean, p.ttft_mean),
                               error_percent(m.ttft_p99, p.ttft_p99)));
  }
  std::ranges::sort(rows);
  return fmt::format("gpu,model,dtype,tensor_parallel,e2e_mean_error_percent,ttft_mean_error_percent,ttft_p99_error_percent\n{}",
                     fmt::join(rows, ""));
}

std::string markdown_heads() {
  return "E2E mean | E2E p99 | TTFT mean | TTFT p90 | TTFT p99 | E2E − TTFT | overloads missed / false |\n|---|---|---|---|---|---|---|---|";
}

std::string markdown_cells(const Errors& e) {
  return fmt::format("{} | {} | {} | {} | {} | {} | {} / {} |", median_and_mean(e.e2e_mean), median_and_mean(e.e2e_p99), median_and_mean(e.ttft_mean),
                     median_and_mean(e.ttft_p90), median_and_mean(e.ttft_p99), median_and_mean(e.decode_mean), e.overloads_missed, e.false_overloads);
}

}  // namespace tradewind::fidelity
