#include "pool/classic.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pool/entry_file.h"
#include "tradewind/scenarios/problem.h"
#include "world/batch_server.h"
#include "world/catalogue_names.h"
#include "world/measured_batch.h"

namespace tradewind::pool_file {
namespace {

using language::Reading;

// Of the model and the GPU, by the backend that is asked for or the fastest one.
std::optional<BatchModel> catalogue_batch(const language::BatchTiming& from, const std::string& path, Reading& reading) {
  if (from.model().empty()) {
    reading.error(path, {"a gpu without a model", "the model that it serves", R"("model": "ResNet50 v1.5")"});
    return std::nullopt;
  }
  const std::string gpu = Catalogue::shipped().find_gpu(from.gpu()).entry->name;
  std::vector<std::string> backends;
  std::optional<BatchModel> fastest;
  for (const BatchModel& model : Catalogue::shipped().batch_models()) {
    if (model.gpu != gpu || model.model != from.model()) continue;
    backends.push_back(model.backend);
    if (!from.backend().empty() && from.backend() != model.backend) continue;
    if (!fastest || model.batch_ms(1) < fastest->batch_ms(1)) fastest = model;
  }
  if (backends.empty())
    reading.error(path, {fmt::format("{} on {}, which the catalogue has no timing of", from.model(), gpu),
                         "a pair of `tradewind catalog classic-models`, or a line"});
  else if (!fastest)
    reading.error(path + "/backend", {fmt::format("the backend \"{}\"", from.backend()),
                                      fmt::format("a backend that was measured with this model and GPU: \"{}\"", fmt::join(backends, "\", \""))});
  return fastest;
}

std::optional<BatchModel> line_batch(const language::BatchLine& line, const std::string& path, Reading& reading) {
  if (line.base_ms() + line.ms_per_item() <= 0) {
    reading.error(path, {"batches that take no time", "base_ms or ms_per_item above 0"});
    return std::nullopt;
  }
  return BatchModel{.source = "line, as given",
                    .base_ms = line.base_ms(),
                    .ms_per_item = line.ms_per_item(),
                    .base_gpu_share = line.base_gpu_share(),
                    .frontend_ms = line.frontend_ms()};
}

std::optional<BatchModel> calibrated_batch(const std::string& name, const std::string& path, Reading& reading) {
  const auto entry = entry_file(name, path, reading);
  if (!entry) return std::nullopt;
  language::MeasuredBatch measured;
  Reading inner(entry->file.string());
  language::read_message(entry->text, resolution::catalogue_names(), measured, inner);
  BatchModel model = resolution::batch_model_of(inner, "", measured);
  if (Problems problems = inner.problems.sorted(); has_errors(problems)) throw InvalidInput(std::move(problems));
  model.source += fmt::format(" ({})", entry->file.filename().string());
  return model;
}

std::optional<BatchModel> batch_of(const language::BatchTiming& from, const std::string& path, Reading& reading) {
  if (!from.calibration().empty()) return calibrated_batch(from.calibration(), path + "/calibration", reading);
  if (from.has_line()) return line_batch(from.line(), path + "/line", reading);
  return catalogue_batch(from, path, reading);
}

}  // namespace

ClassicPool classic_pool(const language::PoolFile& file, Reading& reading) {
  for (const char* other : {"/balancing", "/server", "/iteration", "/groups", "/kv_transfer"})
    if (reading.given(other))
      reading.error(other, {fmt::format("{} beside classic", other + 1), "one kind of server: a classic model has all of its settings in classic"});
  ClassicPool pool;
  pool.replicas = std::max(file.replicas(), 1);
  if (!reading.sound("/classic")) return pool;
  pool.server = resolution::batch_server_of(reading, "/classic", file.classic());
  pool.balancing = resolution::batch_balancing_of(file.classic());
  if (file.classic().has_batch()) pool.batch = batch_of(file.classic().batch(), "/classic/batch", reading);
  return pool;
}

}  // namespace tradewind::pool_file
