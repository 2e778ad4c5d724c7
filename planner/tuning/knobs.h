// What can be turned at a workload's server, by the scenario's own fields.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind::tuning {

struct Knob {
  std::string pointer;                 // within the workload: "/llm/server/max_num_seqs"
  std::vector<nlohmann::json> values;  // ascending, the stated one among them
  std::size_t stated = 0;              // which of them the workload has, by default or by its own word
};

// vLLM: GPUs of a server, sequences and tokens of a batch, chunked prefill; where prefill and decode stand apart also how many servers each has.
// Triton, TensorFlow Serving and TorchServe: size of a batch, how long it waits to fill, batches side by side.
std::vector<Knob> knobs_of(const Workload& workload);

}  // namespace tradewind::tuning
