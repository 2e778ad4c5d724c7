#include "rollout/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "rollout/parts.h"

namespace tradewind::rollout {
namespace {

using kernel::to_s;

class Report {
 public:
  Report(const Stage& stage, const Rollout& rollout, std::vector<const Run*> runs, std::vector<const Run*> usual)
      : stage_(stage), rollout_(rollout), runs_(std::move(runs)), usual_(std::move(usual)) {}

  RolloutResult result() const {
    RolloutResult result;
    result.name = rollout_.name;
    result.strategy = rollout_.strategy;
    fill_times(result);
    fill_counts(result);
    fill_skew(result);
    fill_usage(result);
    result.regions = regions();
    result.moments = moments();
    result.events = events();
    result.notes = notes();
    return result;
  }

 private:
  const Controller& controller(const Run& run) const { return run.motion->controller(); }

  template <class Figure>
  std::optional<double> mean(const Figure& figure) const {
    double sum = 0;
    int count = 0;
    for (const Run* run : runs_)
      if (const std::optional<double> value = figure(*run)) {
        sum += *value;
        ++count;
      }
    return count == 0 ? std::nullopt : std::optional(sum / count);
  }

  void fill_times(RolloutResult& result) const {
    const auto since = [&](std::optional<Time> time) { return time ? std::optional(stage_.since_decision_s(*time)) : std::nullopt; };
    result.done_s = mean([&](const Run& run) { return since(controller(run).done()); });
    result.failed_s = mean([&](const Run& run) { return since(controller(run).failed()); });
    result.back_s = mean([&](const Run& run) { return since(controller(run).back()); });
    result.first_error_s = mean([&](const Run& run) { return since(run.motion->first_bad_answer()); });
    result.clean_after_s = mean([&](const Run& run) -> std::optional<double> {
      if (!controller(run).failed() || !controller(run).back()) return std::nullopt;
      return std::max(0.0, to_s(run.motion->last_sent_to_new() - *controller(run).failed()));
    });
    result.clean_bound_s = 0;
    for (const Run* run : runs_) {
      const Time bound = controller(*run).rollback_bound();
      if (bound == kernel::never) result.clean_bound_s.reset();
      if (result.clean_bound_s) result.clean_bound_s = std::max(*result.clean_bound_s, to_s(bound));
    }
  }

  std::size_t decision() const { return static_cast<std::size_t>(stage_.options().before_s / stage_.moment_s()); }

  void fill_counts(RolloutResult& result) const {
    for (std::size_t r = 0; r < runs_.size(); ++r)
      for (std::size_t i = decision(); i < stage_.moments(); ++i) {
        const Tally &now = runs_[r]->statistics.moments()[i], &usual = usual_[r]->statistics.moments()[i];
        result.sent += now.sent;
        result.failed += now.sent - now.completed;
        result.late += now.late;
        result.by_new += now.by_new;
        result.usually_failed += usual.sent - usual.completed;
        result.usually_late += usual.late;
      }
    for (const Run* run : runs_) result.bad_answers += run->motion->bad_answers();
  }

  void fill_skew(RolloutResult& result) const {
    double weight = 0;
    for (const Run* run : runs_) {
      const VersionSkew skew = run->statistics.skew();
      result.skew.seconds += skew.seconds / static_cast<double>(runs_.size());
      result.skew.share += skew.seconds * skew.share;
      weight += skew.seconds;
      result.skew.conversations += skew.conversations;
      result.skew.split += skew.split;
      result.skew.turns += skew.turns;
      result.skew.switched += skew.switched;
    }
    if (weight > 0) result.skew.share /= weight;
  }

  // Copies are the same in all replications, but for replicas that load from afar.
  void fill_usage(RolloutResult& result) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> gb;
    if (rollout_.artifact)
      for (const ReplicationHop& hop : replication_plan(stage_.world(), *rollout_.artifact, stage_.topology(), stage_.network()).hops)
        gb[{hop.from, hop.to}] += stage_.world().data.artifacts[*rollout_.artifact].size_gb;
    const auto n = static_cast<double>(runs_.size());
    for (const Place& place : places(stage_.world(), stage_.topology(), rollout_)) result.usage.surge.push_back({place.pool, 0});
    for (const Run* run : runs_)
      for (std::size_t d = 0; d < result.usage.surge.size(); ++d) {
        const Deployment& deployment = controller(*run).deployments()[d];
        result.usage.surge[d].instance_hours += to_s(deployment.nodes().extra_time_in_all(stage_.at(stage_.duration_s()))) / 3600 / n;
        if (deployment.remote_loads() == 0) continue;
        const tradewind::Pool& pool = stage_.topology().pools[result.usage.surge[d].pool];
        gb[{stage_.world().data.artifacts[*rollout_.artifact].home, stage_.world().offers[pool.offer].region}] +=
            deployment.remote_loads() * loaded_gb(stage_.world(), pool, rollout_) / n;
      }
    for (const auto& [pair, amount] : gb)
      if (pair.first != pair.second) result.usage.copies.push_back({pair.first, pair.second, amount});
  }

  std::uint32_t region_of(const Run& run, std::size_t deployment) const {
    return stage_.plan().pools[controller(run).deployments()[deployment].settings().old_pool].region;
  }

  std::vector<RolloutRegion> regions() const {
    const Run& run = *runs_.front();
    std::vector<RolloutRegion> regions;
    for (std::size_t d = 0; d < controller(run).deployments().size(); ++d) {
      const std::uint32_t index = region_of(run, d);
      RolloutRegion& region = regions.emplace_back();
      region.region = stage_.world().regions[index].key();
      region.wave = controller(run).wave(d);
      if (rollout_.artifact) region.arrived_s = stage_.since_decision_s(run.arrivals[d]);
      if (const auto first = run.statistics.first_answer_of_new(index)) region.first_answer_s = stage_.since_decision_s(*first);
      region.skew_s = run.statistics.skew_s(index);
      for (const Happening& happening : controller(run).happenings()) {
        if (happening.deployment != d) continue;
        if (happening.what == Happening::begins) region.began_s = stage_.since_decision_s(happening.at);
        if (happening.what == Happening::is_done) region.done_s = stage_.since_decision_s(happening.at);
      }
    }
    return regions;
  }

  std::vector<RolloutMoment> moments() const {
    std::vector<RolloutMoment> moments;
    const auto n = static_cast<double>(runs_.size());
    for (std::size_t i = 0; i < stage_.moments(); ++i) {
      Tally tally;
      RolloutMoment& moment = moments.emplace_back();
      moment.at_s = static_cast<double>(i) * stage_.moment_s();
      for (const Run* run : runs_) {
        tally.merge(run->statistics.moments()[i]);
        const auto& counts = run->motion->headcounts();
        const auto count = std::ranges::lower_bound(counts, stage_.at(moment.at_s), {}, &RollingOut::Headcount::at);
        if (count == counts.end()) continue;
        for (const std::int32_t ready : count->old_ready) moment.old_replicas += ready / n;
        for (const std::int32_t ready : count->new_ready) moment.new_replicas += ready / n;
      }
      moment.sent = tally.sent;
      moment.completed = tally.completed;
      moment.late = tally.late;
      moment.by_new = tally.by_new;
      moment.p95_ms = tally.latency.quantile_ms(0.95);
    }
    return moments;
  }

  std::string words(const Run& run, const Happening& happening) const {
    const std::string where = happening.deployment == Happening::none ? "" : stage_.world().regions[region_of(run, happening.deployment)].key() + " ";
    switch (happening.what) {
      case Happening::is_published:
        return "The new version is in the registry";
      case Happening::has_arrived:
        return where + "has the new version's files";
      case Happening::begins:
        return where + "begins";
      case Happening::gets_a_share:
        return fmt::format("{}sends {:.3g} % to the new version", where, 100 * happening.share);
      case Happening::is_done:
        return where.empty() ? "The rollout is done" : where + "has the new version";
      case Happening::fails_its_analysis:
        return where + "fails its analysis: " + happening.reason;
      case Happening::rolls_back:
        return "All regions go back to the old version";
      case Happening::is_back:
        return where.empty() ? "The old version is everywhere again" : where + "has the old version again";
    }
    return {};
  }

  std::vector<RolloutEvent> events() const {
    const Run& run = *runs_.front();
    std::vector<Happening> all = controller(run).happenings();
    for (std::uint32_t d = 0; rollout_.artifact && d < run.arrivals.size(); ++d) all.push_back({run.arrivals[d], d, Happening::has_arrived, 0, {}});
    std::ranges::stable_sort(all, {}, &Happening::at);
    std::vector<RolloutEvent> events;
    for (const Happening& happening : all) {
      const bool bad = happening.what == Happening::fails_its_analysis || happening.what == Happening::rolls_back;
      events.push_back({stage_.clock_s(happening.at), words(run, happening), !bad});
    }
    return events;
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    if (rollout_.artifact)
      if (const Artifact& artifact = stage_.world().data.artifacts[*rollout_.artifact]; is_service(artifact.replication))
        notes.push_back(fmt::format("Copies by {} follow a {}, not a measurement: {:g} % of the files within {:g} s{}.",
                                    to_string(artifact.replication), artifact.delay.published ? "design target" : "target of the scenario",
                                    artifact.delay.target_percentile, artifact.delay.target_s,
                                    artifact.delay.published ? fmt::format(" ({})", service_of(artifact.replication).source) : ""));
    if (!rollout_.analysis) {
      notes.emplace_back("Nothing watches the new version: a bad one stays.");
      return notes;
    }
    const Controller& first = controller(*runs_.front());
    std::size_t silent = 0;
    for (std::size_t d = 0; d < first.deployments().size(); ++d) silent += first.done() && !first.has_judged(d);
    if (silent > 0)
      notes.push_back(fmt::format("The rollout was done before the analysis of {} of {} regions had enough requests, or time, to say anything.",
                                  silent, first.deployments().size()));
    const double detection_s = rollout_.analysis->interval_s * (1 + rollout_.analysis->failure_limit) + rollout_.analysis->metrics_delay_s;
    if (rollout_.strategy != RolloutStrategy::rolling && rollout_.scale_down_delay_s < detection_s)
      notes.push_back(
          fmt::format("Old replicas go {:g} s after the last request, and the analysis takes {:g} s at least: then there is no quick way back.",
                      rollout_.scale_down_delay_s, detection_s));
    return notes;
  }

  const Stage& stage_;
  const Rollout& rollout_;
  std::vector<const Run*> runs_, usual_;  // by replication
};

}  // namespace

RolloutResult report(const Stage& stage, const Rollout& rollout, std::vector<const Run*> runs, std::vector<const Run*> usual) {
  return Report(stage, rollout, std::move(runs), std::move(usual)).result();
}

}  // namespace tradewind::rollout
