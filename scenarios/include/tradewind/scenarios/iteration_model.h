// How long one iteration of a continuously batching LLM server takes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// Piecewise linear table y(x); x ascending.
struct Table1d {
  std::vector<double> x, y;

  // Constant before the first point, in proportion to x past the last one; 0 for an empty table.
  double at(double value) const;
};

// Where an iteration model comes from.
enum class TimingBasis { table, roofline, table_and_roofline };
std::string_view to_string(TimingBasis basis);

// Time of one iteration of continuous batching. With T tokens computed, S sequences that emit a token, d decoding sequences that read K
// KV tokens, and chunks of c tokens after p tokens already computed:
//   t = scale * [linear(T) + lm_head(S) + (d > 0) * (decode_const + decode_ms_per_seq * d + decode_ms_per_kv_token * K)
//       + (chunks) * (prefill_const + prefill_ms_per_token * sum c + prefill_ms_per_pair * sum c (p + c/2))]
//       + host_ms + host_ms_per_seq * (d + chunks)
// An affine model has an empty `linear` and `lm_head`.
struct IterationModel {
  std::string gpu, model, dtype, source;
  TimingBasis basis = TimingBasis::table;
  int tensor_parallel = 1;
  Table1d linear;   // x: tokens, y: ms; past the last point in proportion to tokens
  Table1d lm_head;  // x: sequences, y: ms
  double decode_const_ms = 0, decode_ms_per_seq = 0, decode_ms_per_kv_token = 0;
  double prefill_const_ms = 0, prefill_ms_per_token = 0, prefill_ms_per_pair = 0;
  double base_ms = 0, ms_per_token = 0;  // affine models: base + per token
  double scale = 1;
  double host_ms = 0, host_ms_per_seq = 0;
  double host_pause_ms = 0;        // what an iteration takes longer now and then, after each host_pause_requests-th request that was finished
  int host_pause_requests = 0;     // 0 = never
  double frontend_ms = 0;          // between the HTTP request and the scheduler, once a request
  std::int64_t max_kv_tokens = 0;  // as the source of a measured table states it; 0 = not stated. kv_capacity() is what servers get
  std::int64_t weights_bytes = 0;
  std::int64_t kv_bytes_per_token = 0;
};

}  // namespace tradewind
