// Requests that are sent once more beside an attempt that is not answered (Dean and Barroso, "The tail at scale", Communications of the ACM 56,
// 2013: hedged requests). The client takes the answer of which the last byte comes first, and closes the other connection; that server sees it one
// way later, and works on until then. One attempt of the two that fails leaves the request to the other.
#include <algorithm>

#include "engine/window_simulation.h"

namespace tradewind::engine {

// Beside an attempt that runs beside another one, none is sent. A client that gives up first does not hedge.
void WindowSimulation::plan_hedge(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  const ClientPlan& client = client_of(request);
  const bool patient = client.timeout == 0 || client.hedge_after < client.timeout;
  if (request.twin == InFlight::none && patient && sources_[plan_.routes[request.record.route].stream].retries.may_hedge(request.record.attempts))
    request.hedges = queue_.schedule_cancellable(now + client.hedge_after, Kind::client_hedges, slot);
}

void WindowSimulation::hedge(Time now, std::uint32_t slot) {
  slots_[slot].hedges = {};
  RequestRecord& record = slots_[slot].record;
  const auto draw = sources_[plan_.routes[record.route].stream].retries.hedge(record.index, record.attempts);
  if (!draw) return;
  const std::uint32_t beside = take_slot();  // which may move all others
  InFlight& first = slots_[slot];
  InFlight& second = slots_[beside];
  second = first;
  first.twin = beside;
  second.twin = slot;
  second.job.request = beside;
  second.balancing_draw = *draw;
  second.measured = false;
  second.record.fate = Fate::timed_out;
  ++first.record.attempts;
  send(now, beside, lead(now, second));
}

// Whether there is another attempt, or one goes out, before this answer, which a server has just sent, is with the client.
bool WindowSimulation::may_be_outrun(const InFlight& request) const {
  if (request.twin != InFlight::none) return true;
  return request.hedges.serial != 0 && request.sent + client_of(request).hedge_after < request.record.end;
}

void WindowSimulation::await_answer(std::uint32_t slot) {
  InFlight& request = slots_[slot];
  queue_.cancel(request.closes);
  request.closes = {};
  request.replica = InFlight::none;
  request.answered = true;
  request.arrives = queue_.schedule_cancellable(request.record.end, Kind::client_is_answered, slot);
}

void WindowSimulation::client_is_answered(Time now, std::uint32_t slot) {
  if (const std::uint32_t twin = slots_[slot].twin; twin != InFlight::none) {
    part(twin);
    abandon(now, twin);
  }
  end(slot, now);
}

// Nobody waits for the attempt any more.
void WindowSimulation::abandon(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.unheard || request.answered) return drop(slot);
  request.abandoned = true;
  // Who has timed out at its client has been closed before.
  const Time timeout = client_of(request).timeout;
  if (timeout > 0 && request.sent + timeout <= now) return;
  queue_.cancel(request.closes);
  request.closes = queue_.schedule_cancellable(now + request.down, Kind::client_gives_up, slot);
}

// The attempt has failed, as the client knows at `known`, and the one beside it runs.
void WindowSimulation::leave_to_twin(std::uint32_t slot, Time known) {
  slots_[slots_[slot].twin].twin_failed = known;
  part(slot);
  drop(slot);
}

// The twin alone stands for the request from now on.
void WindowSimulation::part(std::uint32_t slot) {
  InFlight& request = slots_[slot];
  InFlight& twin = slots_[request.twin];
  twin.measured = twin.measured || request.measured;
  request.measured = false;
  request.twin = twin.twin = InFlight::none;
}

void WindowSimulation::drop(std::uint32_t slot) {
  InFlight& request = slots_[slot];
  for (const kernel::Ticket& ticket : {request.closes, request.arrives}) queue_.cancel(ticket);
  request.under_way = false;
  slots_.give_back(slot);
}

}  // namespace tradewind::engine
