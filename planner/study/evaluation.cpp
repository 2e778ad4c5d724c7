#include "study/evaluation.h"

#include <fmt/core.h>

#include "study/fnv1a.h"

namespace tradewind::study {
namespace {

constexpr char separator = '\x1e';

}  // namespace

std::string to_text(const Evaluation& evaluation) {
  Outcome outcome = evaluation.outcome;
  outcome.wall_s = 0;
  return to_json(outcome) + separator + to_json(evaluation.bill);
}

Evaluation evaluation_from_text(std::string_view text) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) throw std::runtime_error("an evaluation in the study is damaged");
  return {outcome_from_json(text.substr(0, at)), bill_from_json(text.substr(at + 1))};
}

std::string evaluation_key(std::string_view price_book, std::string_view topology_json, std::optional<int> replications) {
  return fmt::format("evaluation:{}:{}{}", price_book, fnv1a_hex(topology_json), replications ? fmt::format(":{}", *replications) : "");
}

}  // namespace tradewind::study
