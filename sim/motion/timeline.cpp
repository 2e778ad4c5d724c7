#include "motion/timeline.h"

#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::motion {

void Tally::add(const engine::RequestRecord& record, const Workload& workload) {
  ++sent;
  if (record.fate != engine::Fate::completed) return;
  ++completed;
  const Time felt = workload.slo.metric == LatencyMetric::ttft ? record.ttft() : record.e2e();
  latency.add(felt);
  late += kernel::to_ms(felt) > workload.slo.target_ms;
}

void Tally::merge(const Tally& other) {
  sent += other.sent;
  completed += other.completed;
  late += other.late;
  latency.merge(other.latency);
}

Timeline::Timeline(const engine::Plan& plan, Time start, Time moment, std::size_t moments, Time from, Time to)
    : plan_(&plan),
      start_(start),
      moment_(moment),
      from_(from),
      to_(to),
      regions_(plan.world->regions.size()),
      moments_(moments),
      populations_(plan.world->populations.size()),
      sent_to_(moments * regions_) {}

void Timeline::add(const engine::RequestRecord& record) {
  const engine::Route& route = plan_->routes[record.route];
  const engine::RequestStream& stream = plan_->streams[route.stream];
  const Workload& workload = plan_->world->workloads[stream.workload];
  const auto index = static_cast<std::size_t>((record.sent - start_) / moment_);
  moments_.at(index).add(record, workload);
  ++sent_to_[index * regions_ + plan_->pools[route.pool].region];
  if (record.sent >= from_ && record.sent < to_) populations_[stream.population].add(record, workload);
  std::uint64_t hash = record.number;
  for (const std::uint64_t part : {static_cast<std::uint64_t>(record.end), std::uint64_t{record.route}, static_cast<std::uint64_t>(record.fate)})
    hash = splitmix64_finalized((hash ^ part) + splitmix64_increment);
  fingerprint_ += hash;
}

void Timeline::merge(const Timeline& other) {
  for (std::size_t i = 0; i < moments_.size(); ++i) moments_[i].merge(other.moments_[i]);
  for (std::size_t i = 0; i < populations_.size(); ++i) populations_[i].merge(other.populations_[i]);
  for (std::size_t i = 0; i < sent_to_.size(); ++i) sent_to_[i] += other.sent_to_[i];
  fingerprint_ += other.fingerprint_;
}

}  // namespace tradewind::motion
