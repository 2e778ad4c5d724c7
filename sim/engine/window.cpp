#include "engine/window.h"

#include <algorithm>

#include "engine/window_simulation.h"

namespace tradewind::engine {
namespace {

constexpr double least_drain_s = 300;
constexpr double drain_windows = 10;
constexpr std::uint64_t events_between_looks = 1u << 16;  // at the stop token

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

}  // namespace

WindowSimulation::WindowSimulation(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink)
    : plan_(plan),
      surroundings_(surroundings),
      sink_(sink),
      measured_from_(kernel::from_s(plan.schedule.warmup_s)),
      measured_to_(measured_from_ + kernel::from_s(plan.schedule.window_s)),
      drained_by_(measured_to_ + kernel::from_s(plan.schedule.drain_s.value_or(std::max(least_drain_s, drain_windows * plan.schedule.window_s)))),
      fleet_(plan),
      sessions_(session_sources(plan, replication, window), Fleet::servers(plan)),
      reading_(plan.pools.size()),
      taken_(plan.pools.size()),
      backlogs_(plan.pools.size()),
      week_offset_s_(plan.window_start_s(window, replication)) {
  for (const RequestStream& stream : plan.streams) {
    const auto draws = [&](random::Purpose purpose) { return stream_draws(plan, stream, replication, window, purpose); };
    const Workload& workload = plan.world->workloads[stream.workload];
    const demand::ArrivalPattern pattern{workload.burstiness, workload.session().mean_turns};
    sources_.push_back({demand::ArrivalStream(draws(random::Purpose::arrivals), stream.rates_rps, week_offset_s_, pattern),
                        draws(random::Purpose::journey), draws(random::Purpose::sizes), draws(random::Purpose::access_lines),
                        draws(random::Purpose::packet_losses), Retries(plan.clients[stream.workload], draws(random::Purpose::retries))});
  }
  for (const PoolPlan& pool : plan.pools) {
    const auto& limit = pool.admission.rate_limit;
    buckets_.push_back(limit ? std::optional(traffic::TokenBucket(limit->requests_per_s, limit->burst)) : std::nullopt);
  }
  if (plan.reads_features())
    features_.emplace(*plan.world, plan.serving_regions(),
                      features::Reader::Seed{plan.schedule.seed, replication, static_cast<std::uint64_t>(window)});
}

WindowRun WindowSimulation::run(const std::stop_token& stop) {
  queue_.schedule(measured_from_, Kind::measurement_changes, begins);
  queue_.schedule(measured_from_ + (measured_to_ - measured_from_) / 2, Kind::measurement_changes, is_half_over);
  queue_.schedule(measured_to_, Kind::measurement_changes, ends);
  begin_conversations();
  for (std::uint32_t stream = 0; stream < sources_.size(); ++stream) schedule_next_request(stream);
  while (!done() && handle_next())
    if (++result_.events % events_between_looks == 0 && stop.stop_requested()) throw Interrupted{};
  for (const InFlight& request : slots_.all())
    if (request.measured) sink_(request.record);
  if (features_) result_.features = features_->statistics();
  return std::move(result_);
}

bool WindowSimulation::done() const { return measurement_over_ && measured_in_flight_ == 0; }

// False when nothing is left. At equal times the surroundings change first, and what comes from outside goes before the servers: see pool_of.h.
bool WindowSimulation::handle_next() {
  const Time wake = fleet_.next_wake(), change = surroundings_.next_wake();
  const Time last = measurement_over_ ? drained_by_ : kernel::never - 1;
  if (const auto event = queue_.take(std::min({wake, last, change - 1}))) {
    look_ahead();
    handle(*event);
  } else if (change <= std::min(wake, last)) {
    surroundings_change();
  } else if (wake <= last) {
    server_wakes();
  } else {
    return false;
  }
  return true;
}

// What the next event and the next server to wake will read is fetched from memory while this event is handled.
void WindowSimulation::look_ahead() const {
  fleet_.look_ahead();
  const Event* next = queue_.upcoming();
  if (next == nullptr) return;
  if (next->kind() == Kind::server_receives) kernel::prefetch(slots_[next->entity()]);
  if (next->kind() == Kind::user_sends) kernel::prefetch(sources_[next->entity()]);
}

void WindowSimulation::surroundings_change() {
  const Time now = surroundings_.next_wake();
  surroundings_.wake(now, fleet_);
  for (const Surroundings::Loss& loss : surroundings_.losses()) lose(now, loss);
  open_doors(now);
  if (features_)
    features_->change(now, {[this](std::uint32_t region) { return surroundings_.isolated(region); },
                            [this](std::uint32_t region) { return surroundings_.mirror_stands_still(region); }});
}

// Who waits goes on when a replica takes requests, or hears nothing any more when the region is cut off.
void WindowSimulation::open_doors(Time now) {
  for (std::uint32_t pool = 0; pool < fleet_.pools(); ++pool) {
    if (fleet_.waiting(pool) == 0 || (fleet_.is_shut(pool) && surroundings_.reachable(pool))) continue;
    for (const std::uint32_t slot : fleet_.let_in(pool)) {
      slots_[slot].at_door = false;
      server_receives(now, slot);
    }
  }
}

void WindowSimulation::handle(const Event& event) {
  switch (event.kind()) {
    case Kind::user_sends:
      return user_sends(event.time, event.entity());
    case Kind::server_receives:
      return server_receives(event.time, event.entity());
    case Kind::measurement_changes:
      return note(static_cast<Measurement>(event.entity()), event.time);
    case Kind::client_gives_up:
      return client_closes(event.time, event.entity());
    case Kind::client_retries:
      return send(event.time, event.entity(), lead(event.time, slots_[event.entity()]));
    case Kind::client_hedges:
      return hedge(event.time, event.entity());
    case Kind::client_is_answered:
      return client_is_answered(event.time, event.entity());
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
    begin(now, stream, index, conditions(stream, index, index), plan_.sizes[workload].of(source.sizes.draw(index)), demand::Sessions::none);
  schedule_next_request(stream);
}

// All turns of a conversation, whose first has the first index, come over the same line.
network::Conditions WindowSimulation::conditions(std::uint32_t stream, std::uint64_t index, std::uint64_t first_index) const {
  const Source& source = sources_[stream];
  const double u_line = plan_.journeys.has_mobile_users() ? source.access_lines.draw(first_index)[0] : 1;
  return plan_.journeys.conditions(source.journey.draw(index), u_line);
}

// All turns of a conversation go to the same region.
void WindowSimulation::send_next_turn(Time now, demand::Sessions::Handle conversation) {
  const std::uint32_t stream = sessions_.source_of(conversation);
  const std::uint64_t index = sessions_.draw_index(conversation), first_index = sessions_.first_draw_index(conversation);
  network::Conditions drawn = conditions(stream, index, first_index);
  drawn.routing_draw = conditions(stream, first_index, first_index).routing_draw;
  begin(now, stream, index, drawn, sessions_.message(conversation), conversation);
}

void WindowSimulation::begin(Time now, std::uint32_t stream_index, std::uint64_t index, const network::Conditions& conditions,
                             const demand::RequestSize& size, demand::Sessions::Handle conversation) {
  const RequestStream& stream = plan_.streams[stream_index];
  const std::uint32_t slot = take_slot();
  InFlight& request = slots_[slot];
  const bool measured = now >= measured_from_ && now < measured_to_;
  const bool talks = conversation != demand::Sessions::none;
  request = {.record = {.number = measured_,
                        .index = index,
                        .client = talks ? sessions_.first_draw_index(conversation) : index,
                        .sent = now,
                        .route = stream.first_route + size.priority_class,
                        .size = size.size,
                        .output_tokens = size.output_tokens,
                        .new_connection = conditions.new_connection},
             .job = {},
             .balancing_draw = size.balancing_draw,
             .conversation = conversation,
             .measured = measured,
             .under_way = true,
             .conditions = conditions};
  measured_ += measured;
  measured_in_flight_ += measured;
  ++result_.requests;
  sources_[stream_index].retries.note_first_attempt();
  const auto led = lead(now, request);
  const serving::ServerSettings& settings = plan_.pools[plan_.routes[led ? led->route : request.record.route].pool].settings;
  request.job = talks ? sessions_.prompt(conversation, size, serving::longest_request(settings)).job(slot) : size.job(slot);
  send(now, slot, led);
}

std::uint32_t WindowSimulation::take_slot() {
  return slots_.take("More than 16 million requests are on their way at once: the topology is far too small for its users.");
}

void WindowSimulation::server_wakes() {
  const Fleet::Woken woken = fleet_.wake();
  fleet_.look_ahead();
  for (const serving::Completion& completion : woken.completions) kernel::prefetch(slots_[completion.request]);
  sessions_.woken(woken.server);
  for (const serving::Completion& completion : woken.completions) complete(completion);
}

void WindowSimulation::note(Measurement measurement, Time now) {
  note_backlogs(measurement);
  if (measurement == is_half_over) return;
  measurement_over_ = measurement == ends;
  result_.loads.resize(fleet_.pools());
  for (std::size_t pool = 0; pool < fleet_.pools(); ++pool) {
    const serving::ServerLoad now_load = fleet_.load(now, pool);
    PoolLoad& load = result_.loads[pool];
    load.servers = {now_load.busy - load.servers.busy, now_load.batches - load.servers.batches, now_load.occupancy - load.servers.occupancy};
    load.grows = backlogs_[pool].grows();
  }
}

void WindowSimulation::note_backlogs(std::size_t moment) {
  std::vector<std::int64_t> inside(backlogs_.size());
  for (const InFlight& request : slots_.all())
    if (request.under_way && request.at_door)
      ++inside[plan_.routes[request.record.route].pool];
    else if (request.under_way && request.replica != InFlight::none && !request.answered)
      ++inside[request.record.pool];
  for (std::size_t pool = 0; pool < backlogs_.size(); ++pool) backlogs_[pool].note(moment, inside[pool], taken_[pool]);
}

void WindowSimulation::end(std::uint32_t slot, Time now) {
  InFlight& request = slots_[slot];
  queue_.cancel(request.closes);
  queue_.cancel(request.hedges);
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
  return request.replica == InFlight::none ? demand::Sessions::nobody : fleet_.server(request.record.pool, request.replica);
}

WindowRun simulate_window(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink,
                          const std::stop_token& stop) {
  return WindowSimulation(plan, replication, window, surroundings, sink).run(stop);
}

}  // namespace tradewind::engine
