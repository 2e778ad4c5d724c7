#include "rollout/rolling_out.h"

#include <algorithm>

namespace tradewind::rollout {
namespace {

// How often it is looked whether new replicas have so much to do that they become slow.
constexpr Time look_interval = 1'000'000'000;

bool slows_under_load(const Rollout& rollout) {
  return rollout.bad_version && rollout.bad_version->slowness > 1 && rollout.bad_version->above_requests > 0;
}

}  // namespace

class RollingOut::FleetServers final : public Servers {
 public:
  FleetServers(RollingOut& surroundings, engine::Fleet& fleet) : surroundings_(surroundings), fleet_(fleet) {}

  void take(Time now, std::uint32_t pool, std::uint32_t server) override {
    fleet_.set_taking(pool, server, true);
    const std::uint32_t deployment = surroundings_.deployment_of(pool);
    const auto& bad = surroundings_.rollout_.bad_version;
    if (bad && surroundings_.is_new(deployment, pool) && (bad->above_requests == 0 || surroundings_.slow_[deployment]))
      fleet_.set_slowness(now, pool, server, bad->slowness);
  }
  void take_no_more(std::uint32_t pool, std::uint32_t server) override { fleet_.set_taking(pool, server, false); }
  bool idle(std::uint32_t pool, std::uint32_t server) const override { return fleet_.idle(pool, server); }
  void stop(Time now, std::uint32_t pool, std::uint32_t server) override {
    fleet_.lose(now, pool, server);
    surroundings_.losses_.push_back({pool, server, false});
  }

 private:
  RollingOut& surroundings_;
  engine::Fleet& fleet_;
};

RollingOut::RollingOut(const engine::Plan& plan, const Rollout& rollout, Controller controller, std::uint32_t replication, Time tick)
    : plan_(plan),
      rollout_(rollout),
      controller_(std::move(controller)),
      tick_(tick),
      next_look_(slows_under_load(rollout) ? 0 : kernel::never),
      deployment_of_(plan.pools.size(), none),
      slow_(controller_.deployments().size()) {
  for (std::uint32_t i = 0; i < controller_.deployments().size(); ++i) {
    const DeploymentSettings& settings = controller_.deployments()[i].settings();
    deployment_of_[settings.old_pool] = deployment_of_[settings.new_pool] = i;
  }
  for (const engine::RequestStream& stream : plan.streams) {
    const auto draws = [&](random::Purpose purpose) { return random::Stream(plan.schedule.seed, replication, purpose, stream.entity(), 0); };
    versions_.push_back(draws(random::Purpose::versions));
    errors_.push_back(draws(random::Purpose::bad_answers));
  }
}

std::optional<engine::Surroundings::Led> RollingOut::lead(Time, const Caller& caller) {
  return Led{plan_.routed(caller.stream, caller.routing_draw, caller.priority_class)};
}

void RollingOut::wake(Time now, engine::Fleet& fleet) {
  losses_.clear();
  FleetServers servers(*this, fleet);
  if (controller_.next_wake() <= now) controller_.wake(now, servers);
  if (next_look_ <= now) slow_down(now, fleet);
  if (next_tick_ <= now) take_headcount(now);
  next_wake_ = std::min({controller_.next_wake(), next_look_, next_tick_});
}

bool RollingOut::is_new(std::uint32_t deployment, std::uint32_t pool) const {
  return deployment != none && controller_.deployments()[deployment].settings().new_pool == pool;
}

// A client with a draw of its own for all of its requests keeps to a version as long as the shares do not pass that draw.
std::uint32_t RollingOut::serve_by(const Arrival& arrival) {
  const std::uint32_t index = deployment_of(arrival.pool);
  if (index == none) return arrival.pool;
  const Deployment& deployment = controller_.deployments()[index];
  const double share = deployment.new_share();
  if (share <= 0) return arrival.pool;
  const std::uint64_t draw = rollout_.sticky ? arrival.client : random::index_of_attempt(arrival.index, arrival.attempt);
  if (versions_[arrival.stream].draw(draw)[0] > share) return arrival.pool;
  last_sent_to_new_ = arrival.now;
  return deployment.settings().new_pool;
}

// Whether what is wrong with the new version shows.
bool RollingOut::shows(std::uint32_t index, const engine::Fleet& fleet) const {
  const double above = rollout_.bad_version->above_requests;
  const std::uint32_t pool = controller_.deployments()[index].settings().new_pool;
  return above == 0 || static_cast<double>(fleet.outstanding(pool)) > above * static_cast<double>(fleet.taking(pool));
}

bool RollingOut::answers_with_error(const Served& served, const engine::Fleet& fleet) {
  const std::uint32_t index = deployment_of(served.pool);
  if (!is_new(index, served.pool)) return false;
  const auto& bad = rollout_.bad_version;
  const std::uint64_t draw = random::index_of_attempt(served.index, served.attempt);
  const bool error = bad && bad->error_share > 0 && shows(index, fleet) && errors_[served.stream].draw(draw)[0] <= bad->error_share;
  bad_answers_ += error;
  if (error && !first_bad_answer_) first_bad_answer_ = served.now;
  if (Analysis* analysis = controller_.analysis(index)) {
    const Slo& slo = plan_.world->workloads[rollout_.workload].slo;
    if (error)
      analysis->note_error();
    else
      analysis->note_answer(slo.metric == LatencyMetric::ttft ? served.ttft : served.e2e);
  }
  return error;
}

void RollingOut::breaks_off(std::uint32_t pool) {
  const std::uint32_t index = deployment_of(pool);
  if (!is_new(index, pool)) return;
  if (Analysis* analysis = controller_.analysis(index)) analysis->note_error();
}

void RollingOut::slow_down(Time now, engine::Fleet& fleet) {
  next_look_ = now + look_interval;
  for (std::uint32_t i = 0; i < slow_.size(); ++i) {
    const bool slow = shows(i, fleet);
    if (slow == static_cast<bool>(slow_[i])) continue;
    slow_[i] = slow;
    const Version& version = controller_.deployments()[i].new_version();
    for (const std::uint32_t server : version.servers()) fleet.set_slowness(now, version.pool(), server, slow ? rollout_.bad_version->slowness : 1);
  }
}

void RollingOut::take_headcount(Time now) {
  next_tick_ += tick_;
  Headcount& headcount = headcounts_.emplace_back(Headcount{now, {}, {}});
  for (const Deployment& deployment : controller_.deployments()) {
    headcount.old_ready.push_back(deployment.old_version().ready());
    headcount.new_ready.push_back(deployment.new_version().ready());
  }
}

}  // namespace tradewind::rollout
