#include "pool/iteration.h"

#include <fmt/format.h>

#include <filesystem>

#include "language/field.h"
#include "pool/entry_file.h"
#include "tradewind/scenarios/problem.h"
#include "world/catalogue_names.h"
#include "world/vllm_server.h"

namespace tradewind::pool_file {
namespace {

IterationQuery iteration_query(const language::PoolIteration& entry) {
  return {.gpu = entry.gpu(), .model = entry.model(), .dtype = resolution::dtype_name(entry.dtype()), .tensor_parallel = entry.tp()};
}

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
  const IterationQuery query = iteration_query(entry);
  IterationAnswer answer = Catalogue::shipped().iteration_model(query);
  if (!answer.model)
    reading.error(path, {fmt::format("{} in {} with tp {} ({})", entry.model(), query.dtype, entry.tp(), answer.why_not),
                         "a model, format and split that the GPU runs"});
  return std::move(answer.model);
}

// The model of a hardware entry, with its constants.
std::optional<ResolvedIteration> calibrated_model(const std::string& name, const std::string& path, language::Reading& reading) {
  const auto entry = entry_file(name, path, reading);
  if (!entry) return std::nullopt;
  language::HardwareFile hardware;
  language::Reading inner(entry->file.string());
  language::read_message(entry->text, resolution::catalogue_names(), hardware, inner);
  std::optional<ResolvedIteration> resolved;
  if (inner.sound("") && !has_errors(inner.problems.sorted())) {
    if (hardware.iteration().has_affine() || !hardware.iteration().gpu().empty())
      resolved = iteration_model(hardware.iteration(), "/iteration", inner);
    else
      inner.error("/iteration", {"a calibration inside a calibration", "a gpu or affine"});
  }
  if (!resolved) throw InvalidInput(inner.problems.sorted());
  resolved->model.scale = hardware.scale();
  resolved->model.host_ms = hardware.host_ms();
  resolved->model.host_ms_per_seq = hardware.host_ms_per_seq();
  resolved->model.frontend_ms = hardware.frontend_ms();
  resolved->model.source += fmt::format(", calibrated ({})", entry->file.filename().string());
  return resolved;
}

}  // namespace

std::optional<ResolvedIteration> iteration_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading) {
  if (!entry.calibration().empty()) return calibrated_model(entry.calibration(), path + "/calibration", reading);
  const auto model = entry.has_affine() ? affine_model(entry.affine(), path + "/affine", reading) : catalogue_model(entry, path, reading);
  if (!model) return std::nullopt;
  return ResolvedIteration{*model, entry.has_affine(), iteration_query(entry)};
}

language::PoolIteration entry_of(const IterationModel& model) {
  language::PoolIteration entry;
  entry.set_tp(model.tensor_parallel);
  if (model.gpu.empty()) {
    language::AffineIteration& affine = *entry.mutable_affine();
    affine.set_base_ms(model.base_ms);
    affine.set_per_token_ms(model.ms_per_token);
    affine.set_per_prefill_pair_ms(model.prefill_ms_per_pair);
    affine.set_per_kv_token_ms(model.decode_ms_per_kv_token);
    affine.set_kv_bytes_per_token(static_cast<std::int32_t>(model.kv_bytes_per_token));
    return entry;
  }
  entry.set_gpu(model.gpu);
  entry.set_model(model.model);
  for (const language::EnumValueDescriptor* dtype : language::choices(*language::Dtype_descriptor()))
    if (language::json_name(*dtype) == model.dtype) entry.set_dtype(static_cast<language::Dtype>(dtype->number()));
  return entry;
}

}  // namespace tradewind::pool_file
