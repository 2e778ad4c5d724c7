#include "serving/iteration_time.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace tradewind;
using namespace tradewind::serving;
using Catch::Matchers::WithinRel;

namespace {

IterationModel full_model() {
  IterationModel model;
  model.linear = {{1, 100, 200}, {4, 5, 9}};
  model.lm_head = {{1, 10}, {0.2, 0.4}};
  model.decode_const_ms = 0.1;
  model.decode_ms_per_seq = 0.01;
  model.decode_ms_per_kv_token = 1e-5;
  model.prefill_const_ms = 0.3;
  model.prefill_ms_per_token = 0.001;
  model.prefill_ms_per_pair = 1e-6;
  model.scale = 2;
  model.host_ms = 0.5;
  model.host_ms_per_seq = 0.02;
  return model;
}

}  // namespace

TEST_CASE("an iteration costs what the formula says") {
  const IterationTime time(full_model(), {.max_num_seqs = 20, .max_num_batched_tokens = 400});
  // 150 tokens: 7 ms; 10 emitting: 0.4 ms; 9 decoding on 3000 KV tokens; one chunk of 141 after 59.
  const Batch mixed{
      .tokens = 150, .emitting = 10, .decoding = 9, .chunks = 1, .kv_tokens = 3000, .chunk_tokens = 141, .chunk_pairs = 141 * (59 + 70.5)};
  const double expected = 2 * (7 + 0.4 + 0.1 + 0.09 + 0.03 + 0.3 + 0.141 + 1e-6 * 141 * 129.5) + 0.5 + 0.02 * 10;
  CHECK_THAT(time.ms(mixed), WithinRel(expected, 1e-12));
}

TEST_CASE("past its last point a table grows in proportion") {
  const IterationTime time(full_model(), {.max_num_seqs = 20, .max_num_batched_tokens = 400});
  const double at_200 = time.ms({.tokens = 200}), at_400 = time.ms({.tokens = 400});
  CHECK_THAT(at_400 - at_200, WithinRel(2 * 9.0, 1e-12));
}

TEST_CASE("a run of decodes is the sum of its iterations") {
  const IterationTime time(full_model(), {.max_num_seqs = 20, .max_num_batched_tokens = 400});
  double sum = 0;
  for (int n = 0; n < 500; ++n) {
    CHECK_THAT(time.decode_run_ms(7, 1234, n), WithinRel(sum, 1e-12));
    sum += time.ms({.tokens = 7, .emitting = 7, .decoding = 7, .kv_tokens = 1234.0 + 7 * n});
  }
}
