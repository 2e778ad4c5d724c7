#include "pool/iteration.h"

#include <fmt/format.h>

#include "language/field.h"

namespace tradewind::pool_file {
namespace {

// What is given is taken as it is: no host time, no front end.
std::optional<IterationModel> affine_model(const language::AffineIteration& affine, const std::string& path, language::Reading& reading) {
  if (affine.base_ms() + affine.per_token_ms() <= 0) {
    reading.error(path, {"iterations that take no time", "base_ms or per_token_ms above 0"});
    return std::nullopt;
  }
  IterationModel model;
  model.source = "affine, as given";
  model.base_ms = affine.base_ms();
  model.ms_per_token = affine.per_token_ms();
  model.prefill_ms_per_pair = affine.per_prefill_pair_ms();
  model.decode_ms_per_kv_token = affine.per_kv_token_ms();
  model.kv_bytes_per_token = affine.kv_bytes_per_token();
  return model;
}

std::optional<IterationModel> catalogue_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading) {
  if (entry.model().empty()) {
    reading.error(path, {"a gpu without a model", "the model that it serves", R"("model": "Llama-3.1-8B")"});
    return std::nullopt;
  }
  IterationAnswer answer = Catalogue::shipped().iteration_model(iteration_query(entry));
  if (!answer.model)
    reading.error(path, {fmt::format("{} in {} with tp {} ({})", entry.model(), iteration_query(entry).dtype, entry.tp(), answer.why_not),
                         "a model, format and split that the GPU runs"});
  return std::move(answer.model);
}

}  // namespace

IterationQuery iteration_query(const language::PoolIteration& entry) {
  return {.gpu = entry.gpu(),
          .model = entry.model(),
          .dtype = language::json_name(*language::Dtype_descriptor()->FindValueByNumber(entry.dtype())),
          .tensor_parallel = entry.tp()};
}

std::optional<IterationModel> iteration_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading) {
  return entry.has_affine() ? affine_model(entry.affine(), path + "/affine", reading) : catalogue_model(entry, path, reading);
}

}  // namespace tradewind::pool_file
