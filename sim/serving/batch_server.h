// One replica of a classic model server with dynamic batching (parameters in tradewind::BatchServer): one mechanism for Triton, TensorFlow Serving
// and TorchServe, read from their sources:
//   Triton              triton-inference-server/core, src/dynamic_batch_scheduler.cc (GetDynamicBatch) and src/scheduler_utils.cc (PolicyQueue)
//   TensorFlow Serving  tensorflow/core/kernels/batching_util/shared_batch_scheduler.h
//   TorchServe          pytorch/serve, frontend/server/src/main/java/org/pytorch/serve/wlm/Model.java (addJob, pollBatch)
//
// Requests wait in one queue, first come first served. Its head is the longest start of the queue that fits max_batch_size; TorchServe counts
// requests there, the others items. When an instance is free it takes
//   - of a head whose wait is not over, as many requests as make a preferred size, the largest that they make (or, when they leap over all preferred
//     sizes, as many as stay below them); without preferred sizes the full batch is the only one, so that nothing is taken while the head may grow;
//   - the whole head when its wait is over or no further request fits it.
// Without a delay the wait is always over, but preferred sizes go first. The wait is max_queue_delay_us from the arrival of the oldest request
// (Triton, TensorFlow Serving) or from when an instance took that from the queue (TorchServe: its jobs no longer count as waiting then).
//
// With allowed_batch_sizes (TensorFlow Serving) a batch is padded to the next of them and takes that batch's time.
//
// Rejected are a request larger than a batch, unless it may be split; one past the queue's limit, in requests (Triton, TorchServe) or in batches, the
// one that fills included (TensorFlow Serving); and one that has waited longer than queue_timeout_us, at that moment (Triton itself looks at the
// latest half a second later); with timeout_action DELAY such a request is served after all that have not waited so long. A split request is done
// with the last of its parts.
//
// A batch of n items takes BatchModel::batch_ms(n) alone, and keeps the GPU busy for a part of that time, gpu_share(n): while the host launches the
// next kernel, or a small kernel leaves multiprocessors idle, kernels of another instance's stream can run. Batches side by side do not slow each
// other down until together they ask for more than the whole GPU, which they then share by what they ask for. So two instances overlap the overheads
// of small batches, as was measured, and large batches go no faster for it (docs/fidelity-classic.md has the sources). Not modelled: with preferred
// sizes and neither a queue limit nor a timeout, Triton forms up to two batches an instance ahead of time and so may take a smaller preferred size
// than it could when the instance is free.
#pragma once

#include <boost/circular_buffer.hpp>
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

#include "serving/server.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::serving {

// All replicas of a pool share one; it must outlive them.
struct BatchServerSettings {
  BatchServer server;  // with at least one preferred size
  BatchModel model;
  Time frontend = 0;

  // Throws std::invalid_argument when a request of items_per_request does not fit a batch and may not be split either.
  BatchServerSettings(const BatchModel& model, const BatchServer& server, int items_per_request);
};

class DynamicBatcher {
 public:
  using Settings = BatchServerSettings;
  explicit DynamicBatcher(const Settings& settings);
  const Settings& settings() const { return *settings_; }

  bool arrive(Time now, const Job& job);
  void wake(Time now);
  Time next_wake() const { return next_wake_; }
  std::span<const Completion> completed() const { return completed_; }
  // The client of `request` has gone; nobody hears of it again, and its name is free. False when the server does not have it. Triton drops it as long
  // as it waits (docs.nvidia.com, Triton Inference Server, Request Cancellation); what the other two have taken, and what runs, is computed all the
  // same.
  bool cancel(Time now, std::uint32_t request);
  ServerLoad load(Time now) const;
  std::size_t waiting() const { return waiting_.size() + delayed_.size(); }  // requests in the queue

 private:
  // The request of a client that has gone.
  static constexpr std::uint32_t nobody = ~std::uint32_t{0};

  // A request, or a part of one.
  struct Waiting {
    std::uint32_t request = 0;
    std::int32_t items = 0;
    std::int32_t counts = 0;  // towards max_batch_size
    Time arrival = 0;
  };
  struct Instance {
    Time start = 0;
    double left_ns = 0;    // of its batch, alone on the GPU, since accounted_
    double gpu_share = 0;  // of the time, in which its batch keeps the GPU busy
    std::int64_t items = 0;
    std::vector<std::uint32_t> requests;
    bool busy = false;
  };
  // The longest start of the queue that fits a batch, as far as it has been looked at.
  struct Head {
    std::size_t requests = 0;
    std::int64_t counts = 0;
    std::size_t preferred = 0;  // requests that make the best preferred size; 0 = none yet
    bool closed = false;        // the next request does not fit
    Time picked_up = kernel::never;
  };
  // Batches that wait, as TensorFlow Serving counts them: they are filled as requests come, the last one is open.
  struct Enqueued {
    std::int64_t batches = 1, open_counts = 0;
  };
  struct Split {
    int parts = 0;
    Time start = kernel::never;
  };

  bool has_room(std::int64_t counts) const;
  void enqueue(Time now, const Job& job, std::int64_t counts);
  void expire(Time now);
  const Waiting& waiting(std::size_t place) const { return place < waiting_.size() ? waiting_[place] : delayed_[place - waiting_.size()]; }
  Waiting take_first();

  Instance* free_instance();
  void extend_head();
  Time head_wait_over() const;
  std::size_t due_requests(Time now) const;
  void start_batches(Time now);
  void start_batch(Time now, Instance& instance, std::size_t requests);
  void finish_batch(Time now, Instance& instance);
  void finish_request(Time now, std::uint32_t request, const Instance& instance);

  void account(Time now);
  double slowdown() const;
  void set_next_wake();

  const Settings* settings_;
  boost::circular_buffer<Waiting> waiting_;
  std::deque<Waiting> delayed_;  // they have waited longer than the queue's timeout and come after all others
  Head head_;
  Enqueued enqueued_;
  std::vector<Instance> instances_;
  int running_ = 0;                                 // busy ones
  std::unordered_map<std::uint32_t, Split> split_;  // requests that are served in parts
  std::vector<Completion> completed_;
  Time next_wake_ = kernel::never;
  Time accounted_ = 0;
  ServerLoad load_;
};

}  // namespace tradewind::serving
