#include "study/evaluation.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "study/fnv1a.h"

namespace tradewind::study {
namespace {

constexpr char separator = '\x1e';

}  // namespace

std::string to_text(const Evaluation& evaluation) {
  Outcome outcome = evaluation.outcome;
  outcome.wall_s = 0;
  std::string text = to_json(outcome) + separator + to_json(evaluation.bill);
  if (evaluation.expected_availability) text += separator + nlohmann::json(*evaluation.expected_availability).dump();
  return text;
}

Evaluation evaluation_from_text(std::string_view text) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) throw std::runtime_error("an evaluation in the study is damaged");
  const std::size_t second = text.find(separator, at + 1);
  Evaluation evaluation{outcome_from_json(text.substr(0, at)), bill_from_json(text.substr(at + 1, second - at - 1))};
  if (second != std::string_view::npos) evaluation.expected_availability = nlohmann::json::parse(text.substr(second + 1)).get<double>();
  return evaluation;
}

std::string evaluation_key(std::string_view price_book, std::string_view topology_json, std::optional<int> replications) {
  return fmt::format("evaluation:{}:{}{}", price_book, fnv1a_hex(topology_json), replications ? fmt::format(":{}", *replications) : "");
}

}  // namespace tradewind::study
