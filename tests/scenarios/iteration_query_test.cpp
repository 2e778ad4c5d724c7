#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "tradewind/scenarios/catalogue.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;

namespace {

const Catalogue& shipped() { return Catalogue::shipped(); }

IterationModel model_of(const IterationQuery& query) {
  const IterationAnswer answer = shipped().iteration_model(query);
  INFO(answer.why_not);
  REQUIRE(answer.model.has_value());
  return *answer.model;
}

double decode_ms(const IterationModel& m, double sequences, double context) {
  return m.linear.at(sequences) + m.lm_head.at(sequences) + m.decode_const_ms + m.decode_ms_per_seq * sequences +
         m.decode_ms_per_kv_token * sequences * context;
}

double prefill_ms(const IterationModel& m, double tokens) {
  return m.linear.at(tokens) + m.lm_head.at(1) + m.prefill_const_ms + m.prefill_ms_per_token * tokens + m.prefill_ms_per_pair * tokens * tokens / 2;
}

}  // namespace

TEST_CASE("formats without kernels on a GPU are refused") {
  const auto why_not = [](const char* gpu, const char* dtype) {
    return Catalogue::shipped().iteration_model({.gpu = gpu, .model = "Llama-3.1-8B", .dtype = dtype}).why_not;
  };
  CHECK(why_not("B200", "int8") == "b200-sxm-180gb: vLLM has no int8 kernels for it");
  CHECK(why_not("v100-sxm-32gb", "fp8") == "v100-sxm-32gb: vLLM has no fp8 kernels for it");
  CHECK(why_not("H100", "int8").empty());
  CHECK(why_not("B200", "int4").empty());
}

TEST_CASE("the method decides where the times come from, and the best is both", "[iteration]") {
  IterationQuery query{.gpu = "H100", .model = "Llama-3.1-8B"};
  const IterationModel best = model_of(query);
  CHECK(best.basis == TimingBasis::table_and_roofline);
  query.method = TimingMethod::table;
  const IterationModel table = model_of(query);
  CHECK(table.basis == TimingBasis::table);
  query.method = TimingMethod::roofline;
  const IterationModel roofline = model_of(query);
  CHECK(roofline.basis == TimingBasis::roofline);
  for (const double tokens : {1.0, 32.0, 500.0, 4096.0, 20000.0})
    CHECK_THAT(best.linear.at(tokens), WithinRel(std::sqrt(table.linear.at(tokens) * roofline.linear.at(tokens)), 0.02));
  // Attention is joined at 32 sequences of 1024 tokens.
  const auto attention = [](const IterationModel& m) { return decode_ms(m, 32, 1024) - m.linear.at(32) - m.lm_head.at(32); };
  CHECK_THAT(attention(best), WithinRel(std::sqrt(attention(table) * attention(roofline)), 1e-9));
}

TEST_CASE("without a table the best is the roofline, and a table that is asked for is missed in words", "[iteration]") {
  IterationQuery query{.gpu = "L4", .model = "Qwen/Qwen3-8B"};
  CHECK(model_of(query).basis == TimingBasis::roofline);
  query.method = TimingMethod::mean;
  const IterationAnswer answer = shipped().iteration_model(query);
  CHECK(!answer.model);
  CHECK(answer.why_not == "l4-24gb: no measured kernels of Qwen3-8B in bf16 with tensor_parallel 1");
}

TEST_CASE("models of the same shape share a table", "[iteration]") {
  const IterationQuery timed{.gpu = "H100", .model = "Llama-3.1-70B", .tensor_parallel = 4, .method = TimingMethod::table};
  IterationQuery twin = timed;
  for (const char* name : {"Llama-3.3-70B-Instruct", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "meta-llama/Meta-Llama-3-70B"}) {
    twin.model = name;
    CHECK(model_of(twin).linear.y == model_of(timed).linear.y);
  }
  twin.model = "Qwen2-72B";
  twin.dtype = "fp16";  // the kernels of bf16
  CHECK(model_of(twin).linear.y != model_of(timed).linear.y);
}

TEST_CASE("constants of the query reach the model", "[iteration]") {
  IterationQuery query{.gpu = "h100", .model = "Llama-3.1-8B", .method = TimingMethod::roofline};
  IterationConstants& c = query.constants;
  c.kernel_scale = {{"h100-sxm-80gb", 0.5}};
  c.host_ms_per_iteration = 1;
  c.host_ms_per_layer = 0.1;
  c.host_scale = {{"h100-sxm-80gb", 2}};
  const IterationModel one = model_of(query);
  CHECK(one.scale == 0.5);
  CHECK_THAT(one.host_ms, WithinRel(2 * (1 + 0.1 * 32), 1e-12));
  CHECK_THAT(one.host_ms_per_seq, WithinRel(2 * c.host_ms_per_sequence, 1e-12));
  query.dtype = "fp8";
  c.fp8_kernel_scale = 1.5;
  CHECK(model_of(query).scale == 0.75);
  query.dtype = "";
  // Every constant of the roofline moves some time.
  const IterationModel base = model_of({.gpu = "h100", .model = "Mixtral-8x7B", .tensor_parallel = 2, .method = TimingMethod::roofline});
  for (double IterationConstants::*constant :
       {&IterationConstants::gemm_compute_share, &IterationConstants::gemm_memory_share, &IterationConstants::expert_compute_share,
        &IterationConstants::expert_memory_share, &IterationConstants::elementwise_memory_share, &IterationConstants::attention_compute_share,
        &IterationConstants::attention_memory_share, &IterationConstants::attention_tokens_per_sequence, &IterationConstants::kernel_us,
        &IterationConstants::all_reduce_us, &IterationConstants::all_reduce_link_share, &IterationConstants::roofline_sharpness}) {
    IterationQuery varied{.gpu = "h100", .model = "Mixtral-8x7B", .tensor_parallel = 2, .method = TimingMethod::roofline};
    varied.constants.*constant *= 0.5;
    const IterationModel other = model_of(varied);
    CHECK(std::abs(decode_ms(other, 32, 512) / decode_ms(base, 32, 512) - 1) + std::abs(prefill_ms(other, 2048) / prefill_ms(base, 2048) - 1) > 1e-4);
  }
}

TEST_CASE("what cannot run says why", "[iteration]") {
  const auto why = [](const IterationQuery& query) { return shipped().iteration_model(query).why_not; };
  CHECK_THAT(why({.gpu = "H1000", .model = "Llama-3.1-8B"}), ContainsSubstring("there is no GPU \"H1000\""));
  CHECK_THAT(why({.gpu = "H100", .model = "Lama-3.1-8B"}), ContainsSubstring("did you mean \"Llama-3.1-8B\"?"));
  CHECK(why({.gpu = "T4", .model = "Llama-3.1-8B", .dtype = "bf16"}) == "t4: does not compute in bf16; fp16 works");
  CHECK_THAT(why({.gpu = "H100", .model = "Llama-3.1-8B", .dtype = "fp7"}), ContainsSubstring("dtype \"fp7\" is not known"));
  CHECK_THAT(why({.gpu = "H100", .model = "Qwen2.5-7B", .tensor_parallel = 8}), ContainsSubstring("possible: 1, 2, 4"));
  CHECK_THAT(why({.gpu = "H100", .model = "Llama-3.1-8B", .tensor_parallel = 0}), ContainsSubstring("tensor_parallel 0"));
  CHECK_THAT(why({.gpu = "H100", .model = "Llama-3.1-8B", .dtype = "mxfp4"}), ContainsSubstring("experts"));
}

TEST_CASE("the format follows the query, the name, the publisher, in this order", "[iteration]") {
  CHECK(model_of({.gpu = "H100", .model = "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", .tensor_parallel = 2}).dtype == "fp8");
  CHECK(model_of({.gpu = "H100", .model = "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", .dtype = "bf16", .tensor_parallel = 4}).dtype ==
        "bf16");
  CHECK(model_of({.gpu = "H100", .model = "openai/gpt-oss-20b"}).dtype == "mxfp4");
  CHECK(model_of({.gpu = "H200", .model = "deepseek-ai/DeepSeek-R1", .tensor_parallel = 8}).dtype == "fp8");
  CHECK(model_of({.gpu = "H100", .model = "Qwen/Qwen2.5-7B-Instruct-AWQ"}).dtype == "int4");
}
