#include "world/measured_batch.h"

#include <fmt/format.h>

#include <algorithm>

#include "world/resolution.h"

namespace tradewind::resolution {

BatchModel batch_model_of(language::Reading& reading, const std::string& path, const language::MeasuredBatch& from) {
  if (reading.sound(path) && from.base_ms() + from.ms_per_item() <= 0)
    reading.error(path, {"batches that take no time", "base_ms or ms_per_item above 0"});
  const CatalogueGpu* gpu = Catalogue::shipped().find_gpu(from.gpu()).entry;
  return {.model = from.model(),
          .gpu = gpu == nullptr ? from.gpu() : gpu->name,
          .backend = from.backend(),
          .source = "calibrated",
          .base_ms = from.base_ms(),
          .ms_per_item = from.ms_per_item(),
          .mean_error = from.mean_error(),
          .batch_max = from.batch_max(),
          .base_gpu_share = from.base_gpu_share(),
          .frontend_ms = from.frontend_ms()};
}

std::vector<BatchModel> batch_models_of(language::Reading& reading, const std::string& path,
                                        const google::protobuf::RepeatedPtrField<language::MeasuredBatch>& from) {
  std::vector<BatchModel> models;
  for (int i = 0; i < from.size(); ++i) {
    const std::string at = element(path, i);
    BatchModel model = batch_model_of(reading, at, from[i]);
    if (!reading.sound(at)) continue;
    const auto same_place = [&](const BatchModel& other) { return other.gpu == model.gpu && other.backend == model.backend; };
    if (!models.empty() && model.model != models.front().model)
      reading.error(at + "/model", {fmt::format("\"{}\" beside \"{}\"", model.model, models.front().model), "entries of one model"});
    else if (std::ranges::any_of(models, same_place))
      reading.error(at, {fmt::format("a second entry for {} with the backend \"{}\"", model.gpu, model.backend), "one for each GPU and backend"});
    else
      models.push_back(std::move(model));
  }
  return models;
}

}  // namespace tradewind::resolution
