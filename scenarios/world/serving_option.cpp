#include "world/serving_option.h"

#include <fmt/format.h>

namespace tradewind::resolution {
namespace {

std::optional<ServingOption> llm_option(const Catalogue& catalogue, const LlmServing& llm, const Offer& offer, std::string& why_not) {
  const IterationModel* timing = nullptr;
  for (const IterationModel& model : catalogue.iteration_models())
    if (model.gpu == offer.gpu && model.model == llm.model && model.dtype == llm.dtype && model.tensor_parallel == llm.tensor_parallel)
      timing = &model;
  if (timing == nullptr)
    why_not = fmt::format("{}: no timing of {} in {} with tensor_parallel {}", offer.gpu, llm.model, llm.dtype, llm.tensor_parallel);
  else if (offer.gpu_count < llm.tensor_parallel)
    why_not = fmt::format("{}: tensor_parallel {} needs more GPUs than the instance has", offer.gpu, llm.tensor_parallel);
  else if (llm.server.max_model_len > timing->max_kv_tokens)
    why_not = fmt::format("{}: max_model_len {} does not fit beside the weights; there is room for {} tokens", offer.gpu, llm.server.max_model_len,
                          timing->max_kv_tokens);
  else
    return ServingOption{0, 0, *timing, llm.tensor_parallel, offer.gpu_count / llm.tensor_parallel, timing->max_kv_tokens / llm.server.block_size};
  return std::nullopt;
}

double batch_ms(const BatchModel& model, int items) { return model.base_ms + model.ms_per_item * items; }

// The fastest backend that was measured, at the batch of a single request.
std::optional<ServingOption> classic_option(const Catalogue& catalogue, const ClassicServing& classic, const Offer& offer, std::string& why_not) {
  const BatchModel* fastest = nullptr;
  for (const BatchModel& model : catalogue.batch_models()) {
    if (model.gpu != offer.gpu || model.model != classic.model) continue;
    if (fastest == nullptr || batch_ms(model, classic.items_per_request) < batch_ms(*fastest, classic.items_per_request)) fastest = &model;
  }
  if (fastest != nullptr) return ServingOption{0, 0, *fastest, 1, offer.gpu_count, 0};
  why_not = fmt::format("{}: no timing of {}", offer.gpu, classic.model);
  return std::nullopt;
}

}  // namespace

std::optional<ServingOption> serving_option(const Catalogue& catalogue, const Workload& workload, const Offer& offer, std::string& why_not) {
  if (const auto* llm = std::get_if<LlmServing>(&workload.serving)) return llm_option(catalogue, *llm, offer, why_not);
  return classic_option(catalogue, std::get<ClassicServing>(workload.serving), offer, why_not);
}

}  // namespace tradewind::resolution
