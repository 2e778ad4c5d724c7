#include "capacity/curve_store.h"

#include <fmt/core.h>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "study/fnv1a.h"

namespace tradewind::capacity {
namespace {

using nlohmann::json;

json inputs_of(const IterationModel& m) {
  return {m.linear.x,
          m.linear.y,
          m.lm_head.x,
          m.lm_head.y,
          m.decode_const_ms,
          m.decode_ms_per_seq,
          m.decode_ms_per_kv_token,
          m.prefill_const_ms,
          m.prefill_ms_per_token,
          m.prefill_ms_per_pair,
          m.base_ms,
          m.ms_per_token,
          m.scale,
          m.host_ms,
          m.host_ms_per_seq,
          m.host_pause_ms,
          m.host_pause_requests,
          m.frontend_ms};
}

json inputs_of(const BatchModel& m) { return {m.base_ms, m.ms_per_item, m.load_factor, m.base_gpu_share, m.frontend_ms}; }

json inputs_of(const TokenDistribution& d) {
  json inputs = {d.p50, d.p95, d.max};
  if (d.is_part()) inputs.insert(inputs.end(), {d.above, d.longest()});
  return inputs;
}

json inputs_of(const std::vector<PriorityClass>& classes) {
  json list = json::array();
  for (const PriorityClass& c : classes) list.push_back({c.priority, c.share});
  return list;
}

json inputs_of(const LlmServing& s) {
  const VllmServer& v = s.server;
  return {inputs_of(s.prompt_tokens),
          inputs_of(s.output_tokens),
          s.system_prompt_tokens,
          s.system_prompt_variants,
          inputs_of(s.priority_classes),
          s.session.mean_turns,
          s.session.think_time_p50_s,
          s.session.think_time_p95_s,
          v.max_num_seqs,
          v.max_num_batched_tokens,
          v.chunked_prefill,
          v.prefix_caching,
          v.async_scheduling,
          v.enforce_eager,
          static_cast<int>(v.scheduling_policy),
          v.block_size,
          v.max_model_len,
          v.max_waiting};
}

json inputs_of(const ClassicServing& s) {
  const BatchServer& b = s.server;
  return {s.items_per_request, static_cast<int>(b.kind), b.max_batch_size, b.preferred_batch_sizes, b.max_queue_delay_us, b.instances,
          b.max_waiting,       b.max_enqueued_batches,   b.split_up_to,    b.queue_timeout_us,      b.delays_expired,     b.allowed_batch_sizes};
}

std::string storage_key(const std::string& inputs) { return "curve:" + fnv1a_hex(inputs); }

// The inputs stand beside the curve, so that two with the same hash are told apart.
std::string stored_text(const std::string& inputs, const CapacityCurve& curve) {
  return json{{"inputs", inputs}, {"curve", json::parse(to_json(curve))}}.dump();
}

std::optional<CapacityCurve> curve_of(const std::string& stored, const std::string& inputs) {
  const json entry = json::parse(stored);
  if (entry.at("inputs") != inputs) return std::nullopt;
  return curve_from_json(entry.at("curve").dump());
}

}  // namespace

std::string curve_inputs(const World& world, const ServingOption& option, const CapacityOptions& options) {
  const Workload& workload = world.workloads[option.workload];
  const json timing = std::visit([](const auto& model) { return inputs_of(model); }, option.timing);
  const json serving = std::visit([](const auto& settings) { return inputs_of(settings); }, workload.serving);
  return json{static_cast<int>(workload.slo.metric),
              std::string(to_string(workload.balancing)),
              workload.burstiness,
              serving,
              timing,
              option.kv_blocks,
              options.seed,
              options.shares_of_max,
              options.bend,
              options.most_points,
              options.requests_per_point,
              options.replicas}
      .dump();
}

std::string to_json(const CapacityCurve& curve) {
  json points = json::array();
  for (const LoadPoint& point : curve.points)
    points.push_back({{"rate_rps", point.rate_rps},
                      {"utilization", point.utilization},
                      {"latency_quantiles_ms", point.latency_quantiles_ms},
                      {"latency_ci95_ms", point.latency_ci95_ms}});
  return json{{"max_rate_rps", curve.max_rate_rps}, {"points", points}}.dump();
}

CapacityCurve curve_from_json(std::string_view text) {
  const json entry = json::parse(text);
  CapacityCurve curve;
  curve.max_rate_rps = entry.at("max_rate_rps");
  for (const json& point : entry.at("points"))
    curve.points.push_back({point.at("rate_rps"), point.at("utilization"), point.at("latency_quantiles_ms").get<std::vector<double>>(),
                            point.at("latency_ci95_ms"), true});
  return curve;
}

Curves all_curves(const World& world, sharing::Steps& steps, const CapacityOptions& options, int threads,
                  const std::function<void(double)>& computed) {
  Curves result;
  std::map<std::string, std::size_t> index;
  std::vector<std::string> all_inputs, keys;  // by curve
  std::vector<std::size_t> first_option;
  for (std::size_t option = 0; option < world.serving_options.size(); ++option) {
    const std::string inputs = curve_inputs(world, world.serving_options[option], options);
    const auto [entry, fresh] = index.try_emplace(inputs, keys.size());
    result.curve_of_option.push_back(entry->second);
    if (!fresh) continue;
    first_option.push_back(option);
    all_inputs.push_back(inputs);
    keys.push_back(storage_key(inputs));
  }

  const auto compute = [&](std::size_t i) { return capacity_curve(world, world.serving_options[first_option[i]], options); };
  std::size_t finished = 0;
  std::mutex reporting;
  const auto texts = steps.run(keys, threads, [&](std::size_t i) {
    const std::string text = stored_text(all_inputs[i], compute(i));
    const std::lock_guard lock(reporting);
    computed(static_cast<double>(++finished) / static_cast<double>(keys.size()));
    return text;
  });
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto curve = curve_of(texts[i], all_inputs[i]);
    result.curves.push_back(curve ? std::move(*curve) : compute(i));
  }
  return result;
}

}  // namespace tradewind::capacity
