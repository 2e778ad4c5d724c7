#include "pool/iteration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

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

// The variants of the model that were timed, for a message.
std::string timed_variants(const std::string& model) {
  std::set<std::string> variants;
  for (const IterationModel& timing : Catalogue::shipped().iteration_models())
    if (timing.model == model) variants.insert(fmt::format("{} {} tp {}", timing.gpu, timing.dtype, timing.tensor_parallel));
  return fmt::format("{}", fmt::join(variants, ", "));
}

std::optional<IterationModel> catalogue_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading) {
  if (entry.model().empty()) {
    reading.error(path, {"a gpu without a model", "the model that it serves", R"("model": "Llama-3.1-8B")"});
    return std::nullopt;
  }
  const std::string dtype = language::json_name(*language::Dtype_descriptor()->FindValueByNumber(entry.dtype()));
  for (const IterationModel& timing : Catalogue::shipped().iteration_models())
    if (timing.gpu == entry.gpu() && timing.model == entry.model() && timing.dtype == dtype && timing.tensor_parallel == entry.tp()) return timing;
  reading.error(path, {fmt::format("{} in {} with tp {} on {}, which was not timed", entry.model(), dtype, entry.tp(), entry.gpu()),
                       "a timed one: " + timed_variants(entry.model())});
  return std::nullopt;
}

}  // namespace

std::optional<IterationModel> iteration_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading) {
  return entry.has_affine() ? affine_model(entry.affine(), path + "/affine", reading) : catalogue_model(entry, path, reading);
}

}  // namespace tradewind::pool_file
