// vLLM: one OpenAI-compatible server a pod, weights from the Hugging Face hub.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kubernetes/pod.h"
#include "kubernetes/secrets.h"
#include "names.h"

namespace tradewind::kubernetes {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// The release whose kernel timings the catalogue's iteration models are fitted on (aiconfigurator, vLLM 0.24.0).
constexpr const char* vllm_image = "vllm/vllm-openai:v0.24.0";
// User and group of the image's own account `vllm`, whose home group 0 may write (docker/Dockerfile of vLLM).
constexpr int user = 2000, group = 0;
constexpr const char* home = "/home/vllm";

// Llama-3-8B, safetensors from a gp3 disk to an A10G, process start to ready: 3.199 s/GB to load, 19.2 s for the rest
// (run-ai/runai-model-streamer, docs/src/benchmarks.md, 2026-04-29; vLLM 0.5.5, no torch.compile).
constexpr double load_s_per_gb = 3.199, engine_start_s = 19.2;
// Assumed, no source: the hub sends at least 100 MB/s; twice the time for slower disks and torch.compile.
constexpr double download_gb_s = 0.1, start_allowance = 2;
constexpr int unknown_size_start_s = 1800;
constexpr int tmp_gib = 5;

// Longest answer to wait for when a pod goes: ten tokens a second, slower than a person reads.
constexpr double slowest_tokens_s = 10;
constexpr int spare_s = 10;           // between the drain's end and the kill
constexpr int longest_grace_s = 600;  // Cluster Autoscaler kills pods after that (kubernetes/autoscaler FAQ, 2026-08-22)

struct HubName {
  std::string_view model, repository;
};
// Models of the catalogue on https://huggingface.co: the instruction-tuned checkpoint where there is one; the timing is that of the architecture.
constexpr std::array<HubName, 17> hub_names = {{{"Bloom-176B", "bigscience/bloom"},
                                                {"CodeLlama-34B", "meta-llama/CodeLlama-34b-Instruct-hf"},
                                                {"Llama-2-70B", "meta-llama/Llama-2-70b-chat-hf"},
                                                {"Llama-2-7B", "meta-llama/Llama-2-7b-chat-hf"},
                                                {"Llama-3.1-405B", "meta-llama/Llama-3.1-405B-Instruct"},
                                                {"Llama-3.1-70B", "meta-llama/Llama-3.1-70B-Instruct"},
                                                {"Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct"},
                                                {"Mistral-7B", "mistralai/Mistral-7B-Instruct-v0.3"},
                                                {"Mistral-Small-24B", "mistralai/Mistral-Small-24B-Instruct-2501"},
                                                {"Mixtral-8x7B", "mistralai/Mixtral-8x7B-Instruct-v0.1"},
                                                {"OPT-13B", "facebook/opt-13b"},
                                                {"OPT-66B", "facebook/opt-66b"},
                                                {"Qwen2.5-72B", "Qwen/Qwen2.5-72B-Instruct"},
                                                {"Qwen3-14B", "Qwen/Qwen3-14B"},
                                                {"Qwen3-30B-A3B", "Qwen/Qwen3-30B-A3B"},
                                                {"Qwen3-32B", "Qwen/Qwen3-32B"},
                                                {"Qwen3-8B", "Qwen/Qwen3-8B"}}};

// Bounds of vLLM's histograms in seconds: vllm-project/vllm at 005a810bc40f, vllm/v1/metrics/loggers.py, vllm:time_to_first_token_seconds and
// request_latency_buckets.
const std::vector<double>& bounds(LatencyMetric metric) {
  static const std::vector<double> first_token = {0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75,
                                                  1,     2.5,   5,    7.5,  10,   20,   40,   80,  160,  640, 2560};
  static const std::vector<double> whole_answer = {0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680};
  return metric == LatencyMetric::ttft ? first_token : whole_answer;
}

// Formats that vLLM cannot make of a 16-bit checkpoint while it loads: it reads the method from the quantization_config of the checkpoint's
// config.json (vLLM 0.24 documentation, features/quantization).
std::string_view quantized_checkpoint(std::string_view dtype) {
  if (dtype == "int8") return "int8 (W8A8, compressed-tensors)";
  if (dtype == "int4") return "int4 (AWQ, GPTQ or W4A16)";
  if (dtype == "mxfp4") return "mxfp4";
  return {};
}

Node model_argument(const LlmServing& llm) {
  if (const std::string_view format = quantized_checkpoint(llm.dtype); !format.empty())
    return note(fmt::format("Name a checkpoint with weights in {}: vLLM takes the format from it.", format), literal(llm.model));
  for (const HubName& name : hub_names)
    if (name.model == llm.model) return std::string(name.repository);
  return note("No repository on the Hugging Face hub is known for this model: name the one to serve.", literal(llm.model));
}

// Gigabytes that a pod fetches: fp8 is made from the 16-bit checkpoint while loading.
double download_gb(const PoolPlan& plan, const LlmServing& llm) {
  const double bytes = static_cast<double>(std::get<IterationModel>(plan.option->timing).weights_bytes);
  return bytes / 1e9 * (llm.dtype == "fp8" ? 2 : 1);
}

int start_seconds(double gb) {
  if (gb <= 0) return unknown_size_start_s;
  const double seconds = start_allowance * (engine_start_s + gb * (load_s_per_gb + 1 / download_gb_s));
  return static_cast<int>(std::ceil(seconds / 10)) * 10;
}

std::string start_reason(double gb) {
  if (gb <= 0) return fmt::format("The size of the weights is not known: {} s.", unknown_size_start_s);
  return fmt::format(
      "{:.1f} GB of weights: {:.1f} s/GB to load and {:.1f} s for the engine as measured (Run:ai, 2026-04-29), {:.1f} GB/s from the hub as assumed, "
      "and "
      "twice the sum: {} s.",
      gb, load_s_per_gb, engine_start_s, download_gb_s, start_seconds(gb));
}

void add_precision(List& args, const std::string& dtype) {
  if (dtype == "fp8") {
    args.add("--dtype=auto").add("--quantization=fp8");
  } else if (!quantized_checkpoint(dtype).empty()) {
    args.add("--dtype=auto");
  } else if (dtype == "bf16") {
    args.add("--dtype=bfloat16");
  } else if (dtype == "fp16") {
    args.add("--dtype=float16");
  } else {
    args.add("--dtype=" + literal(dtype));
  }
}

// How long vLLM may finish running requests after SIGTERM (--shutdown-timeout, since v0.18; without it they are dropped).
int finish_seconds(const LlmServing& llm) {
  const int answer_s = static_cast<int>(std::ceil(llm.output_tokens.max / slowest_tokens_s));
  return std::min(longest_grace_s - drain_s - spare_s, answer_s);
}

// Where memory bounds the context, vLLM finds the bound itself: a number past the room that it finds would keep it from starting.
Node context_argument(const PoolPlan& plan, const LlmServing& llm) {
  const std::int64_t room = plan.option->kv_blocks * llm.server.block_size;
  if (llm.context_by_memory && llm.server.max_model_len > room)
    return note(fmt::format("As much as fits; {} tokens were simulated.", room), "--max-model-len=auto");
  return fmt::format("--max-model-len={}", llm.server.max_model_len);
}

List arguments(const PoolPlan& plan, const LlmServing& llm) {
  const VllmServer& server = llm.server;
  List args{model_argument(llm), "--served-model-name=" + literal(llm.model), "--host=0.0.0.0", "--port=8000"};
  add_precision(args, llm.dtype);
  args.add(fmt::format("--tensor-parallel-size={}", llm.tensor_parallel))
      .add(context_argument(plan, llm))
      .add(note("The scheduler as simulated.", fmt::format("--max-num-seqs={}", server.max_num_seqs)))
      .add(fmt::format("--max-num-batched-tokens={}", server.max_num_batched_tokens))
      .add(server.chunked_prefill ? "--enable-chunked-prefill" : "--no-enable-chunked-prefill")
      .add(server.prefix_caching ? "--enable-prefix-caching" : "--no-enable-prefix-caching")
      .add(server.async_scheduling ? "--async-scheduling" : "--no-async-scheduling")
      .add(fmt::format("--scheduling-policy={}", to_string(server.scheduling_policy)))
      .add(fmt::format("--block-size={}", server.block_size))
      .add(note(fmt::format("{} KV-cache blocks a replica were simulated on {}; the log of the start says how many there are.",
                            plan.option->kv_blocks, plan.offer->instance_type),
                fmt::format("--gpu-memory-utilization={}", server.gpu_memory_utilization)));
  if (server.enforce_eager) args.add("--enforce-eager");
  return args.add(note(fmt::format("Longest answer: {} tokens at {:.0f} tokens/s.", llm.output_tokens.max, slowest_tokens_s),
                       fmt::format("--shutdown-timeout={}", finish_seconds(llm))));
}

List env() {
  return {environment("HOME", home), environment("USER", "vllm"), environment("VLLM_NO_USAGE_STATS", "1"),
          Map{{"name", "HF_TOKEN"}, {"valueFrom", Map{{"secretKeyRef", Map{{"name", hub_secret}, {"key", hub_secret_key}, {"optional", true}}}}}}};
}

// Weights and a fifth more, 5 GiB for compiled kernels. Assumed.
int cache_gib(double gb) { return static_cast<int>(std::ceil(gb * 1.2e9 / 1073741824.0)) + 5; }

// Asked for, so that a pod whose weights do not fit stays pending instead of being evicted while it loads. The overlays add the rest.
Node disk(double gb) {
  if (gb <= 0) return Map{};
  return note(fmt::format("{:.1f} GB of weights and a fifth more, 5 GiB for compiled kernels; /tmp. The overlays add CPU, memory and GPUs.", gb),
              Map{{"requests", Map{{"ephemeral-storage", fmt::format("{}Gi", cache_gib(gb) + tmp_gib)}}}});
}

Map vllm_container(const PoolPlan& plan, const LlmServing& llm, double gb) {
  return {{"name", "vllm"},
          {"image", vllm_image},
          {"command", List{"vllm", "serve"}},
          {"args", arguments(plan, llm)},
          {"env", env()},
          {"ports", port_list({{"http", 8000}})},
          {"resources", disk(gb)},
          {"startupProbe", note(start_reason(gb), http_probe("/health", "http", 10, start_seconds(gb) / 10))},
          {"readinessProbe", http_probe("/health", "http", 5, 3)},
          {"livenessProbe", http_probe("/health", "http", 10, 6)},
          {"lifecycle", drain()},
          {"securityContext", container_security()},
          {"volumeMounts", List{mount("cache", std::string(home) + "/.cache"), mount("shm", "/dev/shm"), mount("tmp", "/tmp")}}};
}

List volumes(double gb) {
  Map cache;
  if (gb > 0) cache.add("sizeLimit", fmt::format("{}Gi", cache_gib(gb)));
  return {Map{{"name", "cache"}, {"emptyDir", cache}}, Map{{"name", "shm"}, {"emptyDir", Map{{"medium", "Memory"}, {"sizeLimit", "2Gi"}}}},
          Map{{"name", "tmp"}, {"emptyDir", Map{{"sizeLimit", fmt::format("{}Gi", tmp_gib)}}}}};
}

}  // namespace

Server vllm(const PoolPlan& plan, const std::string& selector) {
  const auto& llm = std::get<LlmServing>(plan.workload->serving);
  const double gb = download_gb(plan, llm);
  Server server;
  server.app = "vllm";
  server.image = vllm_image;
  server.ports = {{"http", 8000}};
  server.ready_path = "/health";
  server.request_path = "/v1/completions";
  server.metrics_port = "http";
  server.metrics_path = "/metrics";
  server.load = fmt::format("sum(vllm:num_requests_running{{{0}}}) + sum(vllm:num_requests_waiting{{{0}}})", selector);
  server.requests_inside = server.load;
  server.requests_waiting = fmt::format("sum(vllm:num_requests_waiting{{{}}})", selector);
  const char* histogram = plan.workload->slo.metric == LatencyMetric::ttft ? "time_to_first_token" : "e2e_request_latency";
  server.latency_ms = fmt::format("1000 * histogram_quantile({}, sum by (le) (rate(vllm:{}_seconds_bucket{{{}}}[10m])))",
                                  plan.workload->slo.percentile / 100, histogram, selector);
  server.latency_is = fmt::format("p{} of the server's {}", plan.workload->slo.percentile, to_string(plan.workload->slo.metric));
  server.answered = fmt::format("vllm:request_success_total{{{}}}", selector);
  server.latencies = {LatencySeries::Kind::histogram, fmt::format("vllm:{}_seconds", histogram), 1e-3, bounds(plan.workload->slo.metric)};
  server.start_s = start_seconds(gb);
  server.pod = {{"serviceAccountName", plan.name},
                {"automountServiceAccountToken", false},
                {"enableServiceLinks", false},
                {"terminationGracePeriodSeconds",
                 note(fmt::format("{} s until no gateway sends requests any more, the shutdown timeout, {} s to spare.", drain_s, spare_s),
                      drain_s + finish_seconds(llm) + spare_s)},
                {"securityContext", pod_security(user, group)},
                {"topologySpreadConstraints", spread_over_zones(server.app, plan)},
                {"tolerations", gpu_toleration()},
                {"containers", List{vllm_container(plan, llm, gb)}},
                {"volumes", volumes(gb)}};
  return server;
}

}  // namespace tradewind::kubernetes
