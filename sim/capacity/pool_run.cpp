#include "capacity/pool_run.h"

#include "demand/arrivals.h"
#include "demand/sessions.h"
#include "kernel/event_queue.h"

namespace tradewind::capacity {
namespace {

using kernel::Kind;
using kernel::Time;

class Run {
 public:
  Run(const PoolUnderTest& test, double rate_rps, int requests)
      : test_(test),
        pool_(serving::make_pool(test.settings, test.replicas, test.balancing)),
        frontend_(serving::frontend_time(test.settings)),
        longest_request_(serving::longest_request(test.settings)),
        rate_rps_(rate_rps),
        rates_(hours_per_week, rate_rps),
        arrivals_(stream(random::Purpose::arrivals), rates_, 0, {test.burstiness, test.session.mean_turns}),
        size_draws_(stream(random::Purpose::sizes)),
        sessions_({{&test.sizes, &test.session, size_draws_, stream(random::Purpose::sessions)}},
                  static_cast<std::size_t>(test.replicas * serving::servers_per_replica(test.settings))),
        served_(static_cast<std::size_t>(requests)) {
    arrived_.reserve(served_.size());
  }

  PoolRun run() {
    const demand::Sessions::Past past{rate_rps_, serving::decode_alone_s(test_.settings, test_.sizes.mean_output_tokens()), longest_request_};
    if (test_.session.goes_on())
      sessions_.begin_under_way(0, past, [&](Time time, demand::Sessions::Handle handle) { queue_.schedule(time, Kind::session_goes_on, handle); });
    queue_.schedule(arrivals_.next(), Kind::user_sends, 0);
    return std::visit(
        [&](auto& servers) {
          // At equal times what comes from outside goes before the servers: see pool.h.
          while (arrived_.size() < served_.size())
            if (const auto event = queue_.take(servers.next_wake()))
              handle(servers, *event);
            else
              wake(servers);
          busy_until_last_arrival_ = servers.load(arrived_.back().time).busy;
          while (servers.next_wake() != kernel::never) wake(servers);
          return result();
        },
        pool_);
  }

 private:
  struct Arrived {
    Time time;
    demand::Sessions::Handle conversation;
    std::uint32_t replica;
  };

  random::Stream stream(random::Purpose purpose) const { return {test_.seed, 0, purpose, test_.entity, 0}; }

  void handle(auto& servers, const kernel::Event& event) {
    if (event.kind() == Kind::session_goes_on) return next_turn(servers, event.time, event.entity());
    if (test_.session.goes_on())
      next_turn(servers, event.time, sessions_.begin(0, arrivals_.index()));
    else
      arrive(servers, event.time, test_.sizes.of(size_draws_.draw(arrivals_.index())), demand::Sessions::none);
    queue_.schedule(arrivals_.next(), Kind::user_sends, 0);
  }

  void next_turn(auto& servers, Time now, demand::Sessions::Handle conversation) {
    arrive(servers, now, sessions_.prompt(conversation, sessions_.message(conversation), longest_request_), conversation);
  }

  void arrive(auto& servers, Time now, const demand::RequestSize& size, demand::Sessions::Handle conversation) {
    const auto request = static_cast<std::uint32_t>(arrived_.size());
    const auto quarter = std::size_t{4} * request / served_.size();
    in_system_by_quarter_[quarter] += static_cast<double>(in_system_);
    const auto taken = servers.arrive(now, size.job(request), size.balancing_draw);
    arrived_.push_back({now, conversation, taken.replica});
    in_system_ += taken.accepted;
    served_[request].rejected = !taken.accepted;
    if (!taken.accepted) end_turn(request, false, now, demand::Sessions::nobody);
  }

  void wake(auto& servers) {
    const auto completions = servers.wake();
    sessions_.woken(servers.woken());
    for (const serving::Completion& completion : completions) {
      const Arrived& request = arrived_[completion.request];
      const Time arrival = request.time - frontend_;
      served_[completion.request] = {completion.first_token - arrival, completion.end - arrival, completion.rejected};
      --in_system_;
      end_turn(completion.request, !completion.rejected, completion.end, request.replica);
    }
  }

  void end_turn(std::uint32_t request, bool answered, Time now, std::size_t server) {
    const demand::Sessions::Handle conversation = arrived_[request].conversation;
    if (conversation == demand::Sessions::none) return;
    if (const auto think_time = sessions_.end_turn(conversation, answered, server))
      queue_.schedule(now + *think_time, Kind::session_goes_on, conversation);
  }

  PoolRun result() {
    PoolRun run;
    const std::size_t quarter = served_.size() / 4;
    const double per_quarter = static_cast<double>(quarter);
    run.growth = test_.session.mean_turns * (in_system_by_quarter_[3] - in_system_by_quarter_[1]) / per_quarter / (2 * per_quarter);
    for (const Served& served : served_) run.rejected_share += served.rejected / static_cast<double>(served_.size());
    run.utilization = static_cast<double>(busy_until_last_arrival_) / static_cast<double>(arrived_.back().time) /
                      (test_.replicas * serving::servers_per_replica(test_.settings));
    served_.erase(served_.begin(), served_.begin() + static_cast<std::ptrdiff_t>(quarter));
    run.requests = std::move(served_);
    return run;
  }

  const PoolUnderTest& test_;
  serving::Pool pool_;
  Time frontend_;
  std::int64_t longest_request_;
  double rate_rps_;
  std::vector<double> rates_;
  demand::ArrivalStream arrivals_;
  random::Stream size_draws_;
  demand::Sessions sessions_;
  kernel::EventQueue queue_;
  std::vector<Arrived> arrived_;
  std::vector<Served> served_;
  std::int64_t in_system_ = 0;
  double in_system_by_quarter_[4] = {};
  Time busy_until_last_arrival_ = 0;
};

}  // namespace

PoolRun run_pool(const PoolUnderTest& pool, double rate_rps, int requests) { return Run(pool, rate_rps, requests).run(); }

}  // namespace tradewind::capacity
