// Mutated traces and pool files: reading them ends with requests or a pool, or with problems that say where, never with a crash.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/command.h"
#include "support/mutated.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/trace.h"

using namespace tradewind;
using test::below;
using test::mutated;
using test::Random;

namespace {

std::string edited(const std::string& original, Random& random) {
  std::string text = original;
  for (std::size_t edits = 1 + below(random, 3); edits > 0; --edits) text = mutated(text, random);
  return text;
}

void check_problems(const Problems& problems) {
  CHECK_FALSE(problems.empty());
  for (const Problem& problem : problems) {
    CHECK(problem.line >= 0);
    CHECK_FALSE(problem.found.empty());
    CHECK_FALSE(problem.expected.empty());
  }
}

void read_trace(const std::filesystem::path& file) {
  try {
    const auto trace = open_trace(file);
    std::int64_t last_ns = 0;
    for (TraceRequest request; trace->next(request);) {
      CHECK(request.arrival_ns >= last_ns);
      CHECK((request.prompt_tokens >= 1 && request.output_tokens >= 1));
      std::int32_t until = 0;
      for (const PromptPart& part : request.parts) {
        CHECK((part.until > until && part.until <= request.prompt_tokens));
        until = part.until;
      }
      last_ns = request.arrival_ns;
    }
  } catch (const InvalidInput& refused) {
    check_problems(refused.problems());
  }
}

}  // namespace

TEST_CASE("mutated traces are read or refused, never worse") {
  const std::string original =
      GENERATE(as<std::string>{}, R"(arrival_s,prompt_tokens,output_tokens,prompt_id,prefix_id,prefix_tokens,session_id,priority,deadline_s
0.0,374,44,a,sys,100,s1,0,30
4.314579,396,109,b,sys,100,s2,-1,
4.541877,879,55,,sys,100,s1,,30
)",
               R"({"chat_id": 1, "parent_chat_id": -1, "timestamp": 0.0, "input_length": 40, "output_length": 32, "hash_ids": [1, 2, 3]}
{"chat_id": 2, "parent_chat_id": 1, "timestamp": 6.5, "input_length": 89, "output_length": 20, "hash_ids": [1, 2, 4, 5, 6, 7]}
)",
               "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n");
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "trace";
  Random random(20260114);
  for (int round = 0; round < 600; ++round) {
    test::spit(file, edited(original, random));
    read_trace(file);
  }
}

TEST_CASE("mutated gzip files are read or refused, never worse") {
  const std::string original = test::slurp(TRADEWIND_SOURCE_DIR "/tests/data/traces/small.csv.gz");
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "trace.gz";
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    test::spit(file, edited(original, random));
    read_trace(file);
  }
}

TEST_CASE("mutated pool files are read or refused, never worse") {
  const std::string original =
      GENERATE(as<std::string>{}, R"({"replicas": 2, "classic": {"triton": {"max_batch_size": 64, "preferred_batch_size": [8, 64],
 "instance_count": 2}, "batch": {"line": {"base_ms": 1.5, "ms_per_item": 0.21, "base_gpu_share": 0.5, "frontend_ms": 0.3}}}})",
               R"({"balancing": "least_outstanding", "server": {"kind": "vllm", "max_num_seqs": 128, "kv_blocks": 2000},
 "iteration": {"affine": {"base_ms": 6.2, "per_token_ms": 0.0172, "kv_bytes_per_token": 131072}}, "kv_transfer": {"latency_ms": 1, "gbit_s": 200},
 "groups": [{"replicas": 2, "role": "prefill"}, {"role": "decode", "iteration": {"gpu": "h100-sxm-80gb", "model": "Llama-3.1-8B", "tp": 1}}]})");
  Random random(11);
  for (int round = 0; round < 1000; ++round) {
    try {
      const ServerPool pool = read_pool_text(edited(original, random), "pool.json");
      if (const auto* classic = std::get_if<ClassicPool>(&pool)) {
        CHECK(classic->server.max_batch_size >= 1);
        CHECK(classic->replicas >= 1);
        if (classic->batch) CHECK(classic->batch->batch_ms(1) > 0);
        continue;
      }
      for (const ReplicaGroup& group : std::get<LlmPool>(pool).groups) {
        CHECK(group.replicas >= 1);
        CHECK(group.kv_blocks >= 1);
        CHECK(group.server.max_model_len >= 1);
      }
    } catch (const InvalidInput& refused) {
      check_problems(refused.problems());
    }
  }
}
