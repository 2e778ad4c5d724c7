#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "world/autoscaling.h"
#include "world/batch_server.h"
#include "world/measured_batch.h"
#include "world/priority_classes.h"
#include "world/resolution.h"
#include "world/vllm_server.h"

namespace tradewind::resolution {
namespace {

// A thousandth of the requests is the least that another workload may leave over: less is more likely a slip of the pen than a workload.
void check_part(Resolution& r, const std::string& path, const TokenDistribution& tokens) {
  const double share = tokens.share_up_to(tokens.longest()) - tokens.share_up_to(tokens.above);
  if (share >= 0.001) return;
  r.reading.error(path + (tokens.above > 0 ? "/above" : "/up_to"),
                  {fmt::format("{:.3g} % of all lengths over {} and up to {} tokens", std::max(share, 0.0) * 100, tokens.above, tokens.longest()),
                   "at least 0.1 % of the distribution"});
}

TokenDistribution tokens_of(Resolution& r, const std::string& path, const language::TokenCount& count) {
  if (!r.reading.sound(path)) return {};
  if (count.p95() < count.p50())
    r.reading.error(path + "/p95", {fmt::format("a 95th percentile of {} below the median of {}", count.p95(), count.p50()), "at least the median"});
  if (count.max() < count.p50())
    r.reading.error(path + "/max", {fmt::format("a largest value of {} below the median of {}", count.max(), count.p50()), "at least the median"});
  else if (count.max() < count.p95())
    r.reading.warning(path + "/max", {fmt::format("a largest value of {} below the 95th percentile of {}", count.max(), count.p95()),
                                      "a larger one; more than 5 % of the values are cut"});
  TokenDistribution tokens{count.p50(), count.p95(), count.max()};
  tokens.above = count.above();
  if (count.up_to() > 0) tokens.up_to = count.up_to();
  check_part(r, path, tokens);
  return tokens;
}

// Some GPU must be able to run the model so at all; whether it fits is looked at offer by offer.
void check_timing(Resolution& r, const std::string& path, const LlmServing& llm) {
  std::string why_not;
  for (const CatalogueGpu& gpu : r.catalogue.gpus()) {
    const IterationAnswer answer =
        r.catalogue.iteration_model({.gpu = gpu.name, .model = llm.model, .dtype = llm.dtype, .tensor_parallel = llm.tensor_parallel});
    if (answer.model) return;
    if (why_not.empty()) why_not = answer.why_not;
  }
  r.reading.error(path, {fmt::format("{} in {} with tensor_parallel {}, which no GPU of the catalogue runs ({})", llm.model, llm.dtype,
                                     llm.tensor_parallel, why_not),
                         "a combination that one runs"});
}

// "...-FP8" beside a dtype of bf16: two statements about the same weights.
void check_dtype(Resolution& r, const std::string& path, const std::string& model, const std::string& dtype) {
  const std::string named(dtype_in_name(model));
  if (!named.empty() && named != dtype)
    r.reading.warning(path + "/dtype",
                      {fmt::format("{} for a model whose name says {}", dtype, named), "the format of the weights", "\"" + named + "\""});
}

// The format that the scenario gives, else that of the model's name, else the published one.
std::string dtype_of(Resolution& r, const std::string& path, const language::LlmServing& from, const ModelArchitecture* model) {
  if (from.dtype() != language::DTYPE_UNSPECIFIED || model == nullptr) return dtype_name(from.dtype());
  const std::string_view named = dtype_in_name(from.model());
  const std::string dtype(named.empty() ? model->published_dtype : named);
  const char* source = named.empty() ? "format in which the weights are published" : "what the model's name says";
  if (r.reading.sound(path + "/dtype")) r.reading.defaults.push_back({path + "/dtype", fmt::format("\"{}\"", dtype), "", source});
  return dtype;
}

// A max_model_len that is not given: what vLLM takes from the model, as far as one iteration may hold a prompt.
void fill_context(Resolution& r, const std::string& path, const ModelArchitecture* model, LlmServing& llm) {
  VllmServer& server = llm.server;
  if (server.max_model_len > 0 || model == nullptr) return;
  llm.context_by_memory = true;
  server.max_model_len = model->max_position;
  std::string source = fmt::format("longest context of {}; where the KV cache holds fewer tokens, as many as it holds", model->name);
  if (!server.chunked_prefill && server.max_num_batched_tokens < server.max_model_len) {
    server.max_model_len = server.max_num_batched_tokens;
    source = "max_num_batched_tokens: without chunked_prefill a prompt is computed in one iteration";
  }
  if (r.reading.sound(path)) r.reading.defaults.push_back({path + "/server/max_model_len", std::to_string(server.max_model_len), "tokens", source});
}

Session session_of(Resolution& r, const std::string& path, const language::LlmServing& from) {
  if (!from.has_session() || !r.reading.sound(path)) return {};
  const Session session{from.session().mean_turns(), from.session().think_time_p50_s(), from.session().think_time_p95_s()};
  if (session.think_time_p95_s < session.think_time_p50_s)
    r.reading.error(path + "/think_time_p95_s",
                    {fmt::format("a 95th percentile of {:g} s below the median of {:g} s", session.think_time_p95_s, session.think_time_p50_s),
                     "at least the median"});
  // A turn finds its conversation in the prefix cache only if the turn before it was simulated as well.
  const language::Simulation& simulation = r.scenario.simulation();
  if (session.goes_on() && from.server().prefix_caching() && simulation.warmup_s() < session.think_time_p95_s)
    r.reading.warning(
        path + "/think_time_p95_s",
        {fmt::format("conversations that pause for up to {:g} s (95 %) with a warmup_s of {:g} s", session.think_time_p95_s, simulation.warmup_s()),
         "a warmup_s of at least that in simulation; turns whose conversation began before it find an empty prefix cache"});
  return session;
}

LlmServing llm_of(Resolution& r, const std::string& path, const language::LlmServing& from) {
  LlmServing llm;
  const ModelArchitecture* model = r.catalogue.find_model(from.model()).entry;
  llm.model = model == nullptr ? from.model() : model->name;
  llm.dtype = dtype_of(r, path, from, model);
  llm.tensor_parallel = from.tensor_parallel();
  llm.prompt_tokens = tokens_of(r, path + "/prompt_tokens", from.prompt_tokens());
  llm.output_tokens = tokens_of(r, path + "/output_tokens", from.output_tokens());
  llm.bytes_per_token = from.bytes_per_token();
  llm.stream_overhead_bytes = from.stream_overhead_bytes();
  llm.server = vllm_server_of(from.server());
  llm.system_prompt_tokens = from.system_prompt().tokens();
  llm.system_prompt_variants = std::max(from.system_prompt().variants(), 1);
  llm.priority_classes = priority_classes_of(r, path, from);
  llm.session = session_of(r, path + "/session", from);
  if (from.has_disaggregation())
    llm.disaggregation = {from.disaggregation().prefill_servers(), from.disaggregation().decode_servers(),
                          kv_transfer_of(from.disaggregation().kv_transfer())};
  fill_context(r, path, model, llm);
  if (r.reading.sound(path + "/model") && r.reading.sound(path + "/dtype") && r.reading.sound(path + "/tensor_parallel")) {
    check_timing(r, path, llm);
    check_dtype(r, path, from.model(), llm.dtype);
  }
  if (!r.reading.sound(path)) return llm;

  const std::int64_t longest = llm.longest_request();
  if (longest > llm.server.max_model_len)
    r.reading.warning(path + "/server/max_model_len", {fmt::format("a max_model_len of {} below the longest prompt and answer together, {} tokens",
                                                                   llm.server.max_model_len, longest),
                                                       "a larger one; longer requests are rejected"});
  check_vllm_server(r.reading, path + "/server", llm.server);
  return llm;
}

ClassicServing classic_of(Resolution& r, const std::string& path, const language::ClassicServing& from) {
  const BatchServer server = batch_server_of(r.reading, path, from);
  const int largest = server.largest_request();
  if (r.reading.sound(path) && !server.counts_requests() && from.items_per_request() > largest)
    r.reading.error(path + "/items_per_request", {fmt::format("{} items a request for batches of at most {}", from.items_per_request(), largest),
                                                  "at most max_batch_size: the server refuses a larger request"});
  std::vector<BatchModel> measured = batch_models_of(r.reading, path + "/measured", from.measured());
  const std::string model = measured.empty() ? from.model() : measured.front().model;
  return {model, from.items_per_request(), from.request_bytes(), from.response_bytes(), server, std::move(measured)};
}

void resolve_slo(Resolution& r, const std::string& path, const language::Workload& from, Workload& workload) {
  if (!r.reading.sound(path + "/slo")) return;
  const bool ttft = from.slo().metric() == language::LATENCY_METRIC_TTFT;
  workload.slo = {ttft ? LatencyMetric::ttft : LatencyMetric::e2e, from.slo().percentile(), from.slo().target_ms()};
  if (ttft && from.has_classic() && !from.has_llm())
    r.reading.error(path + "/slo/metric", {"\"ttft\" for a classic model", "\"e2e\": only a language model streams tokens", "\"e2e\""});
}

void check_hedging(Resolution& r, const std::string& path, const language::Client& from) {
  if (!r.reading.sound(path) || from.hedge_after_ms() == 0) return;
  const std::string at = path + "/hedge_after_ms";
  if (from.max_attempts() < 2) r.reading.error(at, {"hedged requests of clients that send a request once", "\"max_attempts\" of at least 2"});
  if (from.timeout_s() > 0 && from.hedge_after_ms() >= 1e3 * from.timeout_s())
    r.reading.error(at, {fmt::format("a hedge after {:g} ms, when the attempt has timed out", from.hedge_after_ms()), "less than timeout_s"});
}

Client client_of(Resolution& r, const std::string& path, const language::Client& from) {
  if (r.reading.sound(path) && from.backoff_max_ms() < from.backoff_ms())
    r.reading.error(path + "/backoff_max_ms",
                    {fmt::format("{:g} ms, less than the first pause of {:g} ms", from.backoff_max_ms(), from.backoff_ms()), "at least backoff_ms"});
  check_hedging(r, path, from);
  return {from.timeout_s(),      from.max_attempts(), from.backoff_ms(),    from.backoff_max_ms(),
          from.backoff_jitter(), from.retry_budget(), from.hedge_after_ms()};
}

Admission admission_of(Resolution& r, const std::string& path, const language::Admission& from) {
  if (r.reading.sound(path) && from.max_requests_per_replica() <= 0 && !from.has_rate_limit())
    r.reading.error(path, {"an admission that lets all in", "max_requests_per_replica, rate_limit or both"});
  Admission admission{from.max_requests_per_replica()};
  const double rate = from.rate_limit().requests_per_s(), burst = from.rate_limit().burst();
  if (from.has_rate_limit()) admission.rate_limit = RateLimit{rate, burst > 0 ? burst : std::max(rate, 1.0)};
  return admission;
}

Workload workload_of(Resolution& r, const std::string& path, const language::Workload& from) {
  Workload workload;
  workload.name = from.name();
  workload.requests_per_user_day = from.requests_per_user_day();
  workload.profile = from.profile();
  workload.client = client_of(r, path + "/client", from.client());
  workload.autoscaling = autoscaling_of(r, path + "/autoscaling", from);
  workload.start_up = start_up_of(from.start_up());
  workload.nodes = nodes_of(r, path + "/nodes", from.nodes());
  if (from.has_admission()) workload.admission = admission_of(r, path + "/admission", from.admission());
  workload.burstiness = from.burstiness();
  resolve_slo(r, path, from, workload);
  if (from.has_llm() && r.reading.sound(path + "/llm/server/balancing")) workload.balancing = balancing_of(from.llm().server().balancing());
  if (from.has_llm()) workload.serving = llm_of(r, path + "/llm", from.llm());
  if (workload.client.hedge_after_ms > 0 && workload.session().goes_on())
    r.reading.error(path + "/client/hedge_after_ms",
                    {"hedged requests in conversations", "one of the two: hedges of single requests alone are simulated"});
  if (from.has_classic()) {
    workload.balancing = batch_balancing_of(from.classic());
    workload.serving = classic_of(r, path + "/classic", from.classic());
  }
  return workload;
}

}  // namespace

void resolve_workloads(Resolution& r) {
  std::map<std::string, int> first_by_name;
  for (int w = 0; w < r.scenario.workloads_size(); ++w) {
    const std::string path = element("/workloads", w);
    r.world.workloads.push_back(workload_of(r, path, r.scenario.workloads(w)));
    if (!r.reading.sound(path + "/name")) continue;
    const auto [first, is_new] = first_by_name.try_emplace(r.scenario.workloads(w).name(), w);
    if (!is_new)
      r.reading.error(path + "/name",
                      {fmt::format("the name of workload {}, \"{}\", again", first->second, first->first), "a name of its own for each workload"});
  }
}

}  // namespace tradewind::resolution
