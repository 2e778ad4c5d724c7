#include <fmt/format.h>

#include <cmath>

#include "kubernetes/manifests.h"
#include "observability/region_rules.h"

namespace tradewind::observability {
namespace {

// From a pending pod to one that answers, where a node must come first: as the Deployment's deadline has it.
double replica_start_s(const WorkloadInRegion& at) { return kubernetes::node_and_image_s + at.server.start_s; }

std::string scaler(const WorkloadInRegion& at, const std::string& name) {
  return fmt::format("kube_horizontalpodautoscaler_{}{{namespace=\"{}\",horizontalpodautoscaler=\"keda-hpa-{}\"}}", name,
                     kubernetes::namespace_name(at.input.world), at.pool.name);
}

std::string constant(double value, int for_minutes) { return fmt::format("{:g}+0x{}", value, for_minutes); }

class Capacity {
 public:
  explicit Capacity(const WorkloadInRegion& at) : at_(at) {}

  RuleFile file() const {
    Group group{"capacity", {}, alerts()};
    group.records = {{per_replica_, fmt::format("sum(rate({}[5m])) / {}", at_.server.answered, at_.ready_replicas()), {}, at_.labels},
                     {missing_, fmt::format("sum({}) - ({} or vector(0))", wanted_, at_.ready_replicas()), {}, at_.labels},
                     {versions_, fmt::format("count(count by (created_by_name) ({}))", at_.owned_pods()), {}, at_.labels}};
    return {at_.pool.name + "-capacity", {std::move(group)}, cases()};
  }

 private:
  std::vector<Alert> alerts() const {
    std::vector<Alert> list = {missing(), above_plan(), at_the_limit(), two_versions()};
    if (at_.pool.expected.knee_rps > 0) list.push_back(saturated());
    return list;
  }

  Alert missing() const {
    return alert_above("ReplicasMissing", {missing_, at_.labels, 0}, "30m", page, "fewer replicas are ready than the autoscaler asks for");
  }

  Alert above_plan() const {
    return {"AbovePlan",
            fmt::format("sum({}) > sum({})", current_, least_),
            "2h",
            ticket,
            "more replicas than planned for hours; the expected cost no longer holds, plan again with the present load",
            fmt::format("{} replicas are planned.", at_.pool.replicas),
            at_.labels};
  }

  Alert at_the_limit() const {
    return {"AtTheLimit",
            fmt::format("sum({}) >= sum({}) > sum({})", current_, most_, least_),
            "15m",
            page,
            "the autoscaler has no replica left to add: give it more, or send users elsewhere",
            fmt::format("At most {}.", at_.pool.max_replicas),
            at_.labels};
  }

  // Longer than a rollout of one replica after the other takes.
  Alert two_versions() const {
    return alert_above(
        "TwoVersions", {versions_, at_.labels, 1}, rollout_lasts(), ticket, "a rollout has not come to its end: users get answers of two versions",
        fmt::format("{} replicas, one after the other, each {:.0f} s at most from pending to ready.", at_.pool.replicas, replica_start_s(at_)));
  }

  // By then another replica should have come.
  Alert saturated() const {
    const double knee = at_.pool.expected.knee_rps, planned = at_.pool.busiest_rps / at_.pool.replicas;
    return alert_above(
        "Saturated", {per_replica_, at_.labels, knee}, minutes(replica_start_s(at_)), page,
        number + fmt::format(" requests/s a replica; from {:.4g} on the objective breaks", knee),
        fmt::format("{:.4g} requests/s: where the objective's percentile, simulated for one replica, reaches what the network leaves of its target. "
                    "{:.4g} are planned for the busiest hour.",
                    knee, planned));
  }

  std::string rollout_lasts() const { return minutes(at_.pool.replicas * replica_start_s(at_)); }

  // As planned; and at the limit, with replicas of two versions of which one is not ready.
  std::vector<RuleCase> cases() const {
    const int lasting = static_cast<int>(std::ceil(at_.pool.replicas * replica_start_s(at_) / 60)) + 200;
    const double planned = at_.pool.replicas, most = planned + 1;
    RuleCase good{"as planned", series(planned, planned, lasting), {}};
    RuleCase bad{"at the limit, a replica missing, two versions", series(planned, most, lasting), {}};
    bad.series.push_back({at_.made_up_pod("kube_pod_info", "6f5"), constant(1, lasting)});
    if (const double knee = at_.pool.expected.knee_rps; knee > 0) {
      good.series.push_back(requests(0.5 * knee, lasting));
      bad.series.push_back(requests(2 * knee, lasting));
    }
    const std::string end = fmt::format("{}m", lasting - 10);
    for (const Alert& alert : alerts()) {
      good.checks.push_back({alert.name, end, false});
      bad.checks.push_back({alert.name, end, true, with_value(alert.summary, humanized(2 * at_.pool.expected.knee_rps))});
    }
    return {std::move(good), std::move(bad)};
  }

  std::vector<Series> series(double ready, double wanted, int lasting) const {
    return {{at_.made_up_pod("kube_pod_status_ready", "7d9"), constant(ready, lasting)},
            {at_.made_up_pod("kube_pod_info", "7d9"), constant(1, lasting)},
            {wanted_, constant(wanted, lasting)},
            {current_, constant(wanted, lasting)},
            {least_, constant(at_.pool.replicas, lasting)},
            {most_, constant(at_.pool.replicas + 1, lasting)}};
  }

  Series requests(double rps_of_replica, int lasting) const {
    return {at_.server.answered, fmt::format("0+{:.6g}x{}", 60 * rps_of_replica * at_.pool.replicas, lasting)};
  }

  static constexpr const char *per_replica_ = "tradewind:requests_per_replica:rate5m", *missing_ = "tradewind:replicas_missing",
                              *versions_ = "tradewind:versions";
  const WorkloadInRegion& at_;
  const std::string wanted_ = scaler(at_, "status_desired_replicas"), current_ = scaler(at_, "status_current_replicas");
  const std::string least_ = scaler(at_, "spec_min_replicas"), most_ = scaler(at_, "spec_max_replicas");
};

}  // namespace

RuleFile capacity_rules(const WorkloadInRegion& at) { return Capacity(at).file(); }

}  // namespace tradewind::observability
