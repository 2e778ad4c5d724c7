// The simulation of one window, see window.h. Users begin requests, and what they begin comes to its end, in window.cpp; the attempts between the two
// are in attempts.cpp, and how two of them run side by side in hedging.cpp.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "demand/arrivals.h"
#include "demand/sessions.h"
#include "engine/retries.h"
#include "engine/window.h"
#include "features/reader.h"
#include "kernel/event_queue.h"
#include "kernel/slots.h"
#include "traffic/admission.h"

namespace tradewind::engine {

using kernel::Event;
using kernel::Kind;

// A request on its way; of one that is hedged, each of the two attempts that run side by side has a slot. In five cache lines, of which the first
// three are all that a server's taking it needs: where requests are many, each of them has left the processor's cache when its next event comes.
struct alignas(64) InFlight {
  RequestRecord record;
  serving::Job job;
  double balancing_draw = 1;
  demand::Sessions::Handle conversation = demand::Sessions::none;
  bool measured = false;  // sent in the measured part, and not ended yet; of two attempts, one stands for the request
  bool under_way = false;
  // Of the attempt that runs.
  bool closed = false;           // by the client, while it was on its way up
  bool at_door = false;          // waits for a replica
  bool unheard = false;          // nobody is there to answer
  bool handed_on = false;        // by the region that it came to
  bool has_features = false;     // has read its feature stores,
  bool read_failed = false;      // and in vain
  bool reads = false;            // still reads them
  bool answered = false;         // the answer is on its way to the client
  bool abandoned = false;        // the client needs it no more, as its twin has been answered
  std::uint32_t replica = none;  // that has it; none: it is still on its way up
  std::uint32_t led_to = 0;      // the route of this attempt, or of the one before it, wherever it was handed on
  std::uint32_t twin = none;     // the slot of the attempt beside it
  kernel::Ticket closes = {};    // when the server sees that the client has given up; when the client does, where nobody hears it
  network::Conditions conditions;
  network::Way way = {};  // that the attempt takes
  Time up = 0, down = 0;  // the ways, without the answer's bytes
  Time sent = 0;
  Time data = 0;                // that reading its feature stores took
  Time twin_failed = 0;         // when the client knew that the attempt beside it had failed
  kernel::Ticket hedges = {};   // when it is sent once more beside this attempt
  kernel::Ticket arrives = {};  // when its answer is with the client

  static constexpr std::uint32_t none = ~std::uint32_t{0};
};
static_assert(sizeof(InFlight) == 320);

class WindowSimulation {
 public:
  WindowSimulation(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink);
  WindowRun run(const std::stop_token& stop);

 private:
  enum Measurement : std::uint32_t { begins, is_half_over, ends };
  struct Source {
    demand::ArrivalStream arrivals;
    random::Stream journey, sizes, access_lines, packet_losses;
    Retries retries;
  };

  // window.cpp
  bool done() const;
  bool handle_next();
  void handle(const Event& event);
  void look_ahead() const;
  void surroundings_change();
  void open_doors(Time now);
  void server_wakes();
  void schedule_next_request(std::uint32_t stream);
  void begin_conversations();
  void user_sends(Time now, std::uint32_t stream);
  void send_next_turn(Time now, demand::Sessions::Handle conversation);
  void begin(Time now, std::uint32_t stream, std::uint64_t index, const network::Conditions& conditions, const demand::RequestSize& size,
             demand::Sessions::Handle conversation);
  network::Conditions conditions(std::uint32_t stream, std::uint64_t index, std::uint64_t first_index) const;
  std::uint32_t take_slot();
  void end(std::uint32_t slot, Time now);
  void end_turn(const InFlight& request, Time now);
  void note(Measurement measurement, Time now);
  void note_backlogs(std::size_t moment);
  std::size_t server_of(const InFlight& request) const;

  // attempts.cpp
  const ClientPlan& client_of(const InFlight& request) const;
  Time patience(const InFlight& request) const;
  std::optional<Surroundings::Led> lead(Time now, const InFlight& request);
  network::Legs travel(const InFlight& request) const;
  void send(Time now, std::uint32_t slot, const std::optional<Surroundings::Led>& led);
  void server_receives(Time now, std::uint32_t slot);
  bool admits(Time now, std::uint32_t pool);
  bool is_heard(const InFlight& request) const;
  void refuse(std::uint32_t slot, Fate fate, Time now);
  void turn_away(std::uint32_t slot, Time now);
  void arrive(Time at, std::uint32_t slot);
  bool reads_features(const PoolPlan& pool) const;
  void get_features(Time now, std::uint32_t slot);
  void hand_on(Time now, std::uint32_t slot, const Surroundings::Onward& onward);
  void go_unheard(Time now, std::uint32_t slot);
  void lose(Time now, const Surroundings::Loss& loss);
  void client_closes(Time now, std::uint32_t slot);
  void time_out(std::uint32_t slot, Time now);
  void fail(std::uint32_t slot, Fate fate, Time known, Time now);
  void complete(const serving::Completion& completion);
  bool is_an_error(const InFlight& request, const serving::Completion& completion);
  void answer(InFlight& request, const serving::Completion& completion) const;

  // hedging.cpp
  void plan_hedge(Time now, std::uint32_t slot);
  void hedge(Time now, std::uint32_t slot);
  bool may_be_outrun(const InFlight& request) const;
  void await_answer(std::uint32_t slot);
  void client_is_answered(Time now, std::uint32_t slot);
  void abandon(Time now, std::uint32_t slot);
  void leave_to_twin(std::uint32_t slot, Time known);
  void part(std::uint32_t slot);
  void drop(std::uint32_t slot);

  const Plan& plan_;
  Surroundings& surroundings_;
  const RequestSink& sink_;
  const Time measured_from_, measured_to_, drained_by_;
  kernel::EventQueue queue_;
  std::vector<Source> sources_;  // by stream
  Fleet fleet_;
  demand::Sessions sessions_;
  std::optional<features::Reader> features_;                  // absent: no workload uses a store
  std::vector<std::int64_t> reading_;                         // by pool: requests that read features
  std::vector<std::optional<traffic::TokenBucket>> buckets_;  // by pool: of those with a rate limit
  std::vector<std::uint64_t> taken_;                          // by pool: requests that a replica has taken
  std::vector<Backlog> backlogs_;                             // by pool
  const double week_offset_s_;
  kernel::Slots<InFlight> slots_;
  std::uint64_t measured_ = 0, measured_in_flight_ = 0;
  bool measurement_over_ = false;
  WindowRun result_;
};

}  // namespace tradewind::engine
