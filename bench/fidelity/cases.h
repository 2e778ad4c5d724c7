// Load tests of real vLLM servers as cases that a pool can be replayed on. A case file is a CSV in which each row is a load stage of a run, or the
// whole run (stage -1); the columns are those of public tables of vLLM load tests (case_id, model, gpu, tp, precision, max_num_batched_tokens, ...).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind::fidelity {

// Latencies of a run, in ms; 0 = not measured.
struct Latencies {
  double ttft_mean = 0, ttft_p90 = 0, ttft_p99 = 0, e2e_mean = 0, e2e_p99 = 0;
  double decode_mean() const { return e2e_mean - ttft_mean; }
};

struct Stage {
  double rate_rps = 0, duration_s = 0;
};

struct Case {
  std::string id, workload;
  IterationQuery query;
  VllmServer server;
  int system_prompt_tokens = 0, question_tokens = 0, output_tokens = 0;
  bool overloaded = false;
  Latencies measured;  // the whole run
  std::vector<Stage> stages;
};

std::vector<Case> read_cases(const std::filesystem::path& file);

// How the load generator made its prompts.
struct LoadGenerator {
  double prompt_factor = 1.048;  // prompts come out longer than system prompt and question: text is tokenised again
  double length_spread = 0.04;   // coefficient of variation of questions and answers
  double timeout_s = 300;        // of a request
  // The tests asked for other numbers of both, by names that their version of inference-perf did not know yet: it wrote its defaults into the
  // configuration that stands beside the results (inference-sim/training, default_args/*/results/config.yaml, num_groups and num_prompts_per_group).
  int system_prompts = 10, prompts_per_system_prompt = 10;
  bool prompts_repeat = true;  // off: only the system prompt is shared
  std::uint64_t seed = 1;
};

// The requests of a case: evenly spaced, stage after stage, cycling through all prompts in a shuffled order.
class LoadTest : public Trace {
 public:
  LoadTest(const Case& test, const LoadGenerator& generator);
  bool next(TraceRequest& request) override;

 private:
  std::size_t stage_of(std::uint64_t position) const;
  struct Prompt {
    std::int32_t system_tokens = 0, tokens = 0;
    std::uint64_t system_content = 0, content = 0;
  };
  const Case& test_;
  LoadGenerator generator_;
  std::vector<Prompt> prompts_;
  std::vector<std::uint64_t> stage_ends_;  // by stage: position behind its last request
  std::uint64_t position_ = 0;
};

}  // namespace tradewind::fidelity
