// Time of the iterations of one LLM server, tabulated from an IterationModel (formula there) for the batches that the server can form.
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/time.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::serving {

// What one iteration computes.
struct Batch {
  int tokens = 0;           // all tokens computed
  int emitting = 0;         // sequences that emit a token
  int decoding = 0;         // sequences that compute the one token after their last
  int chunks = 0;           // sequences that compute a part of their prompt
  double kv_tokens = 0;     // tokens that the decoding sequences attend to, the new one included
  double chunk_tokens = 0;  // sum of the chunks' lengths
  double chunk_pairs = 0;   // sum of c (p + c/2): chunk of c tokens after p computed ones
};

// Small batches are padded to the sizes for which vLLM captures CUDA graphs (vllm/config/vllm.py, Apache-2.0, read 2026-11): 1, 2, 4, then steps of 8
// up to 256, then of 16, up to twice max_num_seqs and at most 512 tokens. Larger ones are not padded.
int padded_tokens(int tokens, int max_num_seqs);

class IterationTime {
 public:
  IterationTime(const IterationModel& model, const VllmServer& server);

  double ms(const Batch& batch) const;

  // A run of pure decode iterations of the same `decoding` sequences; kv_tokens are those of the first iteration, and each iteration adds one
  // token a sequence. Time of the first n of them: an arithmetic progression, n * fixed + per_kv * (n * K + d * n (n - 1) / 2).
  double decode_run_ms(int decoding, double kv_tokens, std::int64_t n) const {
    const auto steps = static_cast<double>(n);
    return steps * decode_fixed_ms_[static_cast<std::size_t>(decoding)] +
           kv_token_ms_ * (steps * kv_tokens + static_cast<double>(decoding) * steps * (steps - 1) / 2);
  }

  // The n, as a real number, at which decode_run_ms reaches `ms`.
  double decode_iterations(int decoding, double kv_tokens, double ms) const;

 private:
  IterationModel model_;
  std::vector<double> linear_ms_;        // by tokens, padded
  std::vector<double> lm_head_ms_;       // by sequences
  std::vector<double> decode_fixed_ms_;  // by decoding sequences: everything but the KV term
  double kv_token_ms_ = 0;
};

}  // namespace tradewind::serving
