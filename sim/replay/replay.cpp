// The trace's requests, the servers and what lies between them: the clock of a replay.
#include "tradewind/sim/replay.h"

#include <algorithm>
#include <boost/circular_buffer.hpp>
#include <deque>
#include <span>
#include <stdexcept>

#include "kernel/event_queue.h"
#include "random/draws.h"
#include "replay/stations.h"

namespace tradewind {
namespace {

using kernel::Event;
using kernel::Kind;
using kernel::Time;
using serving::Completion;
using serving::Job;

constexpr std::uint64_t requests_between_looks = 4096;

class Replay {
 public:
  Replay(const LlmPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options);
  ReplaySummary run(const std::stop_token& stop);

 private:
  static constexpr std::uint32_t on_the_way = ~std::uint32_t{0};

  // A request until its servers have forgotten it: they read the content of its prompt.
  struct InFlight {
    std::uint64_t id = 0;
    Time arrival = 0;
    serving::PromptContent content;
    Job job;  // of the station where it is
    std::uint32_t station = on_the_way, replica = 0;
    Time gives_up_at = kernel::never;
    kernel::Ticket deadline;  // of its event
    bool given_up = false;    // while it was on the way
  };
  // A request in the order of the trace; `known`: its fate.
  struct Outcome {
    ReplayedRequest request;
    bool known = false;
  };

  void advance(Time until);
  bool step(Time until);
  void arrive();
  bool enter(Time now, std::uint32_t slot, std::uint32_t station);
  void handle(const Event& event);
  void give_up(Time now, std::uint32_t slot);
  void wake(std::uint32_t station);
  void complete(std::uint32_t station, const Completion& completion);
  void move_on(std::uint32_t slot, const Completion& completion);
  void close(Time now, std::uint32_t slot, ReplayFate fate);
  void hold_back();
  void watch(std::uint32_t slot);
  void leave(std::uint32_t slot);
  std::uint32_t new_slot();

  const LlmPool& pool_;
  Trace& trace_;
  const std::function<void(const ReplayedRequest&)>& sink_;
  random::Stream draws_;
  std::vector<replaying::Station> stations_;  // prefill and decode, or the only one
  // Slots whose texts a replica may still read: until it has woken again after the end of the request. A request that was given up ends at the next
  // waking.
  struct Leaving {
    std::vector<std::uint32_t> after_next_wake, after_the_one_after;
  };
  std::vector<std::vector<Leaving>> leaving_;  // by station and replica
  Time frontend_ = 0;
  double kv_ms_per_token_ = 0;

  TraceRequest next_;
  kernel::EventQueue events_;  // deadlines and KV transfers
  std::deque<InFlight> slots_;
  std::vector<std::uint32_t> free_slots_;
  boost::circular_buffer<Outcome> outcomes_{1024};
  std::uint64_t first_open_ = 0;  // id of outcomes_.front()
  const ClientLimit limit_;
  std::deque<Time> places_;  // when requests that are over make place for others, ascending
  ReplaySummary summary_;
};

Replay::Replay(const LlmPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options)
    : pool_(pool), trace_(trace), sink_(sink), draws_(options.seed, 0, random::Purpose::sizes, 0, 0), limit_(options.limit) {
  replaying::check_roles(pool);
  if (is_disaggregated(pool)) {
    stations_.emplace_back(pool, ReplicaRole::prefill, options);
    stations_.emplace_back(pool, ReplicaRole::decode, options);
    const auto bytes = static_cast<double>(pool.groups.front().iteration.kv_bytes_per_token);
    if (pool.kv_transfer.gbit_s > 0) kv_ms_per_token_ = bytes * 8 / (pool.kv_transfer.gbit_s * 1e6);
  } else {
    stations_.emplace_back(pool, ReplicaRole::both, options);
  }
  for (const replaying::Station& station : stations_) leaving_.emplace_back(station.servers().servers().size());
  frontend_ = stations_.front().frontend();
}

ReplaySummary Replay::run(const std::stop_token& stop) {
  for (; trace_.next(next_); ++summary_.offered) {
    if (summary_.offered % requests_between_looks == 0 && stop.stop_requested()) throw Interrupted{};
    if (limit_.requests > 0) hold_back();
    advance(next_.arrival_ns + frontend_ - 1);
    arrive();
  }
  advance(kernel::never - 1);
  for (const replaying::Station& station : stations_)
    for (const serving::LlmServer& server : station.servers().servers()) {
      summary_.iterations += server.iterations();
      summary_.preemptions += server.preemptions();
    }
  return summary_;
}

// Until one of the requests that are out makes place for the next one.
void Replay::hold_back() {
  if (summary_.offered < limit_.requests) return;  // there are places that nobody has taken yet
  while (places_.empty()) step(kernel::never - 1);
  next_.arrival_ns = std::max(next_.arrival_ns, places_.front());
  places_.pop_front();
}

// At equal times what comes from outside goes before the servers: see pool.h.
void Replay::advance(Time until) {
  while (step(until)) {
  }
}

// The next thing that happens; false when there is none until then.
bool Replay::step(Time until) {
  std::uint32_t station = 0;
  if (stations_.size() > 1 && stations_[1].servers().next_wake() < stations_[0].servers().next_wake()) station = 1;
  const Time wake_at = stations_[station].servers().next_wake();
  if (const auto event = events_.take(std::min(wake_at, until)))
    handle(*event);
  else if (wake_at <= until)
    wake(station);
  else
    return false;
  return true;
}

void Replay::arrive() {
  const std::uint32_t slot = new_slot();
  InFlight& request = slots_[slot];
  request.id = summary_.offered;
  request.arrival = next_.arrival_ns;
  request.content.parts.swap(next_.parts);
  request.content.answer = next_.answer_content;
  const bool shares = !request.content.parts.empty() || request.content.answer != 0;
  request.job = {.request = slot,
                 .size = next_.prompt_tokens,
                 .output_tokens = stations_.size() > 1 ? 1 : next_.output_tokens,
                 .priority = next_.priority,
                 .content = shares ? &request.content : nullptr};
  if (outcomes_.full()) outcomes_.set_capacity(outcomes_.capacity() * 2);
  outcomes_.push_back({.request = {.id = request.id,
                                   .arrival_s = kernel::to_s(request.arrival),
                                   .prompt_tokens = next_.prompt_tokens,
                                   .output_tokens = next_.output_tokens}});
  request.deadline = {};
  request.gives_up_at = next_.deadline_ns > 0 ? request.arrival + std::max(next_.deadline_ns, frontend_) : kernel::never;
  if (enter(request.arrival + frontend_, slot, 0)) watch(slot);
}

// False when the station rejects the request, which is over then.
bool Replay::enter(Time now, std::uint32_t slot, std::uint32_t station) {
  InFlight& request = slots_[slot];
  auto& servers = stations_[station].servers();
  const double u = pool_.balancing == Balancing::power_of_two ? draws_.draw(request.id)[station] : 1;
  const auto taken = servers.arrive(now, request.job, u);
  request.station = station;
  request.replica = taken.replica;
  if (taken.accepted) return true;
  close(now, slot, servers.servers()[taken.replica].too_long(request.job) ? ReplayFate::rejected_length : ReplayFate::rejected_queue);
  free_slots_.push_back(slot);
  return false;
}

void Replay::handle(const Event& event) {
  const std::uint32_t slot = event.entity();
  InFlight& request = slots_[slot];
  if (event.kind() == Kind::client_gives_up) {
    give_up(event.time, slot);
  } else if (request.given_up) {
    free_slots_.push_back(slot);
  } else {
    enter(event.time, slot, 1);
  }
}

void Replay::give_up(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.station == on_the_way) {
    request.given_up = true;
  } else {
    stations_[request.station].servers().cancel(now, request.replica, request.job);
    leaving_[request.station][request.replica].after_the_one_after.push_back(slot);
  }
  close(now, slot, ReplayFate::timed_out);
}

void Replay::wake(std::uint32_t station) {
  auto& servers = stations_[station].servers();
  const std::span<const Completion> completions = servers.wake();
  auto& [left, still_leaving] = leaving_[station][servers.woken()];
  free_slots_.insert(free_slots_.end(), left.begin(), left.end());
  left.clear();
  left.swap(still_leaving);
  for (const Completion& completion : completions) complete(station, completion);
}

void Replay::complete(std::uint32_t station, const Completion& completion) {
  const std::uint32_t slot = completion.request;
  InFlight& request = slots_[slot];
  ReplayedRequest& result = outcomes_[request.id - first_open_].request;
  if (station == 0) {
    result.cached_tokens = completion.cached_tokens;
    result.queue_s = kernel::to_s(completion.scheduled - request.arrival - frontend_);
  }
  if (station + 1 < stations_.size()) return move_on(slot, completion);
  result.ttft_s = kernel::to_s(completion.first_token - request.arrival);
  result.e2e_s = kernel::to_s(completion.end - request.arrival);
  if (result.output_tokens > 1) result.tpot_s = kernel::to_s(completion.end - completion.first_token) / (result.output_tokens - 1);
  summary_.simulated_s = std::max(summary_.simulated_s, kernel::to_s(completion.end));
  leave(slot);
  close(completion.end, slot, ReplayFate::completed);
}

// From prefill to decode: under another slot, since the prefill server may still read the content of this one.
void Replay::move_on(std::uint32_t slot, const Completion& completion) {
  const std::uint32_t other = new_slot();
  InFlight &from = slots_[slot], &to = slots_[other];
  to = from;
  to.station = on_the_way;
  to.given_up = false;
  to.job.request = other;
  to.job.output_tokens = outcomes_[from.id - first_open_].request.output_tokens;
  to.job.prefilled = true;
  if (to.job.content != nullptr) to.job.content = &to.content;
  leave(slot);
  events_.cancel(from.deadline);
  watch(other);
  const double transfer_ms = pool_.kv_transfer.latency_ms + kv_ms_per_token_ * to.job.size;
  events_.schedule(completion.end + kernel::from_ms(transfer_ms), Kind::kv_arrives, other);
}

void Replay::watch(std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.gives_up_at != kernel::never) request.deadline = events_.schedule_cancellable(request.gives_up_at, Kind::client_gives_up, slot);
}

void Replay::leave(std::uint32_t slot) {
  const InFlight& request = slots_[slot];
  leaving_[request.station][request.replica].after_next_wake.push_back(slot);
}

void Replay::close(Time now, std::uint32_t slot, ReplayFate fate) {
  // Nobody reacts in no time: the next request comes after all that happens at the end of this one, in every order of the replicas.
  if (limit_.requests > 0) places_.push_back(now + std::max<Time>(limit_.think_ns, 1));
  InFlight& request = slots_[slot];
  events_.cancel(request.deadline);
  Outcome& outcome = outcomes_[request.id - first_open_];
  outcome.request.fate = fate;
  outcome.known = true;
  if (request.station != on_the_way) outcome.request.replica = stations_[request.station].position(request.replica);
  if (fate == ReplayFate::completed) ++summary_.completed;
  if (fate == ReplayFate::timed_out) ++summary_.timed_out;
  if (fate == ReplayFate::rejected_length || fate == ReplayFate::rejected_queue) ++summary_.rejected;
  while (!outcomes_.empty() && outcomes_.front().known) {
    sink_(outcomes_.front().request);
    outcomes_.pop_front();
    ++first_open_;
  }
}

std::uint32_t Replay::new_slot() {
  if (free_slots_.empty()) {
    if (slots_.size() >= Event::max_entities)
      throw std::length_error("More than 16 million requests are in flight at once: the pool is far too small for the trace.");
    slots_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }
  const std::uint32_t slot = free_slots_.back();
  free_slots_.pop_back();
  return slot;
}

}  // namespace

ReplaySummary replay(const LlmPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options,
                     std::stop_token stop) {
  return Replay(pool, trace, sink, options).run(stop);
}

}  // namespace tradewind
