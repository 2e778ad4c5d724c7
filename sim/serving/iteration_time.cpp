#include "serving/iteration_time.h"

#include <algorithm>
#include <cmath>

namespace tradewind::serving {
namespace {

constexpr int largest_cuda_graph = 512;

std::vector<double> tabulate(const Table1d& table, int largest) {
  std::vector<double> values(static_cast<std::size_t>(largest) + 1);
  for (std::size_t x = 1; x < values.size(); ++x) values[x] = table.at(static_cast<double>(x));
  return values;
}

}  // namespace

int padded_tokens(int tokens, int max_num_seqs) {
  if (tokens > std::min(2 * max_num_seqs, largest_cuda_graph)) return tokens;
  if (tokens <= 2) return tokens;
  if (tokens <= 4) return 4;
  const int step = tokens <= 256 ? 8 : 16;
  return (tokens + step - 1) / step * step;
}

IterationTime::IterationTime(const IterationModel& model, const VllmServer& server)
    : model_(model),
      linear_ms_(tabulate(model.linear, std::max(server.max_num_batched_tokens, server.max_num_seqs))),
      lm_head_ms_(tabulate(model.lm_head, server.max_num_seqs)),
      kv_token_ms_(model.scale * model.decode_ms_per_kv_token) {
  if (!server.enforce_eager && !model.linear.x.empty()) {
    const std::vector<double> exact = linear_ms_;
    for (std::size_t tokens = 1; tokens < exact.size(); ++tokens) {
      const auto padded = static_cast<std::size_t>(padded_tokens(static_cast<int>(tokens), server.max_num_seqs));
      linear_ms_[tokens] = padded < exact.size() ? exact[padded] : model.linear.at(static_cast<double>(padded));
    }
  }
  decode_fixed_ms_.push_back(0);
  for (int d = 1; d <= server.max_num_seqs; ++d) decode_fixed_ms_.push_back(ms({.tokens = d, .emitting = d, .decoding = d}));
}

double IterationTime::ms(const Batch& batch) const {
  const IterationModel& m = model_;
  double gpu = m.base_ms + m.ms_per_token * batch.tokens + linear_ms_[static_cast<std::size_t>(batch.tokens)] +
               lm_head_ms_[static_cast<std::size_t>(batch.emitting)];
  if (batch.decoding > 0) gpu += m.decode_const_ms + m.decode_ms_per_seq * batch.decoding + m.decode_ms_per_kv_token * batch.kv_tokens;
  if (batch.chunks > 0) gpu += m.prefill_const_ms + m.prefill_ms_per_token * batch.chunk_tokens + m.prefill_ms_per_pair * batch.chunk_pairs;
  return m.scale * gpu + m.host_ms + m.host_ms_per_seq * (batch.decoding + batch.chunks);
}

// Of n * a + b * n (n - 1) / 2 = ms, in the form that keeps its digits when b is small.
double IterationTime::decode_iterations(int decoding, double kv_tokens, double ms) const {
  const double b = kv_token_ms_ * decoding, a = decode_fixed_ms_[static_cast<std::size_t>(decoding)] + kv_token_ms_ * kv_tokens - b / 2;
  return 2 * ms / (a + std::sqrt(a * a + 2 * b * ms));
}

}  // namespace tradewind::serving
