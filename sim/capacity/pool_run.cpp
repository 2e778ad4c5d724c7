#include "capacity/pool_run.h"

#include "demand/arrivals.h"

namespace tradewind::capacity {
namespace {

using kernel::Time;

class Run {
 public:
  Run(const PoolUnderTest& test, double rate_rps, int requests)
      : pool_(serving::make_pool(test.settings, test.replicas, test.balancing)),
        sizes_(test.sizes),
        frontend_(serving::frontend_time(test.settings)),
        replicas_(test.replicas),
        rates_(hours_per_week, rate_rps),
        arrivals_(stream(test, random::Purpose::arrivals), rates_, 0),
        size_draws_(stream(test, random::Purpose::sizes)),
        arrived_(static_cast<std::size_t>(requests)),
        served_(static_cast<std::size_t>(requests)) {}

  PoolRun run() {
    return std::visit(
        [&](auto& servers) {
          for (std::uint32_t request = 0; request < served_.size(); ++request) {
            const Time arrival = arrivals_.next();
            wake_until(servers, arrival - 1);
            arrive(servers, arrival, request);
          }
          busy_until_last_arrival_ = servers.load(arrived_.back()).busy;
          wake_until(servers, kernel::never - 1);
          return result();
        },
        pool_);
  }

 private:
  static random::Stream stream(const PoolUnderTest& test, random::Purpose purpose) { return {test.seed, 0, purpose, test.entity, 0}; }

  void arrive(auto& servers, Time now, std::uint32_t request) {
    const demand::RequestSize size = sizes_.of(size_draws_.draw(request));
    arrived_[request] = now;
    const auto quarter = std::size_t{4} * request / served_.size();
    in_system_by_quarter_[quarter] += static_cast<double>(in_system_);
    const bool accepted = servers.arrive(now, size.job(request), size.balancing_draw).accepted;
    in_system_ += accepted;
    served_[request].rejected = !accepted;
  }

  void wake_until(auto& servers, Time last) {
    while (servers.next_wake() <= last) {
      for (const serving::Completion& completion : servers.wake()) {
        const Time arrival = arrived_[completion.request] - frontend_;
        served_[completion.request] = {completion.first_token - arrival, completion.end - arrival, completion.rejected};
        --in_system_;
      }
    }
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
