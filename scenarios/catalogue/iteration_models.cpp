#include "catalogue/iteration_models.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using nlohmann::json;

[[noreturn]] void reject(const std::string& found, const std::string& expected) {
  throw InvalidInput(Problems{{Severity::error, "iteration_models.json", 0, 0, "", found, expected, ""}});
}

Table1d table(const json& object, const char* x_name) {
  Table1d result{object.at(x_name).get<std::vector<double>>(), object.at("ms").get<std::vector<double>>()};
  const bool ascending = std::is_sorted(result.x.begin(), result.x.end(), std::less_equal<>());
  if (result.x.empty() || result.x.size() != result.y.size() || !ascending) reject(object.dump(), "as many times as ascending abscissas");
  return result;
}

IterationModel read_model(const json& object) {
  IterationModel model;
  model.gpu = object.at("gpu");
  model.model = object.at("model");
  model.dtype = object.at("dtype");
  model.source = object.at("source");
  model.tensor_parallel = object.at("tp");
  model.linear = table(object.at("linear"), "tokens");
  model.lm_head = table(object.at("lm_head"), "sequences");
  const json &decode = object.at("attn_decode"), &prefill = object.at("attn_prefill");
  model.decode_const_ms = decode.at("const_ms");
  model.decode_ms_per_seq = decode.at("ms_per_seq");
  model.decode_ms_per_kv_token = decode.at("ms_per_kv_token");
  model.prefill_const_ms = prefill.at("const_ms");
  model.prefill_ms_per_token = prefill.at("ms_per_token");
  model.prefill_ms_per_pair = prefill.at("ms_per_token_pair");
  model.max_kv_tokens = object.at("max_kv_tokens");
  model.weights_bytes = object.at("weights_bytes");
  model.kv_bytes_per_token = object.at("kv_bytes_per_token");
  return model;
}

}  // namespace

std::vector<IterationModel> read_iteration_models(std::string_view text) {
  try {
    std::vector<IterationModel> models;
    for (const json& object : json::parse(text)) models.push_back(read_model(object));
    return models;
  } catch (const json::exception& problem) {
    reject(problem.what(), "a list of iteration models");
  }
}

}  // namespace tradewind
