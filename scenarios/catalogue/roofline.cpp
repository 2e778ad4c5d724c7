#include "catalogue/roofline.h"

#include <algorithm>
#include <cmath>

namespace tradewind {
namespace {

constexpr double activation_bytes = 2;  // bf16 and fp16 between the layers and in the KV cache

class Roofline {
 public:
  Roofline(const CatalogueGpu& gpu, const ModelArchitecture& model, const NumberFormat& format, const Deployment& deployment,
           const IterationConstants& c)
      : gpu_(gpu), m_(model), format_(format), deployment_(deployment), c_(c), tp_(deployment.tensor_parallel) {}

  // All layers for T tokens, ms, without attention itself.
  double linear_ms(double tokens) const {
    const double moe = m_.moe_layers(), dense = m_.dense_mlp_layers(), blocks = m_.attention_layers() + m_.recurrent_layers + m_.mlp_layers();
    double us = m_.attention_layers() * attention_products_us(tokens) + blocks * (elementwise_us(tokens, 4.0 * m_.hidden) + all_reduce_us(tokens));
    if (m_.recurrent_layers > 0) us += m_.recurrent_layers * recurrent_products_us(tokens);
    if (dense > 0) us += dense * mlp_us(tokens, m_.intermediate);
    if (moe > 0) us += moe * mixture_us(tokens);
    return (us + elementwise_us(tokens, 2.0 * m_.hidden) + all_reduce_us(tokens)) / 1000;  // embedding
  }

  double lm_head_ms(double sequences) const { return product_us(sequences, m_.vocab / tp_, m_.hidden, 16, gpu_.fp16_tflops) / 1000; }

  void attention(IterationModel& result) const {
    const double mixers = m_.attention_layers() + m_.recurrent_layers, kernel_ms = mixers * c_.kernel_us / 1000;
    const double seen = hiding_layers(), all = m_.attention_layers() - seen;
    result.decode_const_ms = 2 * kernel_ms;  // writing the new KV, reading the old
    result.decode_ms_per_kv_token = all * layer_ms_per_kv_token();
    result.decode_ms_per_seq = layer_ms_per_kv_token() * (m_.attention_layers() * c_.attention_tokens_per_sequence + seen * m_.sliding_window) +
                               m_.recurrent_layers * 2 * state_ms();
    result.prefill_const_ms = 2 * kernel_ms;
    result.prefill_ms_per_token = m_.attention_layers() * elementwise_ms(qkv_width() + heads() * m_.head_dim) +
                                  seen * m_.sliding_window * layer_ms_per_pair() + m_.recurrent_layers * scan_ms_per_token();
    result.prefill_ms_per_pair = all * layer_ms_per_pair();
  }

 private:
  double heads() const { return static_cast<double>(m_.heads) / tp_; }
  double kv_heads() const { return std::max(1.0, static_cast<double>(m_.kv_heads) / tp_); }
  double qkv_width() const { return (heads() + 2 * kv_heads()) * m_.head_dim; }
  double memory_us(double bytes, double share) const { return bytes / (gpu_.bandwidth_gb_s * share * 1e3); }
  double compute_us(double operations, double tflops, double share) const { return operations / (tflops * share * 1e6); }

  // The larger of the two far from the ridge, somewhat more near it.
  double together(double compute, double memory) const {
    const double larger = std::max(compute, memory), ratio = std::min(compute, memory) / larger;
    return larger * std::pow(1 + std::pow(ratio, c_.roofline_sharpness), 1 / c_.roofline_sharpness);
  }

  double product_us(double rows, double columns, double depth, double bits, double tflops) const {
    const double bytes = columns * depth * bits / 8 + rows * (columns + depth) * activation_bytes;
    return together(compute_us(2 * rows * columns * depth, tflops, c_.gemm_compute_share), memory_us(bytes, c_.gemm_memory_share)) + c_.kernel_us;
  }

  // A product with weights of the layers. Where activations are quantised too, a kernel before it reads and writes them.
  double layer_product_us(double rows, double columns, double depth) const {
    const bool quantised = format_.arithmetic != Arithmetic::half && computes_natively(gpu_, format_);
    return product_us(rows, columns, depth, format_.dense_bits, peak_tflops(gpu_, format_)) + (quantised ? elementwise_us(rows, 1.5 * depth) : 0);
  }

  // One kernel that passes `numbers` activations a token through memory.
  double elementwise_ms(double numbers) const { return memory_us(numbers * activation_bytes, c_.elementwise_memory_share) / 1000; }
  double elementwise_us(double tokens, double numbers) const { return tokens * elementwise_ms(numbers) * 1000 + c_.kernel_us; }

  double attention_products_us(double tokens) const {
    const double output = layer_product_us(tokens, m_.hidden, heads() * m_.head_dim);
    if (!m_.is_mla())
      return layer_product_us(tokens, qkv_width(), m_.hidden) + elementwise_us(tokens, 2 * (heads() + kv_heads()) * m_.head_dim) + output;
    const double rope = m_.qk_rope_head_dim, query = heads() * (m_.head_dim + rope), latent = m_.kv_lora_rank;
    const double queries = m_.q_lora_rank > 0 ? layer_product_us(tokens, query, m_.q_lora_rank) : layer_product_us(tokens, query, m_.hidden);
    // Down-projections are on every GPU; the up-projection is absorbed into query and output, head by head.
    return queries + layer_product_us(tokens, m_.q_lora_rank + latent + rope, m_.hidden) + elementwise_us(tokens, 2 * (query + latent)) +
           layer_product_us(tokens, heads() * 2 * m_.head_dim, latent) + output;
  }

  double mlp_us(double tokens, double intermediate) const {
    const double width = intermediate / tp_, gates = m_.mlp_matrices() - 1;
    return layer_product_us(tokens, gates * width, m_.hidden) + elementwise_us(tokens, (gates + 1) * width) +
           layer_product_us(tokens, m_.hidden, width);
  }

  // Router, experts, shared experts of one layer. With expert parallelism the busiest GPU decides: T k / n pairs on average, and about sqrt(2 m ln n)
  // more on the fullest of n (the largest of n Poisson variables of mean m; Gumbel, "Statistics of Extremes", 1958, for the normal approximation).
  double mixture_us(double tokens) const {
    const double router = product_us(tokens, m_.experts, m_.hidden, 16, gpu_.fp16_tflops) + c_.kernel_us;
    const double pairs = tokens * m_.experts_per_token, touched = expected_experts(tokens, m_.experts, m_.experts_per_token);
    double here_pairs = pairs, here_touched = touched, width = static_cast<double>(m_.moe_intermediate) / tp_;
    if (deployment_.expert_parallel && tp_ > 1) {
      const double mean = pairs / tp_, mean_touched = touched / tp_, log_gpus = std::log(tp_);
      here_pairs = std::min(pairs, mean + std::sqrt(2 * mean * log_gpus));
      here_touched = std::min({here_pairs, static_cast<double>(m_.experts) / tp_, mean_touched + std::sqrt(2 * mean_touched * log_gpus)});
      width = m_.moe_intermediate;
    }
    const double shared = m_.shared_intermediate > 0 ? mlp_us(tokens, m_.shared_intermediate) : 0;
    return router + grouped_product_us(here_pairs, here_touched, width) + shared;
  }

  // All matrices of the touched experts, with the activation between them.
  double grouped_product_us(double pairs, double touched, double width) const {
    const double weights = m_.mlp_matrices() * m_.hidden * width;
    const double bytes = touched * weights * format_.expert_bits / 8 + pairs * (2.0 * m_.hidden + m_.mlp_matrices() * width) * activation_bytes;
    const double compute = compute_us(2 * pairs * weights, peak_tflops(gpu_, format_), c_.expert_compute_share);
    return together(compute, memory_us(bytes, c_.expert_memory_share)) + elementwise_us(pairs, m_.mlp_matrices() * width) + 2 * c_.kernel_us;
  }

  // Ring all-reduce: each GPU sends 2 (n - 1) / n of the bytes (Patarasuk, Yuan: "Bandwidth optimal all-reduce algorithms", JPDC 69(2), 2009).
  double all_reduce_us(double tokens) const {
    if (tp_ == 1) return 0;
    const double sent = 2.0 * (tp_ - 1) / tp_ * tokens * m_.hidden * activation_bytes;
    return c_.all_reduce_us + sent / (gpu_.link_gb_s * c_.all_reduce_link_share * 1e3);
  }

  // Layers whose window is shorter than the context.
  double hiding_layers() const { return m_.sliding_window < deployment_.context_tokens ? m_.windowed_layers : 0; }

  // All products of a layer without attention: one into the layer, one out of it.
  double recurrent_products_us(double tokens) const {
    return layer_product_us(tokens, static_cast<double>(m_.recurrent_parameters) / m_.hidden / tp_, m_.hidden) + 2 * c_.kernel_us;
  }
  // The state of one layer through memory once; decoding reads it and writes it.
  double state_ms() const { return memory_us(static_cast<double>(m_.recurrent_state_bytes) / tp_, c_.elementwise_memory_share) / 1000; }
  // A prompt's token updates every number of the state and reads it out: two multiplications and additions each, on tensor cores (chunked scans).
  double scan_ms_per_token() const {
    const double numbers = static_cast<double>(m_.recurrent_state_bytes) / activation_bytes / tp_;
    return compute_us(4 * numbers, gpu_.fp16_tflops, c_.attention_compute_share) / 1000;
  }

  // Reading one token's keys and values; a latent is multiplied with every head's query, which can take longer than reading it.
  double layer_ms_per_kv_token() const {
    const double bytes = static_cast<double>(m_.kv_bytes_per_token_per_gpu(tp_)) / m_.attention_layers();
    const double width = m_.is_mla() ? 2.0 * m_.kv_lora_rank + m_.qk_rope_head_dim : 2.0 * m_.head_dim;
    const double compute = compute_us(2 * heads() * width, gpu_.fp16_tflops, c_.attention_compute_share);
    return std::max(memory_us(bytes, c_.attention_memory_share), compute) / 1000;
  }

  // Scores and weighted sum: two products of the head's width for each pair of tokens.
  double layer_ms_per_pair() const {
    const double width = 2.0 * m_.head_dim + m_.qk_rope_head_dim;
    return compute_us(2 * heads() * width, gpu_.fp16_tflops, c_.attention_compute_share) / 1000;
  }

  const CatalogueGpu& gpu_;
  const ModelArchitecture& m_;
  const NumberFormat& format_;
  Deployment deployment_;
  const IterationConstants& c_;
  int tp_ = 1;
};

// Dense where kernels change from reading weights to arithmetic.
const std::vector<double> token_grid{1,   2,   4,   8,   16,   24,   32,   48,   64,   96,   128,  160,  192,  224,  256,  320,  384,
                                     448, 512, 640, 768, 1024, 1280, 1536, 1792, 2048, 2560, 3072, 4096, 5120, 6144, 8192, 16384};
const std::vector<double> sequence_grid{1, 8, 16, 32, 64, 128, 256, 512, 1024};

void stretch(IterationModel& model, double factor) {
  for (Table1d* table : {&model.linear, &model.lm_head})
    for (double& ms : table->y) ms *= factor;
  for (double* ms : {&model.decode_const_ms, &model.decode_ms_per_seq, &model.decode_ms_per_kv_token, &model.prefill_const_ms,
                     &model.prefill_ms_per_token, &model.prefill_ms_per_pair})
    *ms *= factor;
}

}  // namespace

double expected_experts(double tokens, int experts, int per_token) {
  return experts * (1 - std::pow(1 - static_cast<double>(per_token) / experts, tokens));
}

IterationModel roofline(const CatalogueGpu& gpu, const ModelArchitecture& model, const NumberFormat& format, const Deployment& deployment,
                        const IterationConstants& constants) {
  const Roofline times(gpu, model, format, deployment, constants);
  IterationModel result;
  result.gpu = gpu.name;
  result.model = model.name;
  result.dtype = format.name;
  result.source = "roofline of " + gpu.source + " and " + model.source;
  result.basis = TimingBasis::roofline;
  result.tensor_parallel = deployment.tensor_parallel;
  for (const double tokens : token_grid) {
    result.linear.x.push_back(tokens);
    result.linear.y.push_back(times.linear_ms(tokens));
  }
  for (const double sequences : sequence_grid) {
    result.lm_head.x.push_back(sequences);
    result.lm_head.y.push_back(times.lm_head_ms(sequences));
  }
  times.attention(result);
  const auto known = constants.roofline_scale.find(gpu.name);
  if (known != constants.roofline_scale.end()) stretch(result, known->second);
  result.weights_bytes = std::llround(weights_bytes(model, format));
  result.kv_bytes_per_token = model.kv_bytes_per_token();
  return result;
}

}  // namespace tradewind
