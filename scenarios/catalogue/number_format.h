// Number formats of weights: how many bits are read, and with which peak they are multiplied.
#pragma once

#include <string_view>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

enum class Arithmetic { half, fp8, int8 };

// Embeddings, the head and routers stay at 16 bits in all formats, as published checkpoints have them; so do activations between layers and the KV
// cache.
struct NumberFormat {
  std::string_view name;
  double dense_bits = 16, expert_bits = 16;  // of a weight of the layers, scales included
  Arithmetic arithmetic = Arithmetic::half;
};

const std::vector<NumberFormat>& number_formats();

// nullptr for a name that is none.
const NumberFormat* find_number_format(std::string_view name);

// Whether the GPU multiplies in the format; if not, weights are widened to 16 bits in the kernel.
bool computes_natively(const CatalogueGpu& gpu, const NumberFormat& format);

// Peak of the tensor cores, 1e12 operations/s.
double peak_tflops(const CatalogueGpu& gpu, const NumberFormat& format);

// Bytes of all weights.
double weights_bytes(const ModelArchitecture& model, const NumberFormat& format);

}  // namespace tradewind
