#include "tradewind/planner/estimate.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace tradewind::compare_studies {
namespace {

double student_t(double degrees_of_freedom) { return boost::math::quantile(boost::math::students_t(degrees_of_freedom), 0.975); }

// Variance of the mean of independent values.
double variance_of_mean(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / (n - 1) / n;
}

double variance_of_mean(const Estimate& e) {
  if (!e.replications.empty()) return variance_of_mean(e.replications);
  const double deviation = e.half_width / student_t(e.count - 1);
  return deviation * deviation;
}

double paired_half_width(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> differences;
  for (std::size_t r = 0; r < a.size(); ++r) differences.push_back(b[r] - a[r]);
  return student_t(static_cast<double>(a.size()) - 1) * std::sqrt(variance_of_mean(differences));
}

// Welch (1947), with Satterthwaite's degrees of freedom.
double welch_half_width(const Estimate& a, const Estimate& b) {
  const double of_a = variance_of_mean(a), of_b = variance_of_mean(b), sum = of_a + of_b;
  if (sum == 0) return 0;
  return student_t(sum * sum / (of_a * of_a / (a.count - 1) + of_b * of_b / (b.count - 1))) * std::sqrt(sum);
}

// Billed by what requests send, store and ask, not by time.
bool moves_with_requests(const BillLine& line) { return line.price.unit == "GB" || line.price.unit.starts_with("million"); }

}  // namespace

Estimate latency_of(const Candidate& candidate) {
  const Outcome& outcome = candidate.outcome;
  return {.figure = candidate.latency_ms(),
          .replications = outcome.replication_latency_ms,
          .count = outcome.replications,
          .half_width = outcome.latency.perceived_at_objective_ci95_ms,
          .seed = outcome.seed};
}

Estimate cost_of(const Candidate& candidate) {
  const Outcome& outcome = candidate.outcome;
  Estimate cost{.figure = candidate.monthly_usd(), .count = outcome.replications, .seed = outcome.seed};
  double moving = 0, requests = 0;
  for (const BillLine& line : candidate.bill.lines)
    if (moves_with_requests(line)) moving += line.amount.usd();
  for (const std::uint64_t count : outcome.replication_requests) requests += static_cast<double>(count);
  for (const std::uint64_t count : outcome.replication_requests) {
    const double share = static_cast<double>(count) * static_cast<double>(outcome.replication_requests.size()) / std::max(requests, 1.0);
    cost.replications.push_back(cost.figure + moving * (share - 1));
  }
  return cost;
}

Difference difference(const Estimate& a, const Estimate& b) {
  Difference result{.a = a.figure, .b = b.figure};
  result.known = a.count >= 2 && b.count >= 2;
  if (!result.known) return result;
  result.paired = a.seed == b.seed && !a.replications.empty() && a.replications.size() == b.replications.size();
  result.half_width = result.paired ? paired_half_width(a.replications, b.replications) : welch_half_width(a, b);
  return result;
}

Difference paired_difference(std::span<const double> a, std::span<const double> b) {
  const std::size_t common = std::min(a.size(), b.size());
  const auto estimate = [&](std::span<const double> all) {
    Estimate e{.replications = {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(common)}, .count = static_cast<int>(common)};
    e.figure = std::accumulate(e.replications.begin(), e.replications.end(), 0.0) / static_cast<double>(std::max<std::size_t>(common, 1));
    return e;
  };
  return difference(estimate(a), estimate(b));
}

}  // namespace tradewind::compare_studies

namespace tradewind {

// Sums of the same money in another order differ in the last digits.
bool Difference::real() const { return known && std::abs(difference()) > half_width + 1e-9 * std::max(std::abs(a), std::abs(b)); }

}  // namespace tradewind
