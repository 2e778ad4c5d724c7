#include "engine/window.h"

#include <algorithm>

#include "demand/arrivals.h"
#include "demand/sessions.h"
#include "engine/retries.h"
#include "engine/surroundings.h"
#include "kernel/event_queue.h"
#include "kernel/slots.h"

namespace tradewind::engine {
namespace {

using kernel::Event;
using kernel::Kind;

constexpr double least_drain_s = 300;
constexpr double drain_windows = 10;
constexpr std::uint64_t events_between_looks = 1u << 16;  // at the stop token
constexpr const char* too_many = "More than 16 million requests are on their way at once: the topology is far too small for its users.";
enum Measurement : std::uint32_t { begins, ends };
// After which a client without a time-out takes a connection on which nothing comes for dead: 2^7 - 1 s, the seven attempts of Linux to open one
// (net.ipv4.tcp_syn_retries = 6, kernel documentation, ip-sysctl).
constexpr Time unheard_for = 127 * kernel::ns_per_s;

// A request on its way.
struct InFlight {
  RequestRecord record;
  serving::Job job;
  double balancing_draw = 1;
  network::Conditions conditions;
  Time up = 0, down = 0;  // the ways, without the answer's bytes
  demand::Sessions::Handle conversation = demand::Sessions::none;
  bool measured = false;  // sent in the measured part, and not ended yet
  bool under_way = false;
  // Of the attempt that runs.
  Time sent = 0;
  kernel::Ticket closes = {};    // when the server sees that the client has given up
  std::uint32_t replica = none;  // that has it; none: it is still on its way up
  bool closed = false;           // while it was
  bool unheard = false;          // nobody is there to answer
  bool handed_on = false;        // by the region that it came to

  static constexpr std::uint32_t none = ~std::uint32_t{0};
};

random::Stream stream_draws(const Plan& plan, const RequestStream& stream, std::uint32_t replication, int window, random::Purpose purpose) {
  return {plan.schedule.seed, replication, purpose, stream.entity(), static_cast<std::uint64_t>(window)};
}

// One for each stream, whether its workload has conversations or not.
std::vector<demand::SessionSource> session_sources(const Plan& plan, std::uint32_t replication, int window) {
  std::vector<demand::SessionSource> sources;
  for (const RequestStream& stream : plan.streams)
    sources.push_back({&plan.sizes[stream.workload], &plan.world->workloads[stream.workload].session(),
                       stream_draws(plan, stream, replication, window, random::Purpose::sizes),
                       stream_draws(plan, stream, replication, window, random::Purpose::sessions), sources.size()});
  return sources;
}

class WindowSimulation {
 public:
  WindowSimulation(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink);
  WindowRun run(const std::stop_token& stop);

 private:
  struct Source {
    demand::ArrivalStream arrivals;
    random::Stream journey, sizes;
    Retries retries;
  };

  bool done() const;
  bool handle_next();
  void handle(const Event& event);
  void schedule_next_request(std::uint32_t stream);
  void begin_conversations();
  void user_sends(Time now, std::uint32_t stream);
  void send_next_turn(Time now, demand::Sessions::Handle conversation);
  void begin(Time now, std::uint32_t stream, std::uint64_t index, const network::Conditions& conditions, const demand::RequestSize& size,
             demand::Sessions::Handle conversation);
  void surroundings_change();
  void server_receives(Time now, std::uint32_t slot);
  void server_wakes();
  void complete(const serving::Completion& completion);
  void answer(InFlight& request, const serving::Completion& completion) const;
  const ClientPlan& client_of(const InFlight& request) const;
  std::optional<Surroundings::Led> lead(Time now, const InFlight& request);
  void send(Time now, std::uint32_t slot, const std::optional<Surroundings::Led>& led);
  bool admits(std::uint32_t pool) const;
  void hand_on(Time now, std::uint32_t slot, const Surroundings::Onward& onward);
  void go_unheard(Time now, std::uint32_t slot);
  void lose(Time now, const Surroundings::Loss& loss);
  void client_closes(Time now, std::uint32_t slot);
  void time_out(std::uint32_t slot, Time now);
  void fail(std::uint32_t slot, Fate fate, Time known, Time now);
  void note_loads(Measurement measurement, Time now);
  void end(std::uint32_t slot, Time now);
  void end_turn(const InFlight& request, Time now);
  std::size_t server_of(const InFlight& request) const;

  const Plan& plan_;
  Surroundings& surroundings_;
  const RequestSink& sink_;
  const Time measured_from_, measured_to_, drained_by_;
  kernel::EventQueue queue_;
  std::vector<Source> sources_;  // by stream
  Fleet fleet_;
  demand::Sessions sessions_;
  const double week_offset_s_;
  kernel::Slots<InFlight> slots_;
  std::uint64_t measured_ = 0, measured_in_flight_ = 0;
  bool measurement_over_ = false;
  WindowRun result_;
};

WindowSimulation::WindowSimulation(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink)
    : plan_(plan),
      surroundings_(surroundings),
      sink_(sink),
      measured_from_(kernel::from_s(plan.schedule.warmup_s)),
      measured_to_(measured_from_ + kernel::from_s(plan.schedule.window_s)),
      drained_by_(measured_to_ + kernel::from_s(plan.schedule.drain_s.value_or(std::max(least_drain_s, drain_windows * plan.schedule.window_s)))),
      fleet_(plan),
      sessions_(session_sources(plan, replication, window), Fleet::servers(plan)),
      week_offset_s_(plan.window_start_s(window, replication)) {
  for (const RequestStream& stream : plan.streams) {
    const auto draws = [&](random::Purpose purpose) { return stream_draws(plan, stream, replication, window, purpose); };
    const Workload& workload = plan.world->workloads[stream.workload];
    const demand::ArrivalPattern pattern{workload.burstiness, workload.session().mean_turns};
    sources_.push_back({demand::ArrivalStream(draws(random::Purpose::arrivals), stream.rates_rps, week_offset_s_, pattern),
                        draws(random::Purpose::journey), draws(random::Purpose::sizes),
                        Retries(plan.clients[stream.workload], draws(random::Purpose::retries))});
  }
}

WindowRun WindowSimulation::run(const std::stop_token& stop) {
  queue_.schedule(measured_from_, Kind::measurement_changes, begins);
  queue_.schedule(measured_to_, Kind::measurement_changes, ends);
  begin_conversations();
  for (std::uint32_t stream = 0; stream < sources_.size(); ++stream) schedule_next_request(stream);
  while (!done() && handle_next())
    if (++result_.events % events_between_looks == 0 && stop.stop_requested()) throw Interrupted{};
  for (const InFlight& request : slots_.all())
    if (request.measured) sink_(request.record);
  return std::move(result_);
}

bool WindowSimulation::done() const { return measurement_over_ && measured_in_flight_ == 0; }

// False when nothing is left. At equal times the surroundings change first, and what comes from outside goes before the servers: see pool_of.h.
bool WindowSimulation::handle_next() {
  const Time wake = fleet_.next_wake(), change = surroundings_.next_wake();
  const Time last = measurement_over_ ? drained_by_ : kernel::never - 1;
  if (const auto event = queue_.take(std::min({wake, last, change - 1})))
    handle(*event);
  else if (change <= std::min(wake, last))
    surroundings_change();
  else if (wake <= last)
    server_wakes();
  else
    return false;
  return true;
}

void WindowSimulation::surroundings_change() {
  const Time now = surroundings_.next_wake();
  surroundings_.wake(now, fleet_);
  for (const Surroundings::Loss& loss : surroundings_.losses()) lose(now, loss);
}

void WindowSimulation::handle(const Event& event) {
  switch (event.kind()) {
    case Kind::user_sends:
      return user_sends(event.time, event.entity());
    case Kind::server_receives:
      return server_receives(event.time, event.entity());
    case Kind::measurement_changes:
      return note_loads(static_cast<Measurement>(event.entity()), event.time);
    case Kind::client_gives_up:
      return client_closes(event.time, event.entity());
    case Kind::client_retries:
      return send(event.time, event.entity(), lead(event.time, slots_[event.entity()]));
    case Kind::session_goes_on:
      return send_next_turn(event.time, event.entity());
  }
}

void WindowSimulation::schedule_next_request(std::uint32_t stream) {
  const Time time = sources_[stream].arrivals.next();
  if (time != kernel::never) queue_.schedule(time, Kind::user_sends, stream);
}

// Those that began before the window, as if each turn had been alone at the stream's first pool.
void WindowSimulation::begin_conversations() {
  for (std::uint32_t stream = 0; stream < plan_.streams.size(); ++stream) {
    const RequestStream& from = plan_.streams[stream];
    if (!plan_.world->workloads[from.workload].session().goes_on()) continue;
    const serving::ServerSettings& settings = plan_.pools[plan_.routes[from.first_route].pool].settings;
    const demand::Sessions::Past past{from.rates_rps[static_cast<std::size_t>(week_offset_s_ / 3600) % from.rates_rps.size()],
                                      serving::decode_alone_s(settings, plan_.sizes[from.workload].mean_output_tokens()),
                                      serving::longest_request(settings)};
    sessions_.begin_under_way(stream, past,
                              [&](Time time, demand::Sessions::Handle handle) { queue_.schedule(time, Kind::session_goes_on, handle); });
  }
}

void WindowSimulation::user_sends(Time now, std::uint32_t stream) {
  const Source& source = sources_[stream];
  const std::uint64_t index = source.arrivals.index();
  const std::uint32_t workload = plan_.streams[stream].workload;
  if (plan_.world->workloads[workload].session().goes_on())
    send_next_turn(now, sessions_.begin(stream, index));
  else
    begin(now, stream, index, plan_.journeys.conditions(source.journey.draw(index)), plan_.sizes[workload].of(source.sizes.draw(index)),
          demand::Sessions::none);
  schedule_next_request(stream);
}

// All turns of a conversation go to the same region.
void WindowSimulation::send_next_turn(Time now, demand::Sessions::Handle conversation) {
  const std::uint32_t stream = sessions_.source_of(conversation);
  const random::Stream& journey = sources_[stream].journey;
  const std::uint64_t index = sessions_.draw_index(conversation);
  network::Conditions conditions = plan_.journeys.conditions(journey.draw(index));
  conditions.routing_draw = plan_.journeys.conditions(journey.draw(sessions_.first_draw_index(conversation))).routing_draw;
  begin(now, stream, index, conditions, sessions_.message(conversation), conversation);
}

void WindowSimulation::begin(Time now, std::uint32_t stream_index, std::uint64_t index, const network::Conditions& conditions,
                             const demand::RequestSize& size, demand::Sessions::Handle conversation) {
  const RequestStream& stream = plan_.streams[stream_index];
  const std::uint32_t slot = slots_.take(too_many);
  InFlight& request = slots_[slot];
  const bool measured = now >= measured_from_ && now < measured_to_;
  const bool talks = conversation != demand::Sessions::none;
  request = {.record = {.number = measured_,
                        .index = index,
                        .sent = now,
                        .route = stream.first_route + size.priority_class,
                        .size = size.size,
                        .output_tokens = size.output_tokens,
                        .new_connection = conditions.new_connection},
             .job = {},
             .balancing_draw = size.balancing_draw,
             .conditions = conditions,
             .conversation = conversation,
             .measured = measured,
             .under_way = true};
  measured_ += measured;
  measured_in_flight_ += measured;
  ++result_.requests;
  sources_[stream_index].retries.note_first_attempt();
  const auto led = lead(now, request);
  const serving::ServerSettings& settings = plan_.pools[plan_.routes[led ? led->route : request.record.route].pool].settings;
  request.job = talks ? sessions_.prompt(conversation, size, serving::longest_request(settings)).job(slot) : size.job(slot);
  send(now, slot, led);
}

const ClientPlan& WindowSimulation::client_of(const InFlight& request) const {
  return plan_.clients[plan_.streams[plan_.routes[request.record.route].stream].workload];
}

std::optional<Surroundings::Led> WindowSimulation::lead(Time now, const InFlight& request) {
  const Route& last = plan_.routes[request.record.route];
  const bool talks = request.conversation != demand::Sessions::none;
  const std::uint64_t client = talks ? sessions_.first_draw_index(request.conversation) : request.record.index;
  return surroundings_.lead(now, {last.stream, last.priority_class, client, request.conditions.routing_draw});
}

// One attempt.
void WindowSimulation::send(Time now, std::uint32_t slot, const std::optional<Surroundings::Led>& led) {
  InFlight& request = slots_[slot];
  request.sent = now;
  request.replica = InFlight::none;
  request.closed = request.unheard = request.handed_on = false;
  request.closes = {};
  ++request.record.attempts;
  if (!led) return fail(slot, Fate::rejected, now, now);
  // Who is led elsewhere than before opens a connection there.
  if (request.record.attempts > 1 && led->route != request.record.route) request.conditions.new_connection = true;
  request.record.route = led->route;
  const Route& way = plan_.routes[led->route];
  const network::Legs legs = plan_.journeys.legs(request.conditions, way.rtt_ms + led->detour_ms,
                                                 plan_.sizes[plan_.streams[way.stream].workload].request_bytes(request.record.size));
  request.up = legs.up;
  request.down = legs.down;
  if (!led->lost) queue_.schedule(now + request.up + serving::frontend_time(plan_.pools[way.pool].settings), Kind::server_receives, slot);
  if (const Time timeout = client_of(request).timeout; timeout > 0)
    request.closes = queue_.schedule_cancellable(now + timeout + request.down, Kind::client_gives_up, slot);
  if (led->lost) go_unheard(now, slot);
}

void WindowSimulation::server_receives(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.closed) return time_out(slot, now);
  const std::uint32_t pool = plan_.routes[request.record.route].pool;
  if (!surroundings_.reachable(pool)) return go_unheard(now, slot);
  if (!request.handed_on)
    if (const auto onward = surroundings_.hand_on(pool, fleet_)) return hand_on(now, slot, *onward);
  if (!admits(pool)) return fail(slot, Fate::rejected, now + request.down, now);
  const serving::Taken taken = fleet_.arrive(now, pool, request.job, request.balancing_draw);
  if (!taken.accepted) return fail(slot, Fate::rejected, now + request.down, now);
  request.replica = taken.replica;
}

bool WindowSimulation::admits(std::uint32_t pool) const {
  const double most = plan_.pools[pool].most_requests_per_replica;
  return most == 0 || static_cast<double>(fleet_.outstanding(pool)) < most * static_cast<double>(fleet_.taking(pool));
}

void WindowSimulation::hand_on(Time now, std::uint32_t slot, const Surroundings::Onward& onward) {
  InFlight& request = slots_[slot];
  request.handed_on = true;
  const Route& from = plan_.routes[request.record.route];
  request.record.route = plan_.route_to(from.stream, onward.pool, from.priority_class);
  request.up += onward.one_way;
  request.down += onward.one_way;
  queue_.schedule(now + onward.one_way, Kind::server_receives, slot);
}

// Nobody is there who could say that the request has failed.
void WindowSimulation::go_unheard(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  request.replica = InFlight::none;
  request.unheard = true;
  if (client_of(request).timeout > 0) return;  // its event is on the way
  request.closes = queue_.schedule_cancellable(std::max(now, request.sent + unheard_for), Kind::client_gives_up, slot);
}

void WindowSimulation::lose(Time now, const Surroundings::Loss& loss) {
  for (std::uint32_t slot = 0; slot < slots_.all().size(); ++slot) {
    const InFlight& request = slots_[slot];
    if (!request.under_way || request.replica != loss.replica || plan_.routes[request.record.route].pool != loss.pool) continue;
    if (loss.silent)
      go_unheard(now, slot);
    else
      fail(slot, Fate::rejected, now + request.down, now);
  }
}

void WindowSimulation::client_closes(Time now, std::uint32_t slot) {
  InFlight& request = slots_[slot];
  if (request.unheard) return time_out(slot, now);
  if (request.replica == InFlight::none) {
    request.closed = true;
    return;
  }
  fleet_.cancel(now, plan_.routes[request.record.route].pool, request.replica, request.job);
  time_out(slot, now);
}

void WindowSimulation::time_out(std::uint32_t slot, Time now) {
  const InFlight& request = slots_[slot];
  const Time timeout = client_of(request).timeout;
  fail(slot, Fate::timed_out, request.sent + (timeout > 0 ? timeout : unheard_for), now);
}

// The attempt has failed, and the client knows it at `known`. (Where that is in the past, as the server has only now seen the connection close, the
// next attempt starts at the earliest now.)
void WindowSimulation::fail(std::uint32_t slot, Fate fate, Time known, Time now) {
  InFlight& request = slots_[slot];
  queue_.cancel(request.closes);
  request.closes = {};
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

void WindowSimulation::server_wakes() {
  const Fleet::Woken woken = fleet_.wake();
  sessions_.woken(woken.server);
  for (const serving::Completion& completion : woken.completions) complete(completion);
}

void WindowSimulation::complete(const serving::Completion& completion) {
  const std::uint32_t slot = completion.request;
  InFlight& request = slots_[slot];
  if (completion.rejected) return fail(slot, Fate::rejected, completion.end + request.down, completion.end);
  const Time timeout = client_of(request).timeout;
  if (request.measured || timeout > 0 || request.conversation != demand::Sessions::none) {
    answer(request, completion);
    if (timeout > 0 && request.record.end > request.sent + timeout) return time_out(slot, completion.end);
  }
  end(slot, completion.end);
}

void WindowSimulation::answer(InFlight& request, const serving::Completion& completion) const {
  RequestRecord& record = request.record;
  const PoolPlan& pool = plan_.pools[plan_.routes[record.route].pool];
  const demand::Sizes& sizes = plan_.sizes[pool.workload];
  const Time whole = plan_.journeys.download(sizes.response_bytes(record.output_tokens));
  // A stream's download overlaps with its generation: the last chunk comes after the last token, or when the line has carried all chunks since the
  // first one.
  const Time chunk = sizes.is_llm() ? plan_.journeys.download(sizes.chunk_bytes()) : whole;
  record.first = completion.first_token + request.down + chunk;
  record.end = std::max(completion.end + chunk, completion.first_token + whole) + request.down;
  const Time at_server = request.sent + request.up;
  const Time waited = completion.scheduled - at_server - serving::frontend_time(pool.settings);
  record.service = completion.end - at_server - waited;
  record.queue = waited + (request.sent - record.sent);
  record.fate = Fate::completed;
}

void WindowSimulation::note_loads(Measurement measurement, Time now) {
  measurement_over_ = measurement == ends;
  result_.loads.resize(fleet_.pools());
  for (std::size_t pool = 0; pool < fleet_.pools(); ++pool) {
    const serving::ServerLoad now_load = fleet_.load(now, pool);
    serving::ServerLoad& load = result_.loads[pool];
    load = {now_load.busy - load.busy, now_load.batches - load.batches, now_load.occupancy - load.occupancy};
  }
}

void WindowSimulation::end(std::uint32_t slot, Time now) {
  InFlight& request = slots_[slot];
  queue_.cancel(request.closes);
  if (request.measured) sink_(request.record);
  measured_in_flight_ -= request.measured;
  request.measured = request.under_way = false;
  if (request.conversation != demand::Sessions::none) end_turn(request, now);
  slots_.give_back(slot);
}

// The user goes on from when the fate is known, at the earliest now.
void WindowSimulation::end_turn(const InFlight& request, Time now) {
  const bool answered = request.record.fate == Fate::completed;
  const auto think_time = sessions_.end_turn(request.conversation, answered, server_of(request));
  if (think_time) queue_.schedule(std::max(request.record.end, now) + *think_time, Kind::session_goes_on, request.conversation);
}

std::size_t WindowSimulation::server_of(const InFlight& request) const {
  return request.replica == InFlight::none ? demand::Sessions::nobody : fleet_.server(plan_.routes[request.record.route].pool, request.replica);
}

}  // namespace

WindowRun simulate_window(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink,
                          const std::stop_token& stop) {
  return WindowSimulation(plan, replication, window, surroundings, sink).run(stop);
}

}  // namespace tradewind::engine
