// Iteration times from the data sheet of a GPU and the architecture of a model, for what nobody has timed.
//
// Every matrix product takes the larger of its arithmetic at the tensor cores' peak and its bytes at the memory's bandwidth, each at a share of the
// peak that real kernels reach (Williams, Waterman, Patterson: "Roofline", CACM 52(4), 2009); near the ridge the two mix as a p-norm. Of a mixture of
// experts an iteration reads only the experts that its tokens are routed to. Tensor parallelism adds two all-reduces a layer.
#pragma once

#include "catalogue/number_format.h"

namespace tradewind {

struct Deployment {
  int tensor_parallel = 1;
  bool expert_parallel = false;
  int context_tokens = 4096;  // of a sequence, on average: a window of at least that many hides nothing
};

// Expected number of distinct experts that `tokens` tokens are routed to, each to `per_token` of `experts`, evenly and independently: E (1 - (1 -
// k/E)^T).
double expected_experts(double tokens, int experts, int per_token);

// Kernels alone: scale 1, no host times. Needs a tensor_parallel that divides the heads.
IterationModel roofline(const CatalogueGpu& gpu, const ModelArchitecture& model, const NumberFormat& format, const Deployment& deployment,
                        const IterationConstants& constants);

}  // namespace tradewind
