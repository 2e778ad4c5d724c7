#include "tuning/knobs.h"

#include <algorithm>

namespace tradewind::tuning {
namespace {

using nlohmann::json;

Knob knob(std::string pointer, std::vector<int> values, int stated) {
  values.push_back(stated);
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
  const auto at = static_cast<std::size_t>(std::ranges::lower_bound(values, stated) - values.begin());
  return {std::move(pointer), {values.begin(), values.end()}, at};
}

std::vector<Knob> knobs_of(const LlmServing& serving) {
  std::vector<Knob> knobs = {knob("/llm/tensor_parallel", {1, 2, 4, 8}, serving.tensor_parallel),
                             knob("/llm/server/max_num_seqs", {16, 32, 64, 128, 256, 512, 1024}, serving.server.max_num_seqs),
                             knob("/llm/server/max_num_batched_tokens", {512, 1024, 2048, 4096, 8192, 16384}, serving.server.max_num_batched_tokens),
                             {"/llm/server/chunked_prefill", {false, true}, serving.server.chunked_prefill ? 1U : 0U}};
  if (const auto& apart = serving.disaggregation) {
    knobs.push_back(knob("/llm/disaggregation/prefill_servers", {1, 2, 3, 4}, apart->prefill_servers));
    knobs.push_back(knob("/llm/disaggregation/decode_servers", {1, 2, 3, 4}, apart->decode_servers));
  }
  return knobs;
}

std::vector<Knob> knobs_of(const ClassicServing& serving) {
  const BatchServer& server = serving.server;
  const std::vector<int> sizes = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096}, side_by_side = {1, 2, 4, 8};
  const std::vector<int> delays_us = {0, 100, 200, 500, 1000, 2000, 5000, 10000, 20000}, delays_ms = {0, 1, 2, 5, 10, 20, 50, 100};
  switch (server.kind) {
    case BatchServer::Kind::triton:
      return {knob("/classic/triton/max_batch_size", sizes, server.max_batch_size),
              knob("/classic/triton/max_queue_delay_microseconds", delays_us, server.max_queue_delay_us),
              knob("/classic/triton/instance_count", side_by_side, server.instances)};
    case BatchServer::Kind::tensorflow_serving:
      // Where requests are split, max_batch_size limits these, and the batch has a limit of its own.
      return {knob(server.split_up_to > 0 ? "/classic/tensorflow_serving/max_execution_batch_size" : "/classic/tensorflow_serving/max_batch_size",
                   sizes, server.max_batch_size),
              knob("/classic/tensorflow_serving/batch_timeout_micros", delays_us, server.max_queue_delay_us),
              knob("/classic/tensorflow_serving/num_batch_threads", side_by_side, server.instances)};
    case BatchServer::Kind::torchserve:
      return {knob("/classic/torchserve/batch_size", sizes, server.max_batch_size),
              knob("/classic/torchserve/max_batch_delay", delays_ms, server.max_queue_delay_us / 1000),
              knob("/classic/torchserve/workers", side_by_side, server.instances)};
  }
  return {};
}

}  // namespace

std::vector<Knob> knobs_of(const Workload& workload) {
  return std::visit([](const auto& serving) { return knobs_of(serving); }, workload.serving);
}

}  // namespace tradewind::tuning
