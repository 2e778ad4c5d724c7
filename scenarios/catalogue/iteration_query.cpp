#include "catalogue/iteration_query.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "catalogue/number_format.h"
#include "catalogue/roofline.h"

namespace tradewind {
namespace {

std::string why_not_split(const ModelArchitecture& model, const IterationQuery& query) {
  const int n = query.tensor_parallel;
  const auto works = [&model](int gpus) {
    const bool heads = model.heads % gpus == 0;
    const bool kv = model.is_mla() || model.kv_heads % gpus == 0 || gpus % model.kv_heads == 0;
    return heads && kv && (model.intermediate % gpus == 0) && (model.moe_intermediate % gpus == 0);
  };
  if (n >= 1 && works(n)) return "";
  std::vector<int> possible;
  for (int gpus = 1; gpus <= 16; ++gpus)
    if (works(gpus)) possible.push_back(gpus);
  return fmt::format("{} heads, {} KV heads and an intermediate size of {} of {} cannot be split over tensor_parallel {}; possible: {}", model.heads,
                     model.kv_heads, model.intermediate, model.name, n, fmt::join(possible, ", "));
}

std::string format_name(const IterationQuery& query, const ModelArchitecture& model) {
  if (!query.dtype.empty()) return query.dtype;
  const std::string_view named = dtype_in_name(query.model);
  return named.empty() ? model.published_dtype : std::string(named);
}

// 16-bit formats run the same kernels.
std::string_view table_dtype(std::string_view dtype) { return dtype == "fp16" ? "bf16" : dtype; }

const IterationModel* find_table(const Catalogue& catalogue, const ResolvedQuery& resolved, const IterationQuery& query) {
  if (query.expert_parallel) return nullptr;
  for (const IterationModel& table : catalogue.kernel_tables()) {
    if (table.gpu != resolved.gpu->name || table.tensor_parallel != query.tensor_parallel || table.dtype != table_dtype(resolved.format->name))
      continue;
    if (table.model == resolved.model->name) return &table;
    const ModelArchitecture* timed = catalogue.find_model(table.model).entry;
    if (timed != nullptr && same_shape(*timed, *resolved.model)) return &table;
  }
  return nullptr;
}

double factor_of(const std::map<std::string, double>& factors, const std::string& gpu) {
  const auto found = factors.find(gpu);
  return found == factors.end() ? 1 : found->second;
}

// On every GPU of a tensor-parallel group alike: the logits are gathered.
void add_sampler(Table1d& lm_head, double ms_per_sequence) {
  for (std::size_t i = 0; i < lm_head.x.size(); ++i) lm_head.y[i] += ms_per_sequence * lm_head.x[i];
}

void apply_constants(IterationModel& model, const ResolvedQuery& resolved, const IterationConstants& c) {
  const bool fp8 = resolved.format->arithmetic == Arithmetic::fp8;
  const double host = factor_of(c.host_scale, resolved.gpu->name);
  model.scale = factor_of(c.kernel_scale, resolved.gpu->name) * (fp8 ? c.fp8_kernel_scale : 1);
  model.host_ms = host * (c.host_ms_per_iteration + c.host_ms_per_layer * resolved.model->layers);
  model.host_ms_per_seq = host * c.host_ms_per_sequence;
  model.frontend_ms = host * c.frontend_ms_per_request;
  model.host_pause_ms = host * c.host_pause_ms;
  model.host_pause_requests = static_cast<int>(c.host_pause_requests);
  if (resolved.model->truncated_sampling) add_sampler(model.lm_head, c.sampler_ms_per_million_logits * resolved.model->vocab * 1e-6);
}

Table1d geometric_mean(const Table1d& a, const Table1d& b) {
  Table1d mean{a.x, {}};
  for (const double x : b.x)
    if (x > a.x.back()) mean.x.push_back(x);
  for (const double x : mean.x) mean.y.push_back(std::sqrt(a.at(x) * b.at(x)));
  return mean;
}

// A usual batch, at which the attention of two models is compared.
constexpr double usual_sequences = 32, usual_context = 1024;

double decode_attention_ms(const IterationModel& m) {
  return m.decode_const_ms + m.decode_ms_per_seq * usual_sequences + m.decode_ms_per_kv_token * usual_sequences * usual_context;
}

double prefill_attention_ms(const IterationModel& m) {
  return m.prefill_const_ms + m.prefill_ms_per_token * usual_context + m.prefill_ms_per_pair * usual_context * usual_context / 2;
}

}  // namespace

bool same_shape(const ModelArchitecture& a, const ModelArchitecture& b) {
  const auto shape = [](const ModelArchitecture& m) {
    return std::tie(m.layers, m.hidden, m.intermediate, m.heads, m.kv_heads, m.head_dim, m.gated_mlp, m.experts, m.experts_per_token,
                    m.moe_intermediate, m.shared_intermediate, m.dense_layers, m.q_lora_rank, m.kv_lora_rank, m.recurrent_layers,
                    m.recurrent_parameters, m.layers_without_mixer);
  };
  return shape(a) == shape(b) && std::abs(a.vocab - b.vocab) < 0.05 * std::max(a.vocab, b.vocab);
}

IterationModel geometric_mean(const IterationModel& table, const IterationModel& roofline) {
  IterationModel mean = table;
  mean.basis = TimingBasis::table_and_roofline;
  mean.source = fmt::format("geometric mean of {} and {}", table.source, roofline.source);
  mean.linear = geometric_mean(table.linear, roofline.linear);
  mean.lm_head = geometric_mean(table.lm_head, roofline.lm_head);
  const double decode = std::sqrt(decode_attention_ms(roofline) / decode_attention_ms(table));
  const double prefill = std::sqrt(prefill_attention_ms(roofline) / prefill_attention_ms(table));
  for (double* term : {&mean.decode_const_ms, &mean.decode_ms_per_seq, &mean.decode_ms_per_kv_token}) *term *= decode;
  for (double* term : {&mean.prefill_const_ms, &mean.prefill_ms_per_token, &mean.prefill_ms_per_pair}) *term *= prefill;
  return mean;
}

ResolvedQuery resolve(const Catalogue& catalogue, const IterationQuery& query) {
  ResolvedQuery result;
  const auto gpu = catalogue.find_gpu(query.gpu);
  result.gpu = gpu.entry;
  if (result.gpu == nullptr) return {.why_not = gpu.complaint};
  const auto listed = query.architecture ? Named<ModelArchitecture>{&*query.architecture, ""} : catalogue.find_model(query.model);
  result.model = listed.entry;
  if (result.model == nullptr) return {.why_not = listed.complaint};
  const std::string dtype = format_name(query, *result.model);
  result.format = find_number_format(dtype);
  const auto fail = [&](const std::string& reason) { result.why_not = result.gpu->name + ": " + reason; };
  if (result.format == nullptr)
    fail(fmt::format("dtype \"{}\" is not known; one of bf16, fp16, fp8, int8, int4, mxfp4", dtype));
  else if (dtype == "bf16" && !result.gpu->bf16)
    fail("does not compute in bf16; fp16 works");
  else if (std::ranges::count(result.gpu->no_kernels, dtype) > 0)
    fail(fmt::format("vLLM has no {} kernels for it", dtype));
  else if (dtype == "mxfp4" && !result.model->is_moe())
    fail(fmt::format("mxfp4 is a format of experts, and {} has none", result.model->name));
  else if (const std::string split = why_not_split(*result.model, query); !split.empty())
    fail(split);
  return result;
}

IterationAnswer answer(const Catalogue& catalogue, const IterationQuery& query) {
  const ResolvedQuery resolved = resolve(catalogue, query);
  if (!resolved.why_not.empty()) return {std::nullopt, resolved.why_not};
  const IterationModel* table = query.method == TimingMethod::roofline ? nullptr : find_table(catalogue, resolved, query);
  const bool needs_table = query.method == TimingMethod::table || query.method == TimingMethod::mean;
  if (needs_table && table == nullptr)
    return {std::nullopt, fmt::format("{}: no measured kernels of {} in {} with tensor_parallel {}{}", resolved.gpu->name, resolved.model->name,
                                      resolved.format->name, query.tensor_parallel, query.expert_parallel ? " and expert parallelism" : "")};
  IterationModel model;
  if (query.method == TimingMethod::table) {
    model = *table;
  } else {
    model = roofline(*resolved.gpu, *resolved.model, *resolved.format, {query.tensor_parallel, query.expert_parallel, query.context_tokens},
                     query.constants);
    if (table != nullptr) {
      const IterationModel estimate = std::move(model);
      model = geometric_mean(*table, estimate);
      model.weights_bytes = estimate.weights_bytes;
    }
  }
  model.model = resolved.model->name;
  model.dtype = resolved.format->name;
  apply_constants(model, resolved, query.constants);
  return {std::move(model), ""};
}

}  // namespace tradewind
