// The life of an attempt: it is led to a region, travels there, is taken by a server or turned away, and is answered, given up or lost.
#include <algorithm>

#include "engine/window_simulation.h"

namespace tradewind::engine {
namespace {

// After which a client without a time-out takes a connection on which nothing comes for dead: 2^7 - 1 s, the seven attempts of Linux to open one
// (net.ipv4.tcp_syn_retries = 6, kernel documentation, ip-sysctl).
constexpr Time unheard_for = 127 * kernel::ns_per_s;

}  // namespace

const ClientPlan& WindowSimulation::client_of(const InFlight& request) const {
  return plan_.clients[plan_.streams[plan_.routes[request.record.route].stream].workload];
}

// How long the client waits for an answer to an attempt that nobody hears.
Time WindowSimulation::patience(const InFlight& request) const {
  const Time timeout = client_of(request).timeout;
  return timeout > 0 ? timeout : unheard_for;
}

std::optional<Surroundings::Led> WindowSimulation::lead(Time now, const InFlight& request) {
  const Route& last = plan_.routes[request.record.route];
  return surroundings_.lead(
      now, {last.stream, last.priority_class, request.record.client, request.conditions.routing_draw, request.conditions.new_connection});
}

// How long the attempt's ways take. Packets are lost anew with every attempt.
network::Legs WindowSimulation::travel(const InFlight& request) const {
  const RequestRecord& record = request.record;
  const std::uint32_t stream = plan_.routes[record.route].stream;
  const demand::Sizes& sizes = plan_.sizes[plan_.streams[stream].workload];
  const network::Payload payload{sizes.request_bytes(record.size), sizes.is_llm() ? sizes.chunk_bytes() : sizes.response_bytes(1)};
  if (!plan_.journeys.loses(request.way)) return plan_.journeys.legs(request.conditions, request.way, payload);
  const random::Uniforms u = sources_[stream].packet_losses.draw(random::index_of_attempt(record.index, record.attempts));
  return plan_.journeys.legs(request.conditions, request.way, payload, {u[0], u[1], u[2]});
}

// One attempt.
void WindowSimulation::send(Time now, std::uint32_t slot, const std::optional<Surroundings::Led>& led) {
  InFlight& request = slots_[slot];
  request.sent = now;
  request.replica = InFlight::none;
  request.closed = request.at_door = request.unheard = request.handed_on = request.answered = request.has_features = request.reads =
      request.read_failed = false;
  request.data = 0;
  request.closes = request.hedges = request.arrives = {};
  request.twin_failed = 0;
  ++request.record.attempts;
  if (!led) return fail(slot, Fate::rejected, now, now);
  // Who is led elsewhere than before opens a connection there.
  if (request.record.attempts > 1 && led->route != request.led_to) {
    request.conditions.new_connection = true;
    request.conditions.resumed = false;
  }
  request.record.route = request.led_to = led->route;
  request.record.pool = plan_.routes[led->route].pool;
  const Route& way = plan_.routes[led->route];
  request.way = {way.rtt_ms + led->detour_ms, led->loss};
  const network::Legs legs = travel(request);
  request.up = legs.up;
  request.down = legs.down;
  if (!led->lost) arrive(now + request.up + serving::frontend_time(plan_.pools[way.pool].settings), slot);
  if (const Time timeout = client_of(request).timeout; timeout > 0)
    request.closes = queue_.schedule_cancellable(now + timeout + request.down, Kind::client_gives_up, slot);
  plan_hedge(now, slot);
  if (led->lost) go_unheard(now, slot);
}

// Where nothing can get in between, what the request reads is looked up at once, which saves an event.
void WindowSimulation::arrive(Time at, std::uint32_t slot) {
  const InFlight& request = slots_[slot];
  const PoolPlan& pool = plan_.pools[plan_.routes[request.record.route].pool];
  if (!reads_features(pool)) return queue_.schedule(at, Kind::server_receives, slot);
  const Time timeout = client_of(request).timeout;
  const bool waits_there = timeout == 0 || request.sent + timeout + request.down > at;
  if (waits_there && surroundings_.never_change() && !plan_.world->workloads[pool.workload].admission) return get_features(at, slot);
  queue_.schedule(at, Kind::server_receives, slot);
}

bool WindowSimulation::reads_features(const PoolPlan& pool) const {
  return features_.has_value() && !plan_.world->workloads[pool.workload].features.empty();
}

void WindowSimulation::server_receives(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.reads) --reading_[plan_.routes[request.record.route].pool];
  request.reads = false;
  if (request.closed) return time_out(slot, now);
  const std::uint32_t stream = plan_.routes[request.record.route].stream, pool = plan_.routes[request.record.route].pool;
  if (!surroundings_.reachable(pool)) return go_unheard(now, slot);
  if (request.read_failed) return refuse(slot, Fate::failed, now);
  if (!request.handed_on && !request.has_features)
    if (const auto onward = surroundings_.hand_on(stream, pool, fleet_)) return hand_on(now, slot, *onward);
  if (fleet_.is_shut(pool)) {
    request.at_door = true;
    return fleet_.wait(pool, slot);
  }
  if (!request.has_features) {
    if (!admits(now, pool)) return refuse(slot, Fate::rejected, now);
    if (reads_features(plan_.pools[pool])) return get_features(now, slot);
  }
  RequestRecord& record = request.record;
  record.pool = surroundings_.serve_by({stream, pool, record.client, record.index, record.attempts, now});
  const serving::Taken taken = fleet_.arrive(now, record.pool, request.job, request.balancing_draw);
  if (!taken.accepted) return turn_away(slot, now);
  ++taken_[record.pool];
  request.replica = taken.replica;
}

// The server gets the request when all is there that it needs.
void WindowSimulation::get_features(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  const Route& route = plan_.routes[request.record.route];
  const RequestStream& stream = plan_.streams[route.stream];
  const std::uint64_t index = random::index_of_attempt(request.record.index, request.record.attempts - 1);
  const features::Reader::Result result =
      features_->serve(now, {stream.workload, plan_.pools[route.pool].region, stream.entity(), index, request.measured});
  request.has_features = request.reads = true;
  ++reading_[route.pool];
  request.read_failed = result.failed;
  request.data = result.takes;
  queue_.schedule(now + result.takes, Kind::server_receives, slot);
}

// Whether the client hears what the region has to say.
bool WindowSimulation::is_heard(const InFlight& request) const {
  const Route& route = plan_.routes[request.record.route];
  return surroundings_.answer_arrives(route.pool, route.stream, request.record.index, request.record.attempts);
}

// The region says that there will be no answer, if its client still waits for one.
void WindowSimulation::refuse(std::uint32_t slot, Fate fate, Time now) {
  const InFlight& request = slots_[slot];
  if (!is_heard(request)) return go_unheard(now, slot);
  const Time timeout = client_of(request).timeout, known = now + request.down;
  if (timeout > 0 && known > request.sent + timeout) return time_out(slot, now);
  fail(slot, fate, known, now);
}

// A server does not want it.
void WindowSimulation::turn_away(std::uint32_t slot, Time now) {
  surroundings_.breaks_off(slots_[slot].record.pool);
  refuse(slot, Fate::rejected, now);
}

// Who reads features will be at a replica soon.
bool WindowSimulation::admits(Time now, std::uint32_t pool) {
  const double most = plan_.pools[pool].admission.max_requests_per_replica;
  const bool has_room = most == 0 || static_cast<double>(fleet_.outstanding(pool) + reading_[pool]) < most * static_cast<double>(fleet_.taking(pool));
  return has_room && (!buckets_[pool] || buckets_[pool]->take(now));
}

void WindowSimulation::hand_on(Time now, std::uint32_t slot, const Surroundings::Onward& onward) {
  InFlight& request = slots_[slot];
  request.handed_on = true;
  const Route& from = plan_.routes[request.record.route];
  request.record.route = plan_.route_to(from.stream, onward.pool, from.priority_class);
  request.record.pool = onward.pool;
  request.up += onward.one_way;
  request.down += onward.one_way;
  queue_.schedule(now + onward.one_way, Kind::server_receives, slot);
}

// Nobody is there who could say that the request has failed, or see that its client gives up: that happens at the client alone.
void WindowSimulation::go_unheard(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.abandoned) return drop(slot);
  request.replica = InFlight::none;
  request.unheard = true;
  queue_.cancel(request.closes);
  request.closes = queue_.schedule_cancellable(std::max(now, request.sent + patience(request)), Kind::client_gives_up, slot);
}

void WindowSimulation::lose(Time now, const Surroundings::Loss& loss) {
  for (std::uint32_t slot = 0; slot < slots_.all().size(); ++slot) {
    const InFlight& request = slots_[slot];
    if (!request.under_way || request.replica != loss.replica || request.record.pool != loss.pool) continue;
    surroundings_.breaks_off(loss.pool);
    if (loss.silent)
      go_unheard(now, slot);
    else
      refuse(slot, Fate::rejected, now);
  }
}

void WindowSimulation::client_closes(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.unheard) return time_out(slot, now);
  if (request.at_door) {
    fleet_.leave(plan_.routes[request.record.route].pool, slot);
    return time_out(slot, now);
  }
  if (request.replica == InFlight::none) {
    request.closed = true;
    return;
  }
  fleet_.cancel(now, request.record.pool, request.replica, request.job);
  surroundings_.breaks_off(request.record.pool);
  time_out(slot, now);
}

void WindowSimulation::time_out(std::uint32_t slot, Time now) {
  const InFlight& request = slots_[slot];
  fail(slot, Fate::timed_out, request.sent + patience(request), now);
}

// The attempt has failed, and the client knows it at `known`. (Where that is in the past, as the server has only now seen the connection close, the
// next attempt starts at the earliest now.)
void WindowSimulation::fail(std::uint32_t slot, Fate fate, Time known, Time now) {
  InFlight& request = slots_[slot];
  if (request.abandoned) return drop(slot);
  if (request.twin != InFlight::none) return leave_to_twin(slot, known);
  known = std::max(known, request.twin_failed);
  queue_.cancel(request.closes);
  queue_.cancel(request.hedges);
  request.closes = request.hedges = {};
  const RequestRecord& record = request.record;
  if (const auto pause = sources_[plan_.routes[record.route].stream].retries.pause_before_next(record.index, record.attempts)) {
    if (request.conversation != demand::Sessions::none) request.job.content = sessions_.resend(request.conversation, server_of(request));
    request.replica = InFlight::none;  // what becomes of the replica in the pause is not the request's concern
    queue_.schedule(std::max(known + *pause, now), Kind::client_retries, slot);
    return;
  }
  request.record.fate = fate;
  request.record.end = known;
  end(slot, now);
}

void WindowSimulation::complete(const serving::Completion& completion) {
  const std::uint32_t slot = completion.request;
  InFlight& request = slots_[slot];
  if (completion.rejected) return turn_away(slot, completion.end);
  if (request.abandoned) return drop(slot);
  if (is_an_error(request, completion)) return refuse(slot, Fate::failed, completion.end);
  if (!is_heard(request)) return go_unheard(completion.end, slot);
  const ClientPlan& client = client_of(request);
  const Time timeout = client.timeout;
  if (request.measured || timeout > 0 || client.hedge_after > 0 || request.conversation != demand::Sessions::none) {
    answer(request, completion);
    if (timeout > 0 && request.record.end > request.sent + timeout) return time_out(slot, completion.end);
    if (may_be_outrun(request)) return await_answer(slot);
  }
  end(slot, completion.end);
}

bool WindowSimulation::is_an_error(const InFlight& request, const serving::Completion& completion) {
  const RequestRecord& record = request.record;
  const Time came = request.sent + request.up;
  return surroundings_.answers_with_error({record.pool, plan_.routes[record.route].stream, record.index, record.attempts,
                                           completion.first_token - came, completion.end - came, completion.end},
                                          fleet_);
}

void WindowSimulation::answer(InFlight& request, const serving::Completion& completion) const {
  RequestRecord& record = request.record;
  const PoolPlan& pool = plan_.pools[plan_.routes[record.route].pool];
  const demand::Sizes& sizes = plan_.sizes[pool.workload];
  // A stream's download overlaps with its generation: the last chunk comes after the last token, or when the line has carried all chunks since the
  // first one.
  const double bytes = sizes.response_bytes(record.output_tokens);
  const auto stream = [&](double part) { return kernel::from_ms(plan_.journeys.stream_ms(request.conditions, request.way, part)); };
  const Time whole = sizes.is_llm() ? stream(bytes) : kernel::from_ms(plan_.journeys.download_ms(request.conditions, request.way, bytes));
  const Time chunk = sizes.is_llm() ? stream(sizes.chunk_bytes()) : whole;
  record.first = completion.first_token + request.down + chunk;
  record.end = std::max(completion.end + chunk, completion.first_token + whole) + request.down;
  record.data = request.data;
  const Time at_server = request.sent + request.up + request.data;
  const Time waited = completion.scheduled - at_server - serving::frontend_time(pool.settings);
  record.service = completion.end - at_server - waited;
  record.queue = waited + (request.sent - record.sent);
  record.fate = Fate::completed;
}

}  // namespace tradewind::engine
