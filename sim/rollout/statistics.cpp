#include "rollout/statistics.h"

#include <algorithm>

#include "tradewind/scenarios/splitmix64.h"
#include "tradewind/sim/share.h"

namespace tradewind::rollout {

void Tally::merge(const Tally& other) {
  sent += other.sent;
  completed += other.completed;
  late += other.late;
  by_new += other.by_new;
  answers += other.answers;
  answers_by_new += other.answers_by_new;
  turns += other.turns;
  turns_since += other.turns_since;
  switched += other.switched;
  latency.merge(other.latency);
}

void Span::add(Time at) {
  first = std::min(first.value_or(at), at);
  last = std::max(last.value_or(at), at);
}

std::optional<Span> both(const Span& old_version, const Span& new_version) {
  if (!old_version.first || !new_version.first) return std::nullopt;
  const Time last = std::min(*old_version.last, *new_version.last);
  if (last < *new_version.first) return std::nullopt;
  return Span{new_version.first, last};
}

Statistics::Statistics(const engine::Plan& plan, std::uint32_t workload, std::vector<char> new_pools, Time start, Time moment, std::size_t moments)
    : plan_(&plan),
      workload_(workload),
      new_pools_(std::move(new_pools)),
      start_(start),
      moment_(moment),
      moments_(moments),
      old_(plan.world->regions.size()),
      new_(plan.world->regions.size()),
      conversations_(plan.streams.size()) {}

void Statistics::add(const engine::RequestRecord& record) {
  std::uint64_t hash = record.number;
  for (const std::uint64_t part : {static_cast<std::uint64_t>(record.end), std::uint64_t{record.pool}, static_cast<std::uint64_t>(record.fate)})
    hash = splitmix64_finalized((hash ^ part) + splitmix64_increment);
  fingerprint_ += hash;

  const engine::RequestStream& stream = plan_->streams[plan_->routes[record.route].stream];
  if (stream.workload != workload_) return;
  const Workload& workload = plan_->world->workloads[workload_];
  Tally& moment = moments_.at(static_cast<std::size_t>((record.sent - start_) / moment_));
  ++moment.sent;
  const bool by_new = new_pools_[record.pool];
  if (record.fate == engine::Fate::completed || record.fate == engine::Fate::failed) {
    ++moment.answers;
    moment.answers_by_new += by_new;
    (by_new ? new_ : old_)[plan_->pools[record.pool].region].add(record.end);
  }
  if (record.fate != engine::Fate::completed) return;
  const Time felt = workload.slo.metric == LatencyMetric::ttft ? record.ttft() : record.e2e();
  ++moment.completed;
  moment.late += kernel::to_ms(felt) > workload.slo.target_ms;
  moment.by_new += by_new;
  moment.latency.add(felt);
  if (workload.session().goes_on()) follow(record, by_new);
}

// Answers may come after the last moment.
Tally& Statistics::moment_at(Time at) { return moments_[std::min(static_cast<std::size_t>((at - start_) / moment_), moments_.size() - 1)]; }

void Statistics::follow(const engine::RequestRecord& record, bool by_new) {
  const auto [found, is_first] = conversations_[plan_->routes[record.route].stream].try_emplace(record.client);
  Conversation& conversation = found->second;
  if (is_first) {
    conversation.first = record.end;
  } else {
    const bool switched = conversation.last_by_new != by_new;
    Tally& moment = moment_at(record.end);
    ++moment.turns;
    ++moment_at(conversation.last).turns_since;
    moment.switched += switched;
    conversation.several = true;
    conversation.split = conversation.split || switched;
  }
  conversation.last = record.end;
  conversation.last_by_new = by_new;
}

double Statistics::skew_s(std::uint32_t region) const {
  const auto span = both(old_[region], new_[region]);
  return span ? kernel::to_s(*span->last - *span->first) : 0;
}

VersionSkew Statistics::skew() const {
  Span all_old, all_new;
  const auto join = [](Span& all, const Span& one) {
    if (one.first) all.add(*one.first), all.add(*one.last);
  };
  for (const Span& one : old_) join(all_old, one);
  for (const Span& one : new_) join(all_new, one);
  const auto span = both(all_old, all_new);
  if (!span) return {};

  VersionSkew skew;
  skew.seconds = kernel::to_s(*span->last - *span->first);
  std::uint64_t answers = 0, by_fewer = 0;
  // Turns whose time, from the answer before them to their own, meets the skew: those that ended after its begin, less those that began after its
  // end.
  for (std::size_t i = 0; i < moments_.size(); ++i) {
    const Time begin = start_ + static_cast<Time>(i) * moment_;
    const bool ends_before = begin + moment_ <= *span->first, begins_after = begin > *span->last;
    if (!ends_before) skew.turns += moments_[i].turns;
    if (begins_after) skew.turns -= moments_[i].turns_since;
    skew.switched += moments_[i].switched;
    if (ends_before || begins_after) continue;
    answers += moments_[i].answers;
    by_fewer += std::min(moments_[i].answers_by_new, moments_[i].answers - moments_[i].answers_by_new);
  }
  skew.share = share_of(by_fewer, answers);
  for (const auto& stream : conversations_)
    for (const auto& [client, conversation] : stream) {
      if (!conversation.several || conversation.last < *span->first || conversation.first > *span->last) continue;
      ++skew.conversations;
      skew.split += conversation.split;
    }
  return skew;
}

}  // namespace tradewind::rollout
