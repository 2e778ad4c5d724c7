#include "catalogue/timing_errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "catalogue/iteration_query.h"
#include "catalogue/number_format.h"
#include "tradewind/scenarios/percentile.h"

namespace tradewind {
namespace {

using Runs = std::vector<const LoadTestError*>;

double median(const Runs& runs, double LoadTestError::*figure) {
  std::vector<double> errors;
  for (const LoadTestError* run : runs) errors.push_back(std::abs(run->*figure));
  std::ranges::sort(errors);
  return percentile_of(errors, 50);
}

LoadTestGroup group_of(std::string what, const Runs& runs) {
  return {std::move(what), static_cast<int>(runs.size()), median(runs, &LoadTestError::e2e_mean_percent),
          median(runs, &LoadTestError::ttft_mean_percent), median(runs, &LoadTestError::ttft_p99_percent)};
}

// A kind of load test, as near to a query as its position in the list.
struct Kin {
  std::string what;
  std::function<bool(const LoadTestError&, const ModelArchitecture&)> has;
};

std::vector<Kin> kin_of(const ResolvedQuery& query, int tensor_parallel) {
  const ModelArchitecture& model = *query.model;
  const std::string &gpu = query.gpu->name, &name = model.name;
  // 16 bits are 16 bits: bf16 and fp16 run the same kernels.
  const auto same_format = [&format = *query.format](const LoadTestError& run) {
    const NumberFormat* other = find_number_format(run.dtype);
    return other != nullptr && other->dense_bits == format.dense_bits && other->expert_bits == format.expert_bits;
  };
  return {{fmt::format("{} in {} on {} x {}", name, query.format->name, tensor_parallel, gpu),
           [=](const auto& run, const auto& of) {
             return of.name == name && run.gpu == gpu && run.tensor_parallel == tensor_parallel && same_format(run);
           }},
          {fmt::format("models of the shape of {} on {}, in any format and split", name, gpu),
           [&model, gpu](const auto& run, const auto& of) { return same_shape(of, model) && run.gpu == gpu; }},
          {fmt::format("models of the shape of {} on any GPU", name), [&model](const auto&, const auto& of) { return same_shape(of, model); }},
          {fmt::format("{} on {}", model.is_moe() ? "mixtures of experts" : "dense models", gpu),
           [&model, gpu](const auto& run, const auto& of) { return of.is_moe() == model.is_moe() && run.gpu == gpu; }},
          {fmt::format("any model on {}", gpu), [gpu](const auto& run, const auto&) { return run.gpu == gpu; }},
          {"any model on any GPU", [](const auto&, const auto&) { return true; }}};
}

}  // namespace

TimingErrors timing_errors(const Catalogue& catalogue, const IterationQuery& query, std::span<const LoadTestError> runs) {
  const ResolvedQuery resolved = resolve(catalogue, query);
  if (!resolved.why_not.empty()) return {};
  TimingErrors errors;
  std::set<Runs> seen;
  const std::vector<Kin> all_kin = kin_of(resolved, query.tensor_parallel);
  for (const Kin& kin : all_kin) {
    Runs found;
    for (const LoadTestError& run : runs) {
      const ModelArchitecture* of = catalogue.find_model(run.model).entry;
      if (of != nullptr && kin.has(run, *of)) found.push_back(&run);
    }
    if (found.empty() || !seen.insert(found).second) continue;
    LoadTestGroup group = group_of(kin.what, found);
    if (&kin == &all_kin.front()) return {std::move(group), {}};
    errors.related.push_back(std::move(group));
  }
  return errors;
}

}  // namespace tradewind
