#include "serving/batch_server.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace tradewind::serving {
namespace {

// The end of a batch that shares the GPU is rounded up to a nanosecond.
constexpr double rounding_ns = 1e-3;

std::int64_t counts_of(const BatchServer& server, std::int64_t items) { return server.counts_requests() ? 1 : items; }

}  // namespace

BatchServerSettings::BatchServerSettings(const BatchModel& batch_model, const BatchServer& server_settings, int items_per_request)
    : server(server_settings), model(batch_model), frontend(kernel::from_ms(batch_model.frontend_ms)) {
  if (counts_of(server, items_per_request) > server.largest_request())
    throw std::invalid_argument("A request of " + std::to_string(items_per_request) + " items does not fit a batch of " +
                                std::to_string(server.max_batch_size) + " of model " + model.model + ".");
  // So does Triton (src/model_config_utils.cc, NormalizeModelConfig).
  if (server.preferred_batch_sizes.empty()) server.preferred_batch_sizes = {server.max_batch_size};
}

DynamicBatcher::DynamicBatcher(const Settings& settings)
    : settings_(&settings), waiting_(64), instances_(static_cast<std::size_t>(settings.server.instances)) {}

bool DynamicBatcher::arrive(Time now, const Job& job) {
  const std::int64_t counts = counts_of(settings_->server, job.size);
  if (counts > settings_->server.largest_request() || !has_room(counts)) return false;
  enqueue(now, job, counts);
  start_batches(now);
  set_next_wake();
  return true;
}

void DynamicBatcher::wake(Time now) {
  account(now);
  completed_.clear();
  for (Instance& instance : instances_)
    if (instance.busy && instance.left_ns < rounding_ns) finish_batch(now, instance);
  start_batches(now);
  expire(now);
  start_batches(now);  // a delayed request may have joined a head, and its wait be over
  set_next_wake();
}

bool DynamicBatcher::cancel(Time now, std::uint32_t request) {
  const auto erase_from = [&](auto& queue) {
    const auto found = std::ranges::find(queue, request, &Waiting::request);
    if (found == queue.end()) return false;
    queue.erase(found);
    return true;
  };
  if (settings_->server.drops_cancelled() && (erase_from(waiting_) || erase_from(delayed_))) {
    head_ = {};
    start_batches(now);  // what is behind it may make a preferred size
    set_next_wake();
    return true;
  }
  bool found = false;
  const auto forget_name = [&](std::uint32_t& name) {
    if (name != request) return;
    name = nobody;
    found = true;
  };
  for (Waiting& part : waiting_) forget_name(part.request);
  for (Waiting& part : delayed_) forget_name(part.request);
  for (Instance& instance : instances_) std::ranges::for_each(instance.requests, forget_name);
  split_.erase(request);
  return found;
}

ServerLoad DynamicBatcher::load(Time now) const {
  ServerLoad load = load_;
  const Time open = now - accounted_;
  if (running_ > 0) load.busy += open;
  load.batches += open * running_;
  for (const Instance& instance : instances_)
    if (instance.busy) load.occupancy += static_cast<double>(open) * static_cast<double>(instance.items);
  return load;
}

void DynamicBatcher::account(Time now) {
  load_ = load(now);
  const double done_ns = static_cast<double>(now - accounted_) / slowdown();
  for (Instance& instance : instances_) instance.left_ns -= done_ns;
  accounted_ = now;
}

// How many times as long as alone the running batches take.
double DynamicBatcher::slowdown() const {
  double asked = 0;
  for (const Instance& instance : instances_)
    if (instance.busy) asked += instance.gpu_share;
  return std::max(asked, 1.0);
}

bool DynamicBatcher::has_room(std::int64_t counts) const {
  const BatchServer& server = settings_->server;
  const bool being_picked_up = head_.picked_up != kernel::never && server.waits_from_pickup();
  if (server.max_waiting > 0 && !being_picked_up && std::cmp_greater_equal(waiting(), server.max_waiting)) return false;
  const std::int64_t room = server.max_batch_size - enqueued_.open_counts;
  if (server.max_enqueued_batches == 0 || counts <= room) return true;
  const std::int64_t new_batches = server.max_enqueued_batches - enqueued_.batches;
  return server.split_up_to > 0 ? counts <= room + new_batches * server.max_batch_size : new_batches > 0;
}

void DynamicBatcher::enqueue(Time now, const Job& job, std::int64_t counts) {
  const BatchServer& server = settings_->server;
  if (head_.requests > waiting_.size()) head_ = {};  // it comes before the delayed ones of the head, which may not fit any longer
  int parts = 0;
  for (std::int64_t left = counts; left > 0;) {
    const std::int64_t room = server.max_batch_size - enqueued_.open_counts;
    if (room == 0 || (left > room && server.split_up_to == 0)) {
      ++enqueued_.batches;
      enqueued_.open_counts = 0;
      continue;
    }
    const auto part = static_cast<std::int32_t>(std::min(left, room));
    if (waiting_.full()) waiting_.set_capacity(waiting_.capacity() * 2);
    waiting_.push_back({job.request, server.counts_requests() ? job.size : part, part, now});
    enqueued_.open_counts += part;
    left -= part;
    ++parts;
  }
  if (parts > 1) split_[job.request].parts = parts;
}

// All have the same timeout, so that the oldest expire first.
void DynamicBatcher::expire(Time now) {
  const Time timeout = Time{settings_->server.queue_timeout_us} * 1000;
  if (timeout == 0) return;
  while (!waiting_.empty() && waiting_.front().arrival + timeout <= now) {
    if (settings_->server.delays_expired)
      delayed_.push_back(waiting_.front());
    else if (waiting_.front().request != nobody)
      completed_.push_back({.request = waiting_.front().request, .end = now, .rejected = true});
    waiting_.pop_front();
    head_ = {};
  }
}

DynamicBatcher::Instance* DynamicBatcher::free_instance() {
  const auto found = std::ranges::find_if(instances_, [](const Instance& instance) { return !instance.busy; });
  return found == instances_.end() ? nullptr : &*found;
}

void DynamicBatcher::extend_head() {
  const BatchServer& server = settings_->server;
  const std::vector<int>& preferred = server.preferred_batch_sizes;
  while (!head_.closed && head_.requests < waiting()) {
    const std::int64_t counts = head_.counts + waiting(head_.requests).counts;
    if (counts > preferred.back() && head_.preferred == 0) head_.preferred = head_.requests;
    head_.closed = counts > server.max_batch_size;
    if (head_.closed) break;
    head_.counts = counts;
    ++head_.requests;
    if (std::ranges::binary_search(preferred, counts)) head_.preferred = head_.requests;
  }
}

Time DynamicBatcher::head_wait_over() const {
  Time from = settings_->server.waits_from_pickup() ? head_.picked_up : waiting(0).arrival;
  if (head_.requests > waiting_.size()) from = std::min(from, delayed_.front().arrival);  // the oldest of the head, wherever it stands
  return from + Time{settings_->server.max_queue_delay_us} * 1000;
}

// How many requests of the head a free instance takes now.
std::size_t DynamicBatcher::due_requests(Time now) const {
  const BatchServer& server = settings_->server;
  const bool waited = now >= head_wait_over();
  if (head_.preferred > 0 && (!waited || server.max_queue_delay_us == 0)) return head_.preferred;
  return waited || head_.closed || head_.counts >= server.preferred_batch_sizes.back() ? head_.requests : 0;
}

void DynamicBatcher::start_batches(Time now) {
  account(now);
  for (Instance* instance = free_instance(); instance != nullptr && waiting() > 0; instance = free_instance()) {
    if (head_.picked_up == kernel::never) head_.picked_up = now;
    extend_head();
    const std::size_t due = due_requests(now);
    if (due == 0) break;
    start_batch(now, *instance, due);
  }
}

DynamicBatcher::Waiting DynamicBatcher::take_first() {
  const Waiting first = waiting(0);
  if (waiting_.empty())
    delayed_.pop_front();
  else
    waiting_.pop_front();
  return first;
}

void DynamicBatcher::start_batch(Time now, Instance& instance, std::size_t requests) {
  instance.items = 0;
  for (std::size_t i = 0; i < requests; ++i) {
    const Waiting first = take_first();
    instance.items += first.items;
    instance.requests.push_back(first.request);
  }
  head_ = {};
  if (enqueued_.batches > 1)
    --enqueued_.batches;
  else
    enqueued_.open_counts = 0;
  const std::int64_t computed = settings_->server.padded(instance.items);
  instance.busy = true;
  instance.start = now;
  instance.left_ns = static_cast<double>(kernel::from_ms(settings_->model.batch_ms(computed)));
  instance.gpu_share = settings_->model.gpu_share(computed);
  ++running_;
}

void DynamicBatcher::finish_batch(Time now, Instance& instance) {
  for (const std::uint32_t request : instance.requests) finish_request(now, request, instance);
  instance.requests.clear();
  instance.busy = false;
  --running_;
}

void DynamicBatcher::finish_request(Time now, std::uint32_t request, const Instance& instance) {
  if (request == nobody) return;
  Time start = instance.start;
  if (const auto split = split_.find(request); split != split_.end()) {
    start = split->second.start = std::min(split->second.start, start);
    if (--split->second.parts > 0) return;
    split_.erase(split);
  }
  completed_.push_back({request, start, now, now});
}

void DynamicBatcher::set_next_wake() {
  next_wake_ = kernel::never;
  const double slower = slowdown();
  for (const Instance& instance : instances_)
    if (instance.busy) next_wake_ = std::min(next_wake_, accounted_ + static_cast<Time>(std::ceil(instance.left_ns * slower)));
  if (waiting() == 0) return;
  // What waits although an instance is free waits for company.
  if (free_instance() != nullptr) next_wake_ = std::min(next_wake_, head_wait_over());
  if (const int timeout_us = settings_->server.queue_timeout_us; timeout_us > 0 && !waiting_.empty())
    next_wake_ = std::min(next_wake_, waiting_.front().arrival + Time{timeout_us} * 1000);
}

}  // namespace tradewind::serving
