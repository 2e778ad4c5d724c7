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

LlmPool read_llm(const std::string& text, const std::string& file_name) { return std::get<LlmPool>(read_pool_text(text, file_name)); }

LlmPool pool_of(const std::string& iteration, const std::string& server, const std::string& rest = "") {
  return read_llm("{\"iteration\": " + iteration + ", \"server\": {" + server + "}" + rest + "}", "pool.json");
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
  const LlmPool pool = read_llm(
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
  const LlmPool pool = read_llm(R"({"iteration": )" + affine + R"(, "server": {"kv_blocks": 1000, "max_num_seqs": 64},
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
  const LlmPool pool = read_llm(R"({"iteration": )" + h100 + R"(, "kv_transfer": {"latency_ms": 2, "gbit_s": 200},
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

TEST_CASE("a classic pool has a server by its own names and a time of a batch") {
  const auto classic = [](const std::string& text) { return std::get<ClassicPool>(read_pool_text(text, "pool.json")); };
  const ClassicPool line = classic(R"({"replicas": 3, "classic": {"batch": {"line": {"base_ms": 2, "ms_per_item": 0.5, "frontend_ms": 1}},
                                      "triton": {"max_batch_size": 32, "instance_count": 2, "balancing": "power_of_two"}}})");
  CHECK((line.replicas == 3 && line.server.max_batch_size == 32 && line.server.instances == 2 && line.balancing == Balancing::power_of_two));
  REQUIRE(line.batch);
  CHECK((line.batch->batch_ms(8) == 6 && line.batch->frontend_ms == 1 && line.batch->base_gpu_share == 0.5));
  CHECK_FALSE(classic(R"({"classic": {}})").batch);
  CHECK(classic(R"({"classic": {"torchserve": {"batch_size": 4}}})").server.kind == BatchServer::Kind::torchserve);
  // Of the catalogue: the fastest backend, or the one that is asked for.
  const BatchModel fastest = *classic(R"({"classic": {"batch": {"gpu": "T4", "model": "BERT-large"}}})").batch;
  const BatchModel asked = *classic(R"({"classic": {"batch": {"gpu": "t4", "model": "BERT-large", "backend": "PyTorch FP16"}}})").batch;
  CHECK((fastest.gpu == "t4" && asked.backend == "PyTorch FP16" && fastest.batch_ms(1) < asked.batch_ms(1)));
}

TEST_CASE("what is wrong with a classic pool is said where it stands") {
  const auto [text, pointer, found] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"classic": {}, "server": {"max_num_seqs": 8}})", "/server", "server beside classic"},
      {R"({"classic": {}, "balancing": "round_robin"})", "/balancing", "balancing beside classic"},
      {R"({"classic": {}, "iteration": {"affine": {"base_ms": 6}}})", "/iteration", "iteration beside classic"},
      {R"({"classic": {"batch": {"gpu": "t4"}}})", "/classic/batch", "a gpu without a model"},
      {R"({"classic": {"batch": {"gpu": "h100-sxm-80gb", "model": "BERT-large"}}})", "/classic/batch", "no timing"},
      {R"({"classic": {"batch": {"gpu": "t4", "model": "BERT-large", "backend": "CPU"}}})", "/classic/batch/backend", "\"CPU\""},
      {R"({"classic": {"batch": {"line": {}}}})", "/classic/batch/line", "take no time"},
      {R"({"classic": {"batch": {"calibration": "nowhere.json"}}})", "/classic/batch/calibration", "nowhere.json"},
      {R"({"classic": {"triton": {"max_batch_size": 8, "preferred_batch_size": [9]}}})", "/classic/triton/preferred_batch_size/0", "9 items"},
      {R"({"classic": {"triton": {}, "torchserve": {}}})", "/classic", "\"triton\" and \"torchserve\""},
      {R"({"classic": {"batch": {"line": {"base_ms": 1}, "gpu": "t4"}}})", "/classic/batch", "\"gpu\" and \"line\""},
  }));
  const Problems problems = problems_of(text);
  CAPTURE(text);
  REQUIRE(problems.size() == 1);
  CAPTURE(to_string(problems[0]));
  CHECK(problems[0].pointer == pointer);
  CHECK_THAT(problems[0].found, ContainsSubstring(found));
}

TEST_CASE("an entry of a classic model comes back from its file") {
  BatchEntry entry{.model = {.model = "resnet \"50\"",
                             .gpu = "t4",
                             .backend = "TensorRT FP16",
                             .base_ms = 1.25,
                             .ms_per_item = 0.2,
                             .mean_error = 0.04,
                             .batch_max = 128,
                             .load_factor = 2,
                             .base_gpu_share = 0.3,
                             .frontend_ms = 0.7},
                   .check_error = 0.06,
                   .measured = {"perf.csv"}};
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "entry.json", to_json(entry));
  test::spit(folder.path() / "pool.json", R"({"classic": {"batch": {"calibration": "entry.json"}}})");
  const BatchModel back = *std::get<ClassicPool>(read_pool(folder.path() / "pool.json")).batch;
  CHECK((back.model == entry.model.model && back.gpu == "t4" && back.backend == "TensorRT FP16" && back.batch_max == 128));
  CHECK((back.load_factor == 1 && back.batch_ms(10) == entry.model.batch_ms(10) && back.base_gpu_share == 0.3 && back.frontend_ms == 0.7));
  CHECK(back.source == "calibrated (entry.json)");
  test::spit(folder.path() / "entry.json", R"({"model": "m", "gpu": "t5", "base_ms": 1, "ms_per_item": 1, "batch_max": 8})");
  CHECK_THROWS_AS(read_pool(folder.path() / "pool.json"), InvalidInput);
}

TEST_CASE("the pools in docs are pools") {
  const std::string page = test::slurp(TRADEWIND_SOURCE_DIR "/docs/replay.md"), fence = "```json\n";
  int pools = 0;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at), ++pools) {
    at += fence.size();
    CHECK_NOTHROW(read_pool_text(page.substr(at, page.find("```", at) - at), TRADEWIND_SOURCE_DIR "/scenarios/examples/replay/pool.json"));
  }
  CHECK(pools == 4);
}
