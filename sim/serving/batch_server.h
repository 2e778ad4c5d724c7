// One replica of a classic model server with dynamic batching, the common form of Triton's dynamic batcher and TensorFlow Serving's batching session
// (parameters in tradewind::BatchServer): a batch starts when an instance is free and either no further request fits it or its oldest request has
// waited max_queue_delay_us. Requests are served first come, first served and are never split. A batch of n items takes base_ms + n * ms_per_item on
// each instance: instances run side by side at full speed, which is optimistic where they share a saturated GPU.
#pragma once

#include <boost/circular_buffer.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "serving/server.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::serving {

// All replicas of a pool share one; it must outlive them.
struct BatchServerSettings {
  BatchServer server;
  BatchModel model;
  Time frontend = 0;

  // Throws std::invalid_argument when a request of items_per_request does not fit a batch.
  BatchServerSettings(const BatchModel& model, const BatchServer& server, int items_per_request);
};

class DynamicBatcher {
 public:
  using Settings = BatchServerSettings;
  explicit DynamicBatcher(const Settings& settings);

  bool arrive(Time now, const Job& job);
  void wake(Time now);
  Time next_wake() const { return next_wake_; }
  std::span<const Completion> completed() const { return completed_; }
  ServerLoad load(Time now) const;

 private:
  struct Waiting {
    std::uint32_t request = 0;
    std::int32_t items = 0;
    Time arrival = 0;
  };
  struct Instance {
    Time start = 0, end = kernel::never;  // never: free
    std::int64_t items = 0;
    std::vector<std::uint32_t> requests;
    bool busy() const { return end != kernel::never; }
  };

  bool batch_is_due(Time now) const;
  void start_batches(Time now);
  void start_batch(Time now, Instance& instance);
  void finish_batch(Instance& instance);
  void account(Time now);
  void set_next_wake();

  const Settings* settings_;
  boost::circular_buffer<Waiting> waiting_;
  std::int64_t waiting_items_ = 0;
  std::vector<Instance> instances_;
  std::vector<Completion> completed_;
  Time next_wake_ = kernel::never;
  Time accounted_ = 0;
  ServerLoad load_;
};

}  // namespace tradewind::serving
