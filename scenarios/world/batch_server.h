// A server with dynamic batching as scenarios and pool files write it.
#pragma once

#include <string>

#include "language/reader.h"
#include "scenarios/scenario.pb.h"
#include "tradewind/scenarios/world.h"
#include "world/vllm_server.h"

namespace tradewind::resolution {

// Each adds what the server would refuse to start with, at `path`.
BatchServer triton_of(language::Reading& reading, const std::string& path, const language::TritonServer& from);
BatchServer tensorflow_serving_of(language::Reading& reading, const std::string& path, const language::TensorFlowServer& from);
BatchServer torchserve_of(const language::TorchServer& from);

// Of language::ClassicServing or language::PoolClassic, which call their servers alike.
template <class Message>
BatchServer batch_server_of(language::Reading& reading, const std::string& path, const Message& from) {
  if (from.has_tensorflow_serving()) return tensorflow_serving_of(reading, path + "/tensorflow_serving", from.tensorflow_serving());
  if (from.has_torchserve()) return torchserve_of(from.torchserve());
  return triton_of(reading, path + "/triton", from.triton());
}

template <class Message>
Balancing batch_balancing_of(const Message& from) {
  if (from.has_tensorflow_serving()) return balancing_of(from.tensorflow_serving().balancing());
  if (from.has_torchserve()) return balancing_of(from.torchserve().balancing());
  return balancing_of(from.triton().balancing());
}

}  // namespace tradewind::resolution
