// The shipped iteration models (iteration_models.json) and the few constants that turn sums of kernel times into what a real vLLM server needs.
#pragma once

#include <string_view>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// Fitted once, for all models together, on public measurements of vLLM 0.15 servers (inference-sim/training, commit ed5c1d26900e, and
// inference-sim/sim-to-real-accuracy-validation, commits 7f3b27022dcd and dcec3fd4711c). PROVENANCE.md states what they leave unexplained.
inline constexpr double h100_kernel_scale = 0.91;       // real kernels over the sum of the measured ones; 1 for GPUs without such a measurement
inline constexpr double host_ms_per_iteration = 0.6;    // scheduling, launching, sampling
inline constexpr double host_ms_per_layer = 0.006;      // launching; the fits of single models range from 0.002 to 0.03
inline constexpr double host_ms_per_sequence = 0.015;   // sampling and detokenising
inline constexpr double frontend_ms_per_request = 6.0;  // HTTP, tokeniser and queue before the scheduler

// Throws InvalidInput when a model lacks a field or a table is not ascending.
std::vector<IterationModel> read_iteration_models(std::string_view json);

}  // namespace tradewind
