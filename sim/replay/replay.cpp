// The trace's requests, the servers and what lies between them: the clock of a replay.
#include "tradewind/sim/replay.h"

#include <algorithm>
#include <boost/circular_buffer.hpp>
#include <deque>
#include <span>

#include "kernel/event_queue.h"
#include "kernel/slots.h"
#include "random/draws.h"
#include "replay/servers.h"
#include "serving/leaving.h"

namespace tradewind {
namespace {

using kernel::Kind;
using kernel::Time;
using serving::Completion;
using serving::Job;

constexpr std::uint64_t requests_between_looks = 4096;
constexpr const char* too_many = "More than 16 million requests are in flight at once: the pool is far too small for the trace.";

class Replay {
 public:
  // `Pool`: LlmPool or ClassicPool.
  template <class Pool>
  Replay(const Pool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options);
  ReplaySummary run(const std::stop_token& stop);

 private:
  // A request until its servers have forgotten it: they read the content of its prompt.
  struct InFlight {
    std::uint64_t id = 0;
    Time arrival = 0;
    serving::PromptContent content;
    Job job;
    std::uint32_t server = 0;
    kernel::Ticket deadline;  // of its event
  };
  // A request in the order of the trace; `known`: its fate.
  struct Outcome {
    ReplayedRequest request;
    bool known = false;
  };

  void advance(Time until);
  bool step(Time until);
  void hold_back();
  void arrive();
  void give_up(Time now, std::uint32_t slot);
  void wake();
  void complete(const Completion& completion);
  void answer(const InFlight& request, const Completion& completion);
  void leave(std::uint32_t slot) { leaving_.leave(slots_[slot].server, slot); }
  void close(Time now, std::uint32_t slot, ReplayFate fate, std::uint32_t server);
  ReplayFate rejection(const InFlight& request, std::uint32_t server) const;

  Balancing balancing_;
  Trace& trace_;
  const std::function<void(const ReplayedRequest&)>& sink_;
  random::Stream draws_;
  replaying::Servers servers_;
  serving::Leaving<std::uint32_t> leaving_;  // slots
  Time frontend_ = 0;

  TraceRequest next_;
  kernel::EventQueue deadlines_;
  kernel::Slots<InFlight, std::deque<InFlight>> slots_;
  std::vector<std::uint32_t> left_;
  boost::circular_buffer<Outcome> outcomes_{1024};
  std::uint64_t first_open_ = 0;  // id of outcomes_.front()
  const ClientLimit limit_;
  std::deque<Time> places_;  // when requests that are over make place for others, ascending
  ReplaySummary summary_;
};

template <class Pool>
Replay::Replay(const Pool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options)
    : balancing_(pool.balancing),
      trace_(trace),
      sink_(sink),
      draws_(options.seed, 0, random::Purpose::sizes, 0, 0),
      servers_(pool, options),
      leaving_(servers_.size()),
      frontend_(servers_.frontend()),
      limit_(options.limit) {}

ReplaySummary Replay::run(const std::stop_token& stop) {
  for (; trace_.next(next_); ++summary_.offered) {
    if (summary_.offered % requests_between_looks == 0 && stop.stop_requested()) throw Interrupted{};
    if (limit_.requests > 0) hold_back();
    advance(next_.arrival_ns + frontend_ - 1);
    arrive();
  }
  advance(kernel::never - 1);
  summary_.iterations = servers_.iterations();
  summary_.preemptions = servers_.preemptions();
  return summary_;
}

// Until one of the requests that are out makes place for the next one.
void Replay::hold_back() {
  if (summary_.offered < limit_.requests) return;  // there are places that nobody has taken yet
  while (places_.empty()) step(kernel::never - 1);
  next_.arrival_ns = std::max(next_.arrival_ns, places_.front());
  places_.pop_front();
}

// At equal times what comes from outside goes before the servers: see pool_of.h.
void Replay::advance(Time until) {
  while (step(until)) {
  }
}

// The next thing that happens; false when there is none until then.
bool Replay::step(Time until) {
  const Time wake_at = servers_.next_wake();
  if (const auto deadline = deadlines_.take(std::min(wake_at, until)))
    give_up(deadline->time, deadline->entity());
  else if (wake_at <= until)
    wake();
  else
    return false;
  return true;
}

void Replay::arrive() {
  const std::uint32_t slot = slots_.take(too_many);
  InFlight& request = slots_[slot];
  request.id = summary_.offered;
  request.arrival = next_.arrival_ns;
  request.content.parts.swap(next_.parts);
  request.content.answer = next_.answer_content;
  const bool shares = !request.content.parts.empty() || request.content.answer != 0;
  request.job = {.request = slot,
                 .size = next_.prompt_tokens,
                 .output_tokens = next_.output_tokens,
                 .priority = next_.priority,
                 .content = shares ? &request.content : nullptr};
  request.deadline = {};
  if (outcomes_.full()) outcomes_.set_capacity(outcomes_.capacity() * 2);
  outcomes_.push_back({.request = {.id = request.id,
                                   .arrival_s = kernel::to_s(request.arrival),
                                   .prompt_tokens = next_.prompt_tokens,
                                   .output_tokens = next_.output_tokens}});
  const double u = balancing_ == Balancing::power_of_two ? draws_.draw(request.id)[0] : 1;
  const serving::Taken taken = servers_.arrive(request.arrival + frontend_, request.job, u);
  request.server = taken.replica;
  if (!taken.accepted) {
    close(request.arrival + frontend_, slot, rejection(request, taken.replica), taken.replica);
    slots_.give_back(slot);
  } else if (next_.deadline_ns > 0) {
    const Time gives_up_at = request.arrival + std::max(next_.deadline_ns, frontend_);
    request.deadline = deadlines_.schedule_cancellable(gives_up_at, Kind::client_gives_up, slot);
  }
}

void Replay::give_up(Time now, std::uint32_t slot) {
  servers_.cancel(now, slots_[slot].server, slots_[slot].job);
  leave(slot);
  close(now, slot, ReplayFate::timed_out, slots_[slot].server);
}

void Replay::wake() {
  const std::span<const Completion> completions = servers_.wake();
  left_.clear();
  leaving_.woken(servers_.woken(), left_);
  for (const std::uint32_t slot : left_) slots_.give_back(slot);
  for (const Completion& completion : completions) complete(completion);
}

void Replay::complete(const Completion& completion) {
  const std::uint32_t slot = completion.request, server = servers_.woken();
  const InFlight& request = slots_[slot];
  if (!completion.rejected) answer(request, completion);
  leave(slot);
  close(completion.end, slot, completion.rejected ? rejection(request, server) : ReplayFate::completed, server);
}

void Replay::answer(const InFlight& request, const Completion& completion) {
  ReplayedRequest& result = outcomes_[request.id - first_open_].request;
  result.cached_tokens = completion.cached_tokens;
  result.queue_s = kernel::to_s(completion.scheduled - request.arrival - frontend_);
  result.ttft_s = kernel::to_s(completion.first_token - request.arrival);
  result.e2e_s = kernel::to_s(completion.end - request.arrival);
  if (result.output_tokens > 1) result.tpot_s = kernel::to_s(completion.end - completion.first_token) / (result.output_tokens - 1);
  summary_.simulated_s = std::max(summary_.simulated_s, kernel::to_s(completion.end));
}

ReplayFate Replay::rejection(const InFlight& request, std::uint32_t server) const {
  return servers_.too_long(server, request.job) ? ReplayFate::rejected_length : ReplayFate::rejected_queue;
}

void Replay::close(Time now, std::uint32_t slot, ReplayFate fate, std::uint32_t server) {
  // Nobody reacts in no time: the next request comes after all that happens at the end of this one, in every order of the replicas.
  if (limit_.requests > 0) places_.push_back(now + std::max<Time>(limit_.think_ns, 1));
  const InFlight& request = slots_[slot];
  deadlines_.cancel(request.deadline);
  Outcome& outcome = outcomes_[request.id - first_open_];
  outcome.request.fate = fate;
  outcome.known = true;
  outcome.request.replica = servers_.position(server);
  if (fate == ReplayFate::completed) ++summary_.completed;
  if (fate == ReplayFate::timed_out) ++summary_.timed_out;
  if (fate == ReplayFate::rejected_length || fate == ReplayFate::rejected_queue) ++summary_.rejected;
  while (!outcomes_.empty() && outcomes_.front().known) {
    sink_(outcomes_.front().request);
    outcomes_.pop_front();
    ++first_open_;
  }
}

}  // namespace

ReplaySummary replay(const LlmPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options,
                     std::stop_token stop) {
  return Replay(pool, trace, sink, options).run(stop);
}

ReplaySummary replay(const ClassicPool& pool, Trace& trace, const std::function<void(const ReplayedRequest&)>& sink, const ReplayOptions& options,
                     std::stop_token stop) {
  return Replay(pool, trace, sink, options).run(stop);
}

}  // namespace tradewind
