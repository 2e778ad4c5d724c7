#include "serving/batch_server.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tradewind::serving {

BatchServerSettings::BatchServerSettings(const BatchModel& batch_model, const BatchServer& server_settings, int items_per_request)
    : server(server_settings), model(batch_model) {
  if (items_per_request > server.max_batch_size)
    throw std::invalid_argument("A request of " + std::to_string(items_per_request) + " items does not fit a batch of " +
                                std::to_string(server.max_batch_size) + " of model " + model.model + ".");
}

DynamicBatcher::DynamicBatcher(const Settings& settings)
    : settings_(&settings), waiting_(64), instances_(static_cast<std::size_t>(settings.server.instances)) {}

bool DynamicBatcher::arrive(Time now, const Job& job) {
  const BatchServer& server = settings_->server;
  if (job.size > server.max_batch_size) return false;
  if (server.max_queue_items > 0 && waiting_items_ + job.size > server.max_queue_items) return false;
  if (waiting_.full()) waiting_.set_capacity(waiting_.capacity() * 2);
  waiting_.push_back({job.request, job.size, now});
  waiting_items_ += job.size;
  start_batches(now);
  return true;
}

void DynamicBatcher::wake(Time now) {
  account(now);
  completed_.clear();
  for (Instance& instance : instances_)
    if (instance.end <= now) finish_batch(instance);
  start_batches(now);
}

ServerLoad DynamicBatcher::load(Time now) const {
  ServerLoad load = load_;
  const Time open = now - accounted_;
  bool busy = false;
  for (const Instance& instance : instances_) {
    if (!instance.busy()) continue;
    busy = true;
    load.batches += open;
    load.occupancy += static_cast<double>(open) * static_cast<double>(instance.items);
  }
  if (busy) load.busy += open;
  return load;
}

void DynamicBatcher::account(Time now) {
  load_ = load(now);
  accounted_ = now;
}

void DynamicBatcher::finish_batch(Instance& instance) {
  for (const std::uint32_t request : instance.requests) completed_.push_back({request, instance.start, instance.end, instance.end});
  instance.requests.clear();
  instance.end = kernel::never;
}

bool DynamicBatcher::batch_is_due(Time now) const {
  if (waiting_.empty()) return false;
  const BatchServer& server = settings_->server;
  // Full: the newest request would not be followed by one of its size.
  const bool full = waiting_items_ + waiting_.back().items > server.max_batch_size;
  return full || now - waiting_.front().arrival >= Time{server.max_queue_delay_us} * 1000;
}

void DynamicBatcher::start_batches(Time now) {
  account(now);
  for (Instance& instance : instances_)
    if (!instance.busy() && batch_is_due(now)) start_batch(now, instance);
  set_next_wake();
}

void DynamicBatcher::start_batch(Time now, Instance& instance) {
  instance.items = 0;
  while (!waiting_.empty() && instance.items + waiting_.front().items <= settings_->server.max_batch_size) {
    instance.items += waiting_.front().items;
    instance.requests.push_back(waiting_.front().request);
    waiting_.pop_front();
  }
  waiting_items_ -= instance.items;
  instance.start = now;
  instance.end = now + kernel::from_ms(settings_->model.base_ms + settings_->model.ms_per_item * static_cast<double>(instance.items));
}

void DynamicBatcher::set_next_wake() {
  next_wake_ = kernel::never;
  bool free = false;
  for (const Instance& instance : instances_) {
    free |= !instance.busy();
    next_wake_ = std::min(next_wake_, instance.end);
  }
  if (free && !waiting_.empty()) next_wake_ = std::min(next_wake_, waiting_.front().arrival + Time{settings_->server.max_queue_delay_us} * 1000);
}

}  // namespace tradewind::serving
