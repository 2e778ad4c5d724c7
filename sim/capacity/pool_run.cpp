#include "capacity/pool_run.h"

#include "demand/arrivals.h"
#include "kernel/event_queue.h"

namespace tradewind::capacity {
namespace {

using kernel::Time;

class Run {
 public:
  Run(const PoolUnderTest& test, double rate_rps, int requests)
      : pool_(serving::make_pool(test.settings, test.replicas, test.balancing, 0)),
        sizes_(test.sizes),
        frontend_(serving::frontend_time(test.settings)),
        replicas_(test.replicas),
        rates_(hours_per_week, rate_rps),
        arrivals_(stream(test, random::Purpose::arrivals), rates_, 0),
        size_draws_(stream(test, random::Purpose::sizes)),
        arrived_(static_cast<std::size_t>(requests)),
        served_(static_cast<std::size_t>(requests)) {}

  PoolRun run() {
    queue_.schedule(arrivals_.next(), kernel::Kind::server_receives, 0);
    while (!queue_.empty()) {
      const kernel::Event event = queue_.take();
      if (event.kind() == kernel::Kind::server_receives)
        arrive(event.time, event.entity());
      else
        wake(event);
    }
    return result();
  }

 private:
  static random::Stream stream(const PoolUnderTest& test, random::Purpose purpose) { return {test.seed, 0, purpose, test.entity, 0}; }

  void arrive(Time now, std::uint32_t request) {
    const demand::RequestSize size = sizes_.of(size_draws_.draw(request));
    arrived_[request] = now;
    const auto quarter = std::size_t{4} * request / served_.size();
    in_system_by_quarter_[quarter] += static_cast<double>(in_system_);
    const serving::Job job{request, size.size, size.output_tokens};
    const bool accepted = std::visit([&](auto& servers) { return servers.arrive(queue_, now, job, size.balancing_draw); }, pool_);
    in_system_ += accepted;
    served_[request].rejected = !accepted;
    if (request + 1 < served_.size())
      queue_.schedule(arrivals_.next(), kernel::Kind::server_receives, request + 1);
    else
      busy_until_last_arrival_ = std::visit([&](auto& servers) { return servers.load(now).busy; }, pool_);
  }

  void wake(const kernel::Event& event) {
    std::visit(
        [&](auto& servers) {
          for (const serving::Completion& completion : servers.wake(queue_, event)) {
            const Time arrival = arrived_[completion.request] - frontend_;
            served_[completion.request] = {completion.first_token - arrival, completion.end - arrival, false};
            --in_system_;
          }
        },
        pool_);
  }

  PoolRun result() {
    PoolRun run;
    const std::size_t quarter = served_.size() / 4;
    const double per_quarter = static_cast<double>(quarter);
    run.growth = (in_system_by_quarter_[3] - in_system_by_quarter_[1]) / per_quarter / (2 * per_quarter);
    for (const Served& served : served_) run.rejected_share += served.rejected / static_cast<double>(served_.size());
    run.utilization = static_cast<double>(busy_until_last_arrival_) / static_cast<double>(arrived_.back()) / replicas_;
    served_.erase(served_.begin(), served_.begin() + static_cast<std::ptrdiff_t>(quarter));
    run.requests = std::move(served_);
    return run;
  }

  kernel::EventQueue queue_;
  serving::Pool pool_;
  const demand::Sizes& sizes_;
  Time frontend_;
  int replicas_;
  std::vector<double> rates_;
  demand::ArrivalStream arrivals_;
  random::Stream size_draws_;
  std::vector<Time> arrived_;
  std::vector<Served> served_;
  std::int64_t in_system_ = 0;
  double in_system_by_quarter_[4] = {};
  Time busy_until_last_arrival_ = 0;
};

}  // namespace

PoolRun run_pool(const PoolUnderTest& pool, double rate_rps, int requests) { return Run(pool, rate_rps, requests).run(); }

}  // namespace tradewind::capacity
