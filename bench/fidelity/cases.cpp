#include "fidelity/cases.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/files.h"

namespace tradewind::fidelity {
namespace {

class Rows {
 public:
  explicit Rows(const std::filesystem::path& file) : table_(read_file(file), file.string()) {}
  std::size_t size() const { return table_.rows(); }
  const std::string& text(std::size_t row, const char* column) const { return table_.text(row, table_.column(column)); }
  double number(std::size_t row, const char* column) const { return table_.number(row, table_.column(column)); }
  int integer(std::size_t row, const char* column) const { return static_cast<int>(number(row, column)); }
  double number_or_0(std::size_t row, const char* column) const { return table_.optional_number(row, table_.column(column)).value_or(0); }

  Latencies latencies(std::size_t row) const {
    return {number_or_0(row, "ttft_mean_ms"), number_or_0(row, "ttft_p90_ms"), number_or_0(row, "ttft_p99_ms"), number_or_0(row, "e2e_mean_ms"),
            number_or_0(row, "e2e_p99_ms")};
  }

  Case run(std::size_t row) const {
    Case test;
    test.id = text(row, "case_id");
    test.workload = text(row, "workload");
    test.query.gpu = text(row, "gpu");
    test.query.model = text(row, "model");
    test.query.tensor_parallel = integer(row, "tp");
    test.query.dtype = text(row, "precision") == "FP8" ? "fp8" : "bf16";
    test.server.max_num_seqs = integer(row, "max_num_seqs");
    test.server.max_num_batched_tokens = integer(row, "max_num_batched_tokens");
    test.server.max_model_len = integer(row, "max_model_len");
    test.server.gpu_memory_utilization = number(row, "gpu_mem_util");
    test.system_prompt_tokens = integer(row, "system_prompt_tokens");
    test.question_tokens = integer(row, "question_tokens");
    test.output_tokens = integer(row, "target_output_tokens");
    test.overloaded = text(row, "overloaded") == "yes";
    test.measured = latencies(row);
    return test;
  }

 private:
  CsvTable table_;
};

}  // namespace

std::vector<Case> read_cases(const std::filesystem::path& file) {
  const Rows rows(file);
  std::vector<Case> cases;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (cases.empty() || cases.back().id != rows.text(row, "case_id")) cases.push_back(rows.run(row));
    if (rows.integer(row, "stage") < 0)
      cases.back().measured = rows.latencies(row);
    else
      cases.back().stages.push_back({rows.number(row, "rate_rps"), rows.number(row, "duration_s")});
  }
  return cases;
}

LoadTest::LoadTest(const Case& test, const LoadGenerator& generator) : test_(test), generator_(generator) {
  std::mt19937_64 random(generator.seed);
  std::normal_distribution<double> spread(1, generator.length_spread);
  const auto tokens = [](double count) { return std::max(1, static_cast<int>(std::lround(count))); };
  std::uint64_t content = 0;
  for (int system = 0; system < generator.system_prompts; ++system) {
    const std::uint64_t system_content = ++content;
    const std::int32_t system_tokens = tokens(test.system_prompt_tokens * generator.prompt_factor);
    for (int user = 0; user < generator.prompts_per_system_prompt; ++user) {
      const std::int32_t question = tokens(test.question_tokens * generator.prompt_factor * spread(random));
      prompts_.push_back({system_tokens, system_tokens + question, system_content, ++content});
    }
  }
  std::ranges::shuffle(prompts_, random);
  std::uint64_t requests = 0;
  for (const Stage& stage : test.stages)
    stage_ends_.push_back(requests += static_cast<std::uint64_t>(std::llround(stage.rate_rps * stage.duration_s)));
}

std::size_t LoadTest::stage_of(std::uint64_t position) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(stage_ends_, position) - stage_ends_.begin());
}

bool LoadTest::next(TraceRequest& request) {
  const std::size_t stage = stage_of(position_);
  if (stage == stage_ends_.size()) return false;
  double start_s = 0;
  for (std::size_t earlier = 0; earlier < stage; ++earlier) start_s += test_.stages[earlier].duration_s;
  const std::uint64_t first = stage == 0 ? 0 : stage_ends_[stage - 1];
  const double arrival_s = start_s + static_cast<double>(position_ - first) / test_.stages[stage].rate_rps;
  std::mt19937_64 random(generator_.seed << 32 ^ position_);
  std::normal_distribution<double> spread(1, generator_.length_spread);
  const Prompt& prompt = prompts_[position_ % prompts_.size()];
  request = {};
  request.arrival_ns = std::llround(arrival_s * 1e9);
  request.prompt_tokens = prompt.tokens;
  request.output_tokens = std::max(1, static_cast<int>(std::lround(test_.output_tokens * spread(random))));
  request.deadline_ns = std::llround(generator_.timeout_s * 1e9);
  request.parts = {{prompt.system_content, prompt.system_tokens}};
  if (generator_.prompts_repeat) request.parts.push_back({prompt.content, prompt.tokens});
  ++position_;
  return true;
}

}  // namespace tradewind::fidelity
