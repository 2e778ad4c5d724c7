#include "catalogue/kv_capacity.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "catalogue/iteration_query.h"
#include "catalogue/number_format.h"

namespace tradewind {
namespace {

constexpr double gib = 1024.0 * 1024 * 1024;

struct Memory {
  double usable = 0, weights = 0, reserved = 0;  // bytes a GPU
  double free() const { return usable - weights - reserved; }
};

constexpr int reserved_for_tokens = 2048;

// Where the kinds of layers differ by less, vLLM pads the fewer ones instead of splitting the more.
constexpr double even_enough = 1.5;

// Activations of one more token in an iteration: residual stream, norm and attention output, and the widest layer's intermediate results, which
// tensor parallelism splits. Experts keep one set for each expert that a token is routed to.
double activation_bytes_per_token(const ModelArchitecture& model, int tensor_parallel) {
  const bool has_dense_layers = model.layers > model.moe_layers();
  const double dense = 1.0 * model.mlp_matrices() * std::max(has_dense_layers ? model.intermediate : 0, model.shared_intermediate);
  const double experts = 1.0 * model.experts_per_token * (model.mlp_matrices() * model.moe_intermediate + tensor_parallel * model.hidden);
  return 2 * (4.0 * model.hidden + std::max(dense, experts) / tensor_parallel);
}

Memory memory_of(const CatalogueGpu& gpu, const ModelArchitecture& model, const NumberFormat& format, int tensor_parallel,
                 const KvCacheSettings& settings, const IterationConstants& c) {
  const double more_tokens = std::max(0, settings.max_num_batched_tokens - reserved_for_tokens);
  return {
      settings.gpu_memory_utilization * gpu.visible_gib * gib, weights_bytes(model, format) / tensor_parallel,
      1e9 * (c.reserved_gb + (tensor_parallel > 1 ? c.reserved_gb_parallel : 0)) + more_tokens * activation_bytes_per_token(model, tensor_parallel)};
}

std::int64_t blocks_of(const Memory& memory, const ModelArchitecture& model, int tensor_parallel, int context_tokens,
                       const KvCacheSettings& settings) {
  if (memory.free() <= 0) return 0;
  return static_cast<std::int64_t>(memory.free() / kv_bytes_per_block(model, tensor_parallel, context_tokens, settings.block_size));
}

// Ways in which the model would fit, nearest to the query first.
std::vector<std::string> remedies(const Catalogue& catalogue, const IterationQuery& query, const KvCacheSettings& settings) {
  const auto fits = [&](const IterationQuery& other) {
    const ResolvedQuery resolved = resolve(catalogue, other);
    if (!resolved.why_not.empty()) return false;
    return memory_of(*resolved.gpu, *resolved.model, *resolved.format, other.tensor_parallel, settings, other.constants).free() > 0;
  };
  std::vector<std::string> found;
  for (int gpus = query.tensor_parallel + 1; gpus <= 16 && found.empty(); ++gpus) {
    IterationQuery other = query;
    other.tensor_parallel = gpus;
    if (fits(other)) found.push_back(fmt::format("tensor_parallel {}", gpus));
  }
  for (const char* dtype : {"fp8", "int4"}) {
    IterationQuery other = query;
    other.dtype = dtype;
    if (fits(other)) {
      found.push_back(fmt::format("dtype {}", dtype));
      break;
    }
  }
  std::vector<const CatalogueGpu*> larger;
  for (const CatalogueGpu& gpu : catalogue.gpus()) {
    IterationQuery other = query;
    other.gpu = gpu.name;
    if (fits(other)) larger.push_back(&gpu);
  }
  std::stable_sort(larger.begin(), larger.end(), [](const auto* a, const auto* b) { return a->visible_gib < b->visible_gib; });
  for (std::size_t i = 0; i < std::min<std::size_t>(3, larger.size()); ++i) found.push_back(larger[i]->name);
  return found;
}

}  // namespace

double kv_bytes_per_block(const ModelArchitecture& model, int tensor_parallel, int context_tokens, int block_size) {
  const double layers[] = {1.0 * model.full_layers(), 1.0 * model.windowed_layers, 1.0 * model.recurrent_layers};
  const double token = static_cast<double>(model.kv_bytes_per_token_per_gpu(tensor_parallel)) / std::max(1, model.attention_layers());
  double smallest = 0, largest = 0;
  for (const double count : layers) {
    if (count > 0) smallest = smallest == 0 ? count : std::min(smallest, count);
    largest = std::max(largest, count);
  }
  const double group = largest < even_enough * smallest ? largest : smallest;
  const auto groups = [group](double count) { return std::ceil(count / group); };
  // A page must hold a state: blocks then have more tokens.
  const double state = static_cast<double>(model.recurrent_state_bytes) / tensor_parallel;
  const double page_tokens = model.recurrent_layers > 0 ? block_size * std::max(1.0, std::ceil(state / (token * block_size))) : block_size;
  const double pages = std::ceil(context_tokens / page_tokens), window = std::ceil((model.sliding_window - 1) / page_tokens) + 1;
  const double held = groups(layers[0]) * pages + groups(layers[1]) * std::min(pages, window) + groups(layers[2]);
  return held * group * token * page_tokens / std::ceil(1.0 * context_tokens / block_size);
}

KvCapacity kv_capacity(const Catalogue& catalogue, const IterationQuery& query, const KvCacheSettings& settings) {
  const ResolvedQuery resolved = resolve(catalogue, query);
  if (!resolved.why_not.empty()) return {0, resolved.why_not};
  const int gpus = query.tensor_parallel;
  const Memory memory = memory_of(*resolved.gpu, *resolved.model, *resolved.format, gpus, settings, query.constants);
  const std::int64_t blocks = blocks_of(memory, *resolved.model, gpus, query.context_tokens, settings);
  if (blocks > 0) return {blocks, ""};
  const auto ways = remedies(catalogue, query, settings);
  return {0, fmt::format("{}: {} in {} does not fit: {:.1f} GB are missing on each of {} GPU{} ({:.1f} GB of weights and {:.1f} GB of working memory "
                         "for {:.1f} GB at "
                         "gpu_memory_utilization {}); {}",
                         resolved.gpu->name, resolved.model->name, resolved.format->name, std::max(0.1, -memory.free() / 1e9), gpus,
                         gpus == 1 ? "" : "s", memory.weights / 1e9, memory.reserved / 1e9, memory.usable / 1e9, settings.gpu_memory_utilization,
                         ways.empty() ? "nothing in the catalogue would fit" : fmt::format("would fit: {}", fmt::join(ways, "; ")))};
}

}  // namespace tradewind
