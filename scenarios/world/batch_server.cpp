#include "world/batch_server.h"

#include <fmt/format.h>

#include <algorithm>

#include "world/resolution.h"

namespace tradewind::resolution {
namespace {

// As TensorFlow Serving checks them when it starts (batching_session.cc, BatchingSession::Create).
void check_allowed_batch_sizes(language::Reading& reading, const std::string& path, const BatchServer& server) {
  const std::vector<int>& sizes = server.allowed_batch_sizes;
  if (sizes.empty() || !reading.sound(path)) return;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (const int least = i == 0 ? 1 : sizes[i - 1] + 1; sizes[i] < least)
      return reading.error(element(path + "/allowed_batch_sizes", static_cast<int>(i)),
                           {fmt::format("an allowed batch of {} items", sizes[i]), fmt::format("ascending sizes, here at least {}", least)});
  if (sizes.back() != server.max_batch_size)
    reading.error(path + "/allowed_batch_sizes", {fmt::format("a last size of {} for batches of up to {}", sizes.back(), server.max_batch_size),
                                                  "the largest batch as the last size", std::to_string(server.max_batch_size)});
}

}  // namespace

BatchServer triton_of(language::Reading& reading, const std::string& path, const language::TritonServer& from) {
  BatchServer server{.kind = BatchServer::Kind::triton,
                     .max_batch_size = from.max_batch_size(),
                     .preferred_batch_sizes = {from.preferred_batch_size().begin(), from.preferred_batch_size().end()},
                     .max_queue_delay_us = from.max_queue_delay_microseconds(),
                     .instances = from.instance_count(),
                     .max_waiting = from.max_queue_size(),
                     .queue_timeout_us = from.default_timeout_microseconds(),
                     .delays_expired = from.timeout_action() == language::TIMEOUT_ACTION_DELAY};
  for (int i = 0; i < from.preferred_batch_size_size(); ++i)
    if (const int size = from.preferred_batch_size(i); reading.sound(path) && (size < 1 || size > server.max_batch_size))
      reading.error(element(path + "/preferred_batch_size", i),
                    {fmt::format("a preferred batch of {} items", size), fmt::format("from 1 to the max_batch_size of {}", server.max_batch_size)});
  std::ranges::sort(server.preferred_batch_sizes);
  if (reading.sound(path) && server.delays_expired && server.queue_timeout_us == 0)
    reading.error(path + "/timeout_action",
                  {"a timeout_action of \"delay\" without a timeout", "both or none: no request's time runs out", "default_timeout_microseconds"});
  return server;
}

BatchServer tensorflow_serving_of(language::Reading& reading, const std::string& path, const language::TensorFlowServer& from) {
  BatchServer server{.kind = BatchServer::Kind::tensorflow_serving,
                     .max_batch_size = from.max_batch_size(),
                     .max_queue_delay_us = from.batch_timeout_micros(),
                     .instances = from.num_batch_threads(),
                     .max_enqueued_batches = from.max_enqueued_batches(),
                     .allowed_batch_sizes = {from.allowed_batch_sizes().begin(), from.allowed_batch_sizes().end()}};
  const int largest = from.max_execution_batch_size();
  if (from.enable_large_batch_splitting()) {
    server.split_up_to = from.max_batch_size();
    if (largest > 0) server.max_batch_size = largest;
  }
  check_allowed_batch_sizes(reading, path, server);
  if (!reading.sound(path) || largest == 0) return server;
  const std::string at = path + "/max_execution_batch_size";
  if (!from.enable_large_batch_splitting())
    reading.error(at, {"a max_execution_batch_size without enable_large_batch_splitting", "both or none: the server reads it for that alone"});
  else if (largest > from.max_batch_size())
    reading.error(at, {fmt::format("batches of {} items for requests of at most {}", largest, from.max_batch_size()), "at most max_batch_size"});
  return server;
}

BatchServer torchserve_of(const language::TorchServer& from) {
  // A worker looks at the time that is left only after it has taken a second request (Model.java, pollBatch).
  const int most = from.max_batch_delay() == 0 ? 2 : from.batch_size();
  return {.kind = BatchServer::Kind::torchserve,
          .max_batch_size = std::min(from.batch_size(), most),
          .max_queue_delay_us = from.max_batch_delay() * 1000,
          .instances = from.workers(),
          .max_waiting = from.job_queue_size()};
}

}  // namespace tradewind::resolution
