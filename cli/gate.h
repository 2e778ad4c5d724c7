// Gates: conditions on the figures of a result, for CI. "p95_ms<=250", "cost.monthly_usd<200000", "slo.attainment>=0.99".
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tradewind {

struct GateResult {
  std::string gate;
  std::optional<double> value;  // absent: nothing was measured, so that the gate is not met
  bool met = false;
};

// Each gate is PATH OP NUMBER with OP one of <= >= < > == != and PATH a dotted path into the JSON result, or one of the short names p50_ms, p95_ms,
// p99_ms, mean_ms (perceived latency) and monthly_usd. What is true counts as 1 (overloaded==0). Throws std::invalid_argument that says what was
// wrong and which names there are.
std::vector<GateResult> check_gates(const nlohmann::json& result, const std::vector<std::string>& gates);

// Prints each gate's value to stderr; true when all are met.
bool report_gates(const std::vector<GateResult>& results);

}  // namespace tradewind
