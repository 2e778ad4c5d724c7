#include "tradewind/scenarios/timing_errors.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "catalogue/timing_errors.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;

namespace {

const Catalogue& catalogue() { return Catalogue::shipped(); }

const std::vector<LoadTestError> runs{{"h100-sxm-80gb", "Llama-3.1-8B", "bf16", 1, 2, -5, 10},
                                      {"h100-sxm-80gb", "Llama-3.1-8B", "bf16", 1, -4, 1, -30},
                                      {"h100-sxm-80gb", "Llama-3.1-8B", "bf16", 2, 9, 9, 9},
                                      {"a100-sxm-80gb", "Mixtral-8x7B", "bf16", 2, -7, -7, -7},
                                      {"h100-sxm-80gb", "Mixtral-8x7B", "bf16", 2, 3, 3, 3}};

TimingErrors errors_of(const char* gpu, const char* model, const char* dtype = "", int gpus = 1) {
  return timing_errors(catalogue(), {.gpu = gpu, .model = model, .dtype = dtype, .tensor_parallel = gpus}, runs);
}

}  // namespace

TEST_CASE("the error of a case is the median of the absolute errors of its own load tests") {
  const TimingErrors errors = errors_of("H100", "meta-llama/Llama-3.1-8B-Instruct");
  REQUIRE(errors.measured);
  CHECK(errors.related.empty());
  CHECK(errors.measured->runs == 2);
  CHECK_THAT(errors.measured->e2e_mean_percent, WithinAbs(3, 1e-12));
  CHECK_THAT(errors.measured->ttft_mean_percent, WithinAbs(3, 1e-12));
  CHECK_THAT(errors.measured->ttft_p99_percent, WithinAbs(20, 1e-12));
  CHECK(errors_of("H100", "Llama-3.1-8B", "fp16").measured);  // the same kernels
}

TEST_CASE("a case that nobody measured gets its kin, nearest first and each group once") {
  const TimingErrors other_split = errors_of("H100", "Llama-3.1-8B", "", 4);
  CHECK_FALSE(other_split.measured);
  REQUIRE(other_split.related.size() == 3);  // its shape on any GPU and dense models on H100 are the same runs as its shape on H100
  CHECK(other_split.related[0].runs == 3);   // its shape on H100
  CHECK(other_split.related[1].runs == 4);   // any model on H100
  CHECK(other_split.related[2].runs == 5);   // any model on any GPU

  const TimingErrors other_format = errors_of("H100", "Llama-3.1-8B", "fp8");
  CHECK_FALSE(other_format.measured);

  const TimingErrors mixture = errors_of("H100", "Qwen3-30B-A3B");
  REQUIRE_FALSE(mixture.related.empty());
  CHECK(mixture.related[0].what == "mixtures of experts on h100-sxm-80gb");
  CHECK(mixture.related[0].runs == 1);

  const TimingErrors other_gpu = errors_of("L40S", "Llama-3.1-8B");
  REQUIRE(other_gpu.related.size() == 2);
  CHECK(other_gpu.related[0].what == "models of the shape of Llama-3.1-8B on any GPU");
  CHECK(other_gpu.related[1].what == "any model on any GPU");
}

TEST_CASE("a query without an answer has no errors") {
  const TimingErrors errors = errors_of("H100", "no such model");
  CHECK_FALSE(errors.measured);
  CHECK(errors.related.empty());
}

TEST_CASE("the shipped catalogue states the errors of its predictions") {
  const TimingErrors measured = catalogue().timing_errors({.gpu = "H100", .model = "Llama-3.1-8B"});
  REQUIRE(measured.measured);
  CHECK(measured.measured->runs >= 2);
  CHECK(measured.measured->e2e_mean_percent < 10);
  CHECK_FALSE(catalogue().timing_errors({.gpu = "L4", .model = "Qwen3-8B"}).measured);
}
