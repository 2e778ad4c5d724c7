#include "tradewind/scenarios/pool.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "support/command.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string affine = R"({"affine": {"base_ms": 6.2, "per_token_ms": 0.0172, "per_prefill_pair_ms": 2e-6, "per_kv_token_ms": 4.4e-5}})";
const std::string h100 = R"({"gpu": "h100-sxm-80gb", "model": "Llama-3.1-8B", "tp": 1})";

LlmPool pool_of(const std::string& iteration, const std::string& server, const std::string& rest = "") {
  return read_pool_text("{\"iteration\": " + iteration + ", \"server\": {" + server + "}" + rest + "}", "pool.json");
}

Problems problems_of(const std::string& text) {
  try {
    read_pool_text(text, "pool.json");
  } catch (const InvalidInput& refused) {
    return refused.problems();
  }
  return {};
}

}  // namespace

TEST_CASE("an affine pool is what it says and no more") {
  const LlmPool pool = read_pool_text(
      R"({"replicas": 3, "balancing": "power_of_two",
          "server": {"kind": "vllm", "max_num_seqs": 128, "max_num_batched_tokens": 512, "chunked_prefill": true, "prefix_caching": false,
                     "block_size": 16, "kv_blocks": 100000},
          "iteration": )" +
          affine + "}",
      "pool.json");
  CHECK(pool.balancing == Balancing::power_of_two);
  REQUIRE(pool.groups.size() == 1);
  const ReplicaGroup& group = pool.groups[0];
  CHECK(group.replicas == 3);
  CHECK(group.kv_blocks == 100000);
  CHECK(group.server.max_num_batched_tokens == 512);
  CHECK_FALSE(group.server.prefix_caching);
  CHECK_FALSE(group.server.async_scheduling);
  CHECK(group.server.enforce_eager);
  CHECK(group.server.max_model_len == 1'600'000);  // whatever the cache holds
  CHECK(group.iteration.base_ms == 6.2);
  CHECK(group.iteration.ms_per_token == 0.0172);
  CHECK(group.iteration.prefill_ms_per_pair == 2e-6);
  CHECK(group.iteration.decode_ms_per_kv_token == 4.4e-5);
  CHECK(group.iteration.scale == 1);
  CHECK(group.iteration.host_ms + group.iteration.host_ms_per_seq + group.iteration.frontend_ms == 0);
}

TEST_CASE("what an affine pool gives goes before what affine implies") {
  const LlmPool pool = pool_of(affine, R"("kv_blocks": 10, "async_scheduling": true, "enforce_eager": false, "max_model_len": 100)");
  CHECK(pool.groups[0].server.async_scheduling);
  CHECK_FALSE(pool.groups[0].server.enforce_eager);
  CHECK(pool.groups[0].server.max_model_len == 100);
}

TEST_CASE("without chunks the context ends where the token budget ends") {
  CHECK(pool_of(affine, R"("kv_blocks": 1000, "chunked_prefill": false, "max_num_batched_tokens": 512)").groups[0].server.max_model_len == 512);
}

TEST_CASE("a pool on a GPU has vLLM's defaults and the memory that the weights leave") {
  const LlmPool pool = pool_of(h100, "");
  const ReplicaGroup& group = pool.groups[0];
  CHECK(pool.balancing == Balancing::round_robin);
  CHECK(group.replicas == 1);
  CHECK(group.server.async_scheduling);
  CHECK_FALSE(group.server.enforce_eager);
  CHECK(group.server.prefix_caching);
  CHECK(group.iteration.model == "Llama-3.1-8B");
  // 80 GiB x 0.9, less 16 GB of weights and some reserve, at 131,072 bytes a token.
  CHECK(group.kv_blocks > 22'000);
  CHECK(group.kv_blocks < 30'000);
  CHECK(pool_of(h100, R"("kv_blocks": 5000)").groups[0].kv_blocks == 5000);
}

TEST_CASE("groups take what they do not say from the pool") {
  const LlmPool pool = read_pool_text(R"({"iteration": )" + affine + R"(, "server": {"kv_blocks": 1000, "max_num_seqs": 64},
          "groups": [{"replicas": 2}, {"server": {"kv_blocks": 500}, "iteration": {"affine": {"base_ms": 3}}}]})",
                                      "pool.json");
  REQUIRE(pool.groups.size() == 2);
  CHECK(pool.groups[0].replicas == 2);
  CHECK(pool.groups[0].server.max_num_seqs == 64);
  CHECK(pool.groups[0].iteration.base_ms == 6.2);
  CHECK(pool.groups[1].replicas == 1);
  CHECK(pool.groups[1].kv_blocks == 500);
  CHECK(pool.groups[1].server.max_num_seqs == 128);
  CHECK(pool.groups[1].iteration.base_ms == 3);
}

TEST_CASE("prefill and decode apart") {
  const LlmPool pool = read_pool_text(R"({"iteration": )" + h100 + R"(, "kv_transfer": {"latency_ms": 2, "gbit_s": 200},
      "groups": [{"role": "prefill", "replicas": 2}, {"role": "decode"}]})",
                                      "pool.json");
  REQUIRE(pool.groups.size() == 2);
  CHECK(pool.groups[0].role == ReplicaRole::prefill);
  CHECK(pool.groups[1].role == ReplicaRole::decode);
  CHECK(pool.kv_transfer.latency_ms == 2);
  CHECK(pool.kv_transfer.gbit_s == 200);
}

TEST_CASE("a pool that cannot be is refused with the place and the reason") {
  const auto [text, pointer, found] = GENERATE(table<std::string, std::string, std::string>({
      {"{}", "", "no iteration"},
      {R"({"iteration": {}})", "/iteration", "none of the fields"},
      {R"({"iteration": {"gpu": "h100-sxm-80gb"}})", "/iteration", "without a model"},
      {R"({"iteration": {"gpu": "h100-sxm-80gb", "model": "Llama-3.1-8B", "tp": 7}})", "/iteration", "tp 7"},
      {R"({"iteration": {"gpu": "abacus", "model": "Llama-3.1-8B"}})", "/iteration/gpu", "abacus"},
      {R"({"iteration": {"gpu": "h100-sxm-80gb", "model": "Llama-3.1-8B", "affine": {"base_ms": 1}}})", "/iteration", "the fields \"gpu\" and"},
      {R"({"iteration": {"affine": {}}, "server": {"kv_blocks": 10}})", "/iteration/affine", "no time"},
      {R"({"iteration": {"affine": {"base_ms": 1}}})", "", "no kv_blocks"},
      {R"({"iteration": {"affine": {"base_ms": -1}}, "server": {"kv_blocks": 10}})", "/iteration/affine/base_ms", "-1"},
      {R"({"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10, "max_num_batched_tokens": 64}})", "/server/max_num_batched_tokens",
       "64 tokens an iteration for up to 128"},
      {R"({"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10, "chunked_prefill": false, "max_model_len": 4096}})", "/server",
       "2048 tokens an iteration for prompts"},
      {R"({"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10, "kind": "tgi"}})", "/server/kind", "tgi"},
      {R"({"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10}, "replicas": 0})", "/replicas", "0"},
      {R"({"replicas": 2, "groups": [{"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10}}]})", "/replicas", "beside groups"},
      {R"({"groups": [{"server": {"kv_blocks": 10}}]})", "/groups/0", "no iteration"},
      {R"({"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10}, "groups": [{"role": "decode"}], "kv_transfer": {"gbit_s": 1}})",
       "/groups", "0 prefill, 1 decode"},
      {R"({"iteration": {"gpu": "h100-sxm-80gb", "model": "Llama-3.1-8B"}, "server": {"max_model_len": 9000000}})", "/server/max_model_len",
       "9000000 tokens where"},
      {R"({"iteration": {"affine": {"base_ms": 1}}, "server": {"kv_blocks": 10}, "replica": 2})", "/replica", "replica"},
  }));
  CAPTURE(text);
  const Problems problems = problems_of(text);
  REQUIRE_FALSE(problems.empty());
  CAPTURE(to_string(problems[0]));
  CHECK(problems[0].pointer == pointer);
  CHECK_THAT(problems[0].found, ContainsSubstring(found));
  CHECK_FALSE(problems[0].expected.empty());
}

TEST_CASE("a pool file that cannot be read is a problem") { CHECK_THROWS_AS(read_pool("/nowhere/pool.json"), InvalidInput); }

TEST_CASE("the pools in docs are pools") {
  const std::string page = test::slurp(TRADEWIND_SOURCE_DIR "/docs/replay.md"), fence = "```json\n";
  int pools = 0;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at), ++pools) {
    at += fence.size();
    CHECK_FALSE(read_pool_text(page.substr(at, page.find("```", at) - at), "docs/replay.md").groups.empty());
  }
  CHECK(pools == 3);
}
