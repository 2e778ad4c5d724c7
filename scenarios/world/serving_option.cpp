#include "world/serving_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace tradewind::resolution {
namespace {

// Of a request while it is served: the prompt and, on average, half the answer.
int mean_context(const LlmServing& llm) {
  return std::max(1, static_cast<int>(llm.system_prompt_tokens + llm.prompt_tokens.mean() + llm.output_tokens.mean() / 2));
}

std::optional<ServingOption> llm_option(const Catalogue& catalogue, const LlmServing& llm, const Offer& offer, std::string& why_not) {
  const int gpus = llm.gpus_per_replica();
  if (offer.gpu_count < gpus) {
    why_not = llm.disaggregation ? fmt::format("{}: {} servers with tensor_parallel {} need more GPUs than the instance has", offer.gpu,
                                               llm.disaggregation->servers(), llm.tensor_parallel)
                                 : fmt::format("{}: tensor_parallel {} needs more GPUs than the instance has", offer.gpu, llm.tensor_parallel);
    return std::nullopt;
  }
  const IterationQuery query{
      .gpu = offer.gpu, .model = llm.model, .dtype = llm.dtype, .tensor_parallel = llm.tensor_parallel, .context_tokens = mean_context(llm)};
  IterationAnswer timing = catalogue.iteration_model(query);
  const KvCapacity memory = catalogue.kv_capacity(query, kv_cache_settings(llm.server));
  why_not = timing.model ? memory.why_not : timing.why_not;
  const std::int64_t room = memory.blocks * llm.server.block_size, longest = llm.longest_request();
  if (why_not.empty() && !llm.context_by_memory && llm.server.max_model_len > room)
    why_not =
        fmt::format("{}: max_model_len {} does not fit beside the weights; there is room for {} tokens", offer.gpu, llm.server.max_model_len, room);
  if (why_not.empty() && llm.context_by_memory && std::min<std::int64_t>(longest, llm.server.max_model_len) > room)
    why_not = fmt::format("{}: the longest request, {} tokens, does not fit beside the weights; there is room for {}", offer.gpu, longest, room);
  if (!why_not.empty()) return std::nullopt;
  return ServingOption{0, 0, std::move(*timing.model), gpus, offer.gpu_count / gpus, memory.blocks};
}

// The fastest backend that was measured, by the scenario's own measurements if it has some, at the batch of a single request.
std::optional<ServingOption> classic_option(const Catalogue& catalogue, const ClassicServing& classic, const Offer& offer, std::string& why_not) {
  const std::span<const BatchModel> known = classic.measured.empty() ? catalogue.batch_models() : std::span(classic.measured);
  const BatchModel* fastest = nullptr;
  for (const BatchModel& model : known) {
    if (model.gpu != offer.gpu || model.model != classic.model) continue;
    if (fastest == nullptr || model.batch_ms(classic.items_per_request) < fastest->batch_ms(classic.items_per_request)) fastest = &model;
  }
  if (fastest != nullptr) return ServingOption{0, 0, *fastest, 1, offer.gpu_count, 0};
  why_not = classic.measured.empty() ? fmt::format("{}: no timing of {}", offer.gpu, classic.model)
                                     : fmt::format("{}: {} was not measured on it", offer.gpu, classic.model);
  return std::nullopt;
}

}  // namespace

KvCacheSettings kv_cache_settings(const VllmServer& server) {
  return {server.gpu_memory_utilization, server.block_size, server.max_num_batched_tokens};
}

std::optional<ServingOption> serving_option(const Catalogue& catalogue, const Workload& workload, const Offer& offer, std::string& why_not) {
  if (const auto* llm = std::get_if<LlmServing>(&workload.serving)) return llm_option(catalogue, *llm, offer, why_not);
  return classic_option(catalogue, std::get<ClassicServing>(workload.serving), offer, why_not);
}

}  // namespace tradewind::resolution
