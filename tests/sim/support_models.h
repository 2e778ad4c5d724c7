// Iteration models and servers that several tests of the LLM server start from.
#pragma once

#include "tradewind/scenarios/world.h"

namespace tradewind::test {

// 10 ms an iteration, whatever it computes.
inline IterationModel constant_time() {
  IterationModel model;
  model.model = "constant";
  model.base_ms = 10;
  return model;
}

// About an 8B model on an H100. All constants are whole nanoseconds.
inline IterationModel affine() {
  IterationModel model;
  model.base_ms = 6.2;
  model.ms_per_token = 0.0172;
  model.prefill_ms_per_pair = 2e-6;
  model.decode_ms_per_kv_token = 4.4e-5;
  model.kv_bytes_per_token = 131072;
  return model;
}

inline VllmServer synchronous(VllmServer server = {}) {
  server.async_scheduling = false;
  return server;
}

}  // namespace tradewind::test
