// Results of load tests of real model servers, as the load generators write them: what `calibrate` fits to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tradewind {

// Time to the first token, time per output token after it, time to the last token; requests answered per second.
enum class MeasuredKind { ttft, tpot, e2e, throughput };
std::string_view to_string(MeasuredKind kind);

// One figure of a run: a mean or a percentile over its requests, or its throughput.
struct MeasuredFigure {
  MeasuredKind kind = MeasuredKind::ttft;
  double percentile = 0;     // 0 = the mean
  double value = 0;          // ms; of a throughput requests/s
  std::string name() const;  // "ttft mean", "e2e p99", "throughput"
};

// Lengths of prompts or answers.
struct MeasuredLengths {
  std::vector<std::int32_t> each;                    // of each request, where the file has them; else
  std::vector<std::pair<double, double>> quantiles;  // (share, tokens), ascending; a single one: all are as long
};

// Each prompt starts with one of `count` texts, all equally likely, of `tokens` tokens: part of the prompt's length.
struct SharedPrefix {
  int count = 0;
  int tokens = 0;  // 0 = prompts share no text
};

// One run of a load generator. Its requests are due at a rate, or all at once; at most `max_concurrency` of them are out at any time, a further one
// waits for an answer to one of them. All at once behind a limit of n is a closed loop of n users, each of which sends its next request when the
// answer to the last has come.
struct MeasuredRun {
  std::string file, tool;  // tool with its version, where the file has it
  std::string server;      // model, and hardware where the file has it: "Qwen/Qwen3-0.6B"; may be empty
  std::string label;       // "10 requests/s", "16 at a time"
  double rate_rps = 0;     // infinite = all at once; 0 = not known
  // Shape of the gamma-distributed gaps: 1 = Poisson, infinite = evenly spaced (`burstiness` of vLLM's load generator).
  double burstiness = 1;
  std::uint64_t max_concurrency = 0;  // 0 = no limit
  double think_s = 0;                 // from an answer until its place is taken by another request
  std::uint64_t warm_up = 0;          // requests that were answered before it began to measure
  std::uint64_t requests = 0;         // that were answered
  std::uint64_t cut_off = 0;          // that were still out when the run ended, after the last of `requests` was answered
  std::vector<double> start_s;        // of each request, ascending, where the file has them
  MeasuredLengths prompt, output;
  SharedPrefix prefix;
  int items = 0;                        // of each request to a classic model; 0 = to a language model, with tokens
  double batch_ms = 0, outside_ms = 0;  // means by the server's statistics: in a batch, and outside queue and batch; 0 = not known
  std::vector<MeasuredFigure> figures;
  std::vector<std::string> notes;  // what was assumed
};

struct Measurements {
  std::vector<MeasuredRun> runs;
  std::vector<std::string> left_out;  // runs that cannot be used, and why
};

// The load of runs whose files do not say it: load generators of any HTTP service know nothing of tokens.
struct UnstatedLoad {
  double rate_rps = 0;                       // 0 = not known
  std::uint64_t max_concurrency = 0;         // 0 = not known
  int prompt_tokens = 0, output_tokens = 0;  // of each request; 0 = not known
  int items = 0;                             // of each request to a classic model; 0 = not known
  bool poisson = false;                      // requests of perf_analyzer's request rates come at random instead of evenly spaced
};

// Reads a result file of a load generator: vllm bench serve, sglang.bench_serving, GuideLLM, AIPerf, GenAI-Perf, LLMPerf, inference-perf, a
// benchmark report of llm-d, k6, Locust or wrk2; of classic models Triton's perf_analyzer. Which one shows by its content; docs/replay.md says which
// fields are used. Runs that cannot be used are named in `left_out`. Throws InvalidInput for what is none of them.
Measurements read_measurements(const std::filesystem::path& file, const UnstatedLoad& unstated = {});

}  // namespace tradewind
