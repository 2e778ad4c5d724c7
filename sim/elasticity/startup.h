// How long the parts of a start take, from the catalogue's facts (tradewind/scenarios/elasticity_timings.h) and the sizes of image and model.
#pragma once

#include <cstdint>

#include "elasticity/cluster.h"

namespace tradewind::elasticity {

// Weights into the GPU: the loader and where they come from. Seconds per GB were measured for one model (Llama-3-8B, 15 GB) on one machine (an A10G
// of a g5.12xlarge), by a vendor of one of the loaders. Safetensors reads with a single stream, so that the disk hardly matters.
enum class Loader : std::uint8_t { safetensors, run_ai_streamer, tensorizer };
enum class Storage : std::uint8_t { gp3, io2, s3 };  // 1000 MiB/s, 4000 MiB/s, object storage of the same region

// Seconds for a GB (10^9 bytes). Throws std::out_of_range for safetensors from object storage, which was not measured.
double load_seconds_per_gb(Loader loader, Storage storage);

// Request of a node until its GPUs can be allocated. Both are weak: a rule of thumb for CPU nodes, and one blog.
enum class NodeStart : std::uint8_t {
  gce,            // 180 to 240 s
  eks_karpenter,  // 77 s: a GPU pod on a new node (84 s) less one on an old node (7 s)
};

struct Artifacts {
  double image_gb = 15;        // vLLM with PyTorch and CUDA: 10 to 20
  double image_gb_per_s = 0;   // pull and unpack; above 0: no source was found for it, so it is for the scenario to state
  bool image_on_node = false;  // baked into the node's disk
  double model_gb = 0;
  Loader loader = Loader::safetensors;
  Storage storage = Storage::gp3;
  double driver_s = 0;   // driver and device plugin, where the node's image does not have them
  double compile_s = 0;  // torch.compile and CUDA graphs beyond the engine's fixed start; 39 s were seen on one desktop machine
};

// Throws std::invalid_argument: sizes or times that are negative, an image to pull without a throughput.
StartUp start_up(NodeStart node, const Artifacts& artifacts);

}  // namespace tradewind::elasticity
