#include "gate.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>

#include "terminal/style.h"

namespace tradewind {
namespace {

const std::map<std::string, std::string> short_names = {{"p50_ms", "latency_ms.perceived.p50"},
                                                        {"p95_ms", "latency_ms.perceived.p95"},
                                                        {"p99_ms", "latency_ms.perceived.p99"},
                                                        {"mean_ms", "latency_ms.perceived.mean"},
                                                        {"monthly_usd", "cost.monthly_usd"}};

// Absent where the result says that nothing was measured.
std::optional<double> figure(const nlohmann::json& result, const std::string& name) {
  const auto alias = short_names.find(name);
  const std::string path = alias == short_names.end() ? name : alias->second;
  std::string pointer = "/" + path;
  for (char& c : pointer)
    if (c == '.') c = '/';
  const nlohmann::json::json_pointer at(pointer);
  const nlohmann::json value = result.contains(at) ? result.at(at) : nlohmann::json::object();
  if (value.is_null()) return {};
  if (value.is_boolean()) return value.get<bool>();
  if (!value.is_number()) {
    throw std::invalid_argument(
        fmt::format("gate: there is no figure '{}' in the result; use p50_ms, p95_ms, p99_ms, mean_ms, monthly_usd or a dotted path of the JSON "
                    "result such as latency_ms.ttft.p99",
                    name));
  }
  return value.get<double>();
}

bool holds(double value, const std::string& op, double bound) {
  if (op == "<=") return value <= bound;
  if (op == ">=") return value >= bound;
  if (op == "<") return value < bound;
  if (op == ">") return value > bound;
  return op == "==" ? value == bound : value != bound;
}

}  // namespace

std::vector<GateResult> check_gates(const nlohmann::json& result, const std::vector<std::string>& gates) {
  static const std::regex form(R"(\s*([A-Za-z0-9_./-]+?)\s*(<=|>=|==|!=|<|>)\s*([-+0-9.eE]+)\s*)");
  std::vector<GateResult> results;
  for (const std::string& gate : gates) {
    std::smatch parts;
    double bound = 0;
    if (!std::regex_match(gate, parts, form)) throw std::invalid_argument("gate: '" + gate + "' is not FIGURE OPERATOR NUMBER, as in 'p95_ms<=250'");
    const std::string number = parts[3];
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bound);
    if (error != std::errc() || end != number.data() + number.size()) throw std::invalid_argument("gate: '" + number + "' is not a number");
    const std::optional<double> value = figure(result, parts[1]);
    results.push_back({gate, value, value && holds(*value, parts[2], bound)});
  }
  return results;
}

bool report_gates(const std::vector<GateResult>& results) {
  bool all = true;
  for (const GateResult& result : results) {
    const auto style = result.met ? terminal::Style::green : terminal::Style::red;
    fmt::print(stderr, "gate {}: {} ({})\n", terminal::printable(result.gate), terminal::styled(result.met ? "met" : "NOT MET", style, stderr),
               result.value ? fmt::format("is {:.6g}", *result.value) : "nothing was measured");
    all = all && result.met;
  }
  return all;
}

}  // namespace tradewind
