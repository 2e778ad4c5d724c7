// Every constant of the iteration-time model that is fitted, in one place. A fit varies them through IterationQuery::constants.
#pragma once

#include <map>
#include <string>

namespace tradewind {

// Shares of a peak are shares of what the data sheet states (gpus.csv). docs/iteration-time.md tells what each was fitted on and how well it does.
struct IterationConstants {
  // Roofline, fitted by catalogue/fit/fit_roofline.cpp on the shipped kernel sums (aiconfigurator, vLLM 0.24 and 0.14; Apache-2.0). They stand
  // together: what one leaves out of a kernel's time, another has.
  double gemm_compute_share = 0.90;     // of the peak of the tensor cores, dense layers
  double gemm_memory_share = 0.854;     // of the memory bandwidth, reading weights
  double expert_compute_share = 0.525;  // the same two for the grouped products of mixtures of experts
  double expert_memory_share = 0.836;
  double elementwise_memory_share = 0.386;    // norms, activations, rotary embedding
  double attention_compute_share = 0.611;     // prompt attention
  double attention_memory_share = 1.0;        // decode attention, reading KV
  double attention_tokens_per_sequence = 71;  // KV tokens whose reading a sequence costs besides its own
  double kernel_us = 3.24;                    // time of one kernel beyond its work
  double all_reduce_us = 6.3;                 // latency of one all-reduce; fitted on servers, see below
  double all_reduce_link_share = 0.65;        // of the link's bandwidth in one direction
  double roofline_sharpness = 2.63;           // p of (compute^p + memory^p)^(1/p); infinite = the larger of the two alone

  // What a kind of GPU needs over the shares that hold for all, where there are tables that tell; by catalogue name, 1 for GPUs that are not named.
  std::map<std::string, double> roofline_scale = {{"a100-sxm-80gb", 1.13},    {"b200-sxm-180gb", 1.10}, {"h100-sxm-80gb", 0.966},
                                                  {"h200-sxm-141gb", 1.0},    {"l40s-48gb", 0.99},      {"rtx-4090-24gb", 0.94},
                                                  {"rtx-pro-6000-96gb", 0.88}};

  // Kernels of a real server over the model's, by catalogue name of the GPU; 1 for GPUs that are not named.
  std::map<std::string, double> kernel_scale = {{"h100-sxm-80gb", 0.976}, {"h200-sxm-141gb", 0.976}};
  double fp8_kernel_scale = 1.096;  // besides, for fp8

  // Host: scheduling, launching, detokenising. These, all_reduce_us and the two scales above are fitted by bench/fidelity on public measurements of
  // vLLM 0.15 servers (inference-sim/training, commit ed5c1d26900e, and inference-sim/sim-to-real-accuracy-validation, commits 7f3b27022dcd and
  // dcec3fd4711c).
  double host_ms_per_iteration = 0.457;
  double host_ms_per_layer = 0.0007;     // launching: little, since vLLM replays CUDA graphs
  double host_ms_per_sequence = 0.006;   // sampling and detokenising
  double frontend_ms_per_request = 7.8;  // HTTP, tokeniser and queue before the scheduler

  // Sampling by top_p or top_k, for models that ask for it: vLLM sorts the logits of the whole vocabulary (vllm-project/vllm pull requests 11394 and
  // 32558: 3.8 ms for 256 x 131072 on its author's GPU, 0.11 ms a million; from pull request 40376 on a faster kernel is the default).
  double sampler_ms_per_million_logits = 0.121;

  // Full garbage collections of the Python process that drives the GPU stop it now and then (vllm-project/vllm pull requests 33575 and 44363; the
  // latter freezes the heap of workers, in versions later than the ones measured).
  double host_pause_ms = 30;
  double host_pause_requests = 30;  // requests served between two pauses; 0 = no pauses

  std::map<std::string, double> host_scale;  // speed of the hosts that the GPU is sold with, on the three host times; 1 for GPUs not named

  // Memory that is neither weights nor KV cache, GB (1e9 bytes) a GPU, for iterations of up to 2048 tokens; larger ones add their activations. Fitted
  // on the KV capacities that the sources of the tables state.
  double reserved_gb = 2.0;           // context, sampler, activations
  double reserved_gb_parallel = 0.4;  // more for tensor parallelism: communication buffers
};

}  // namespace tradewind
