// The campaign: all experiments in parallel, and what they say.
#include "tradewind/sim/chaos.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "features/outcome.h"
#include "motion/by_chance.h"
#include "motion/experiment.h"
#include "motion/recovery.h"
#include "motion/yearly_loss.h"
#include "tradewind/scenarios/splitmix64.h"
#include "tradewind/sim/parallel.h"

namespace tradewind {

namespace {

using namespace motion;

constexpr double tolerated_failures = 0.01;  // of the requests of a block, or as many as without the fault
constexpr double tolerated_late = 0.02;      // beside those that the SLO, or a world without the fault, allows
constexpr double block_s = 30;               // shares are those of so long a time: a moment may have few requests
constexpr std::size_t most_victims = 10;

struct News {
  const char* words;
  bool good = false;
};

const News& news_of(Happening::What what) {
  static constexpr News news[] = {{"fails"},
                                  {"is back", true},
                                  {"loses a zone"},
                                  {"has its zone back", true},
                                  {"loses a node"},
                                  {"is taken for down"},
                                  {"is taken for well", true},
                                  {"is cut"},
                                  {"is mended", true},
                                  {"loses packets"},
                                  {"can pull nothing"},
                                  {"can pull again", true},
                                  {"has a slow replica"},
                                  {"has no slow replica any more", true},
                                  {"has flapping health checks"},
                                  {"has steady health checks again", true},
                                  {"loses a GPU"},
                                  {"is not heard: answers are lost"},
                                  {"is heard again", true},
                                  {"gets no more features: its mirror stands still"},
                                  {"gets features again, and catches up", true},
                                  {"is cut off from other regions' stores"},
                                  {"reaches other regions' stores again", true},
                                  {"has no metrics to scale by"},
                                  {"has metrics to scale by again", true},
                                  {"has notice for spot nodes"},
                                  {"loses spot nodes"},
                                  {"is done"}};
  return news[what];
}

// The runs of one script together.
struct Result {
  std::vector<Run> runs;  // by replication
  Timeline timeline;
};

class Judge {
 public:
  Judge(const Stage& stage, const Result& baseline) : stage_(stage), usual_(baseline.timeline) {
    double rate = 0, within = 0;
    for (std::size_t w = 0; w < stage.world().workloads.size(); ++w) {
      const double rps = stage.world().total_rps(w)[static_cast<std::size_t>(stage.hour_of_week())];
      rate += rps;
      within += rps * stage.world().workloads[w].slo.percentile / 100;
    }
    asked_ = rate > 0 ? within / rate : 1;
  }

  ChaosExperiment experiment(const Script& script, const Result& result) const {
    ChaosExperiment e;
    e.name = script.name;
    e.group = script.group;
    e.by_runbook = script.by_runbook;
    e.moments = moments(result);
    fill_counts(e, result.timeline);
    fill_features(e, result);
    e.events = events(result.runs.front());
    e.victims = victims(result.timeline);
    if (script.faults.empty()) return e;
    e.detect_s = detect_s(script, result);
    const Stretch during{fault_begins(), fault_ends()}, after{fault_ends(), stage_.moments()};
    e.shift_s = since(during, result.timeline, [](const Block& now, const Block& usual) { return is_answered(now, usual); });
    const auto well = [&](const Block& now, const Block& usual) { return is_answered(now, usual) && is_in_time(now, usual); };
    e.recover_s = since(during, result.timeline, well);
    e.after_s = since(after, result.timeline, well);
    if (e.recover_s || e.after_s) e.restore_s = e.recover_s ? *e.recover_s : stage_.options().fault_for_s + *e.after_s;
    return e;
  }

  // Requests that failed from the begin of the fault on, beside those that fail without it.
  double lost(const Timeline& timeline) const {
    double lost = 0;
    for (std::size_t i = fault_begins(); i < timeline.moments(); ++i) {
      const Tally &now = timeline.moment(i), &usual = usual_.moment(i);
      lost += static_cast<double>(now.sent - now.completed) - static_cast<double>(usual.sent - usual.completed);
    }
    return lost;
  }

 private:
  std::size_t fault_begins() const { return stage_.moment_at(stage_.options().fault_at_s); }
  std::size_t fault_ends() const { return stage_.moment_at(stage_.options().fault_at_s + stage_.options().fault_for_s); }

  struct Stretch {
    std::size_t first, last;  // moments [first, last)
  };

  struct Block {
    std::uint64_t sent = 0, failed = 0, in_time = 0;
  };
  static Block block(const Timeline& timeline, std::size_t begin, std::size_t end) {
    Block sum;
    for (std::size_t i = begin; i < end; ++i) {
      const Tally& moment = timeline.moment(i);
      sum.sent += moment.sent;
      sum.failed += moment.sent - moment.completed;
      sum.in_time += moment.completed - moment.late;
    }
    return sum;
  }

  static bool is_answered(const Block& now, const Block& usual) {
    return at_most(now.failed, now.sent, std::max(tolerated_failures, share_of(usual.failed, usual.sent)));
  }
  bool is_in_time(const Block& now, const Block& usual) const {
    const double least = std::min(asked_, share_of(usual.in_time, usual.sent)) - tolerated_late;
    return least <= 0 || at_most(now.sent - now.in_time, now.sent, 1 - least);
  }

  // Seconds of the stretch until a state that lasts to its end.
  template <class Holds>
  std::optional<double> since(const Stretch& stretch, const Timeline& timeline, const Holds& holds) const {
    const auto length = static_cast<std::size_t>(std::ceil(block_s / stage_.options().moment_s));
    const auto first = well_since(stretch.first, stretch.last, length, [&](std::size_t begin, std::size_t end) -> std::optional<bool> {
      const Block now = block(timeline, begin, end);
      if (now.sent == 0) return std::nullopt;
      return holds(now, block(usual_, begin, end));
    });
    if (!first) return std::nullopt;
    return static_cast<double>(*first - stretch.first) * stage_.options().moment_s;
  }

  // Mean over the replications in which it was noticed. (Checks that flap take a region for down before the fault, too.)
  std::optional<double> detect_s(const Script& script, const Result& result) const {
    double sum = 0;
    int noticed = 0;
    for (const Run& run : result.runs)
      for (const Happening& happening : run.happenings) {
        const double after_s = stage_.clock_s(happening.at) - stage_.options().fault_at_s;
        if (happening.what != Happening::is_taken_for_down || after_s < 0 ||
            std::ranges::find(script.regions, happening.region) == script.regions.end())
          continue;
        sum += after_s;
        ++noticed;
        break;
      }
    return noticed == 0 ? std::nullopt : std::optional(sum / noticed);
  }

  std::vector<ChaosMoment> moments(const Result& result) const {
    std::vector<ChaosMoment> moments;
    for (std::size_t i = 0; i < result.timeline.moments(); ++i) {
      const Tally& tally = result.timeline.moment(i);
      ChaosMoment& moment = moments.emplace_back();
      moment.at_s = static_cast<double>(i) * stage_.options().moment_s;
      moment.sent = tally.sent;
      moment.completed = tally.completed;
      moment.late = tally.late;
      moment.p50_ms = tally.latency.quantile_ms(0.5);
      moment.p95_ms = tally.latency.quantile_ms(0.95);
      for (const std::uint32_t region : stage_.regions()) moment.sent_to.push_back(result.timeline.sent_to(i, region));
      moment.replicas.resize(stage_.regions().size());
      for (const Run& run : result.runs) add_replicas(moment, run);
      for (double& replicas : moment.replicas) replicas /= static_cast<double>(result.runs.size());
    }
    return moments;
  }

  // Of the headcount at the begin of the moment, or just after.
  void add_replicas(ChaosMoment& moment, const Run& run) const {
    const Time at = stage_.at(moment.at_s);
    const auto count = std::ranges::lower_bound(run.headcounts, at, {}, &Headcount::at);
    if (count == run.headcounts.end()) return;
    for (std::size_t pool = 0; pool < count->replicas.size(); ++pool) {
      const auto region = std::ranges::find(stage_.regions(), stage_.plan().pools[pool].region) - stage_.regions().begin();
      moment.replicas[static_cast<std::size_t>(region)] += count->replicas[pool];
    }
  }

  void fill_features(ChaosExperiment& e, const Result& result) const {
    features::Statistics all = stage_.plan().feature_statistics();
    for (const Run& run : result.runs) all.merge(run.features);
    e.features = features::summarize(stage_.world(), all, stage_.options().duration_s() * static_cast<double>(result.runs.size()) / 3600);
  }

  void fill_counts(ChaosExperiment& e, const Timeline& timeline) const {
    for (std::size_t i = fault_begins(); i < timeline.moments(); ++i) {
      const Tally &now = timeline.moment(i), &usual = usual_.moment(i);
      e.sent += now.sent;
      e.failed += now.sent - now.completed;
      e.late += now.late;
      e.usually_failed += usual.sent - usual.completed;
      e.usually_late += usual.late;
    }
  }

  std::vector<ChaosEvent> events(const Run& run) const {
    std::vector<ChaosEvent> events;
    for (const Happening& happening : run.happenings) {
      const News& news = news_of(happening.what);
      const std::string nodes = happening.nodes > 0 ? fmt::format(": {}", happening.nodes) : "";
      events.push_back({stage_.clock_s(happening.at), fmt::format("{} {}{}", happening.who, news.words, nodes), news.good});
    }
    return events;
  }

  // Those who lost the most requests, then those whose answers came later than usual.
  std::vector<ChaosVictims> victims(const Timeline& timeline) const {
    std::vector<ChaosVictims> all;
    for (std::size_t p = 0; p < timeline.populations().size(); ++p) {
      const Tally &now = timeline.populations()[p], &usual = usual_.populations()[p];
      if (now.sent > 0)
        all.push_back(
            {stage_.world().populations[p].name, now.sent, now.sent - now.completed, now.latency.quantile_ms(0.95), usual.latency.quantile_ms(0.95)});
    }
    const auto worse = [](const ChaosVictims& a, const ChaosVictims& b) {
      const double lost_a = share_of(a.failed, a.sent), lost_b = share_of(b.failed, b.sent);
      return lost_a != lost_b ? lost_a > lost_b : a.p95_ms - a.usual_p95_ms > b.p95_ms - b.usual_p95_ms;
    };
    std::ranges::stable_sort(all, worse);
    if (all.size() > most_victims) all.resize(most_victims);
    return all;
  }

  const Stage& stage_;
  const Timeline& usual_;
  double asked_ = 1;  // share of requests within the SLOs' targets
};

std::vector<Result> run_all(const Stage& stage, const std::vector<Script>& all, const ProgressCallback& progress, const std::stop_token& stop) {
  const auto replications = static_cast<std::size_t>(stage.options().replications);
  std::vector<std::optional<Run>> runs(all.size() * replications);
  std::mutex mutex;
  std::size_t done = 0;
  in_parallel(runs.size(), stage.options().threads, [&](std::size_t task) {
    if (stop.stop_requested()) throw Interrupted{};
    runs[task] = motion::run(stage, all[task / replications], static_cast<std::uint32_t>(task % replications), stop);
    if (!progress) return;
    const std::lock_guard lock(mutex);
    progress({static_cast<double>(++done) / static_cast<double>(runs.size()), "chaos: " + all[task / replications].name});
  });
  std::vector<Result> results;
  for (std::size_t script = 0; script < all.size(); ++script) {
    Result& result = results.emplace_back(Result{{}, runs[script * replications]->timeline});
    for (std::size_t r = 0; r < replications; ++r) {
      Run& run = *runs[script * replications + r];
      if (r > 0) result.timeline.merge(run.timeline);
      result.runs.push_back(std::move(run));
    }
  }
  return results;
}

bool worse(const ChaosExperiment& a, const ChaosExperiment& b) {
  const auto lost = [](const ChaosExperiment& e) { return static_cast<std::int64_t>(e.failed) - static_cast<std::int64_t>(e.usually_failed); };
  return std::tuple(a.holds(), -lost(a), a.name) < std::tuple(b.holds(), -lost(b), b.name);
}

}  // namespace

MeanTimeToRestore ChaosOutcome::mean_time_to_restore(bool by_runbook, const ChaosOptions& options) const {
  MeanTimeToRestore mttr;
  for (const ChaosExperiment& e : experiments) {
    if (e.by_runbook != by_runbook) continue;
    ++mttr.experiments;
    mttr.never += !e.restore_s;
    mttr.mean_s += e.restore_s.value_or(options.fault_for_s + options.after_s);
  }
  if (mttr.experiments > 0) mttr.mean_s /= static_cast<double>(mttr.experiments);
  return mttr;
}

std::optional<ChaosYear> ChaosOutcome::expected_year(bool by_runbook) const {
  std::optional<ChaosYear> sum;
  for (const ChaosExperiment& e : experiments) {
    if (!e.year || e.by_runbook != by_runbook) continue;
    if (!sum) sum.emplace();
    sum->failures += e.year->failures;
    sum->lost_requests += e.year->lost_requests;
    sum->outage_minutes += e.year->outage_minutes;
  }
  return sum;
}

double ChaosOutcome::expected_availability(const ChaosYear& year) const {
  return std::max(0.0, 1 - year.outage_minutes / (60 * hours_per_year) - share_of(baseline.failed, baseline.sent));
}

ChaosOutcome chaos(const World& world, const Topology& topology, const ChaosOptions& options, const ProgressCallback& progress,
                   std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  const Stage stage(world, topology, options);
  const std::vector<Script> all = scripts(stage);
  const std::vector<Result> results = run_all(stage, all, progress, stop);

  ChaosOutcome outcome;
  outcome.scenario = world.name;
  outcome.manager = world.traffic.manager.id;
  outcome.seed = stage.plan().schedule.seed;
  outcome.replications = options.replications;
  outcome.hour_of_week = stage.hour_of_week();
  for (const std::uint32_t region : stage.regions()) outcome.regions.push_back(world.regions[region].key());
  const Judge judge(stage, results.front());
  outcome.baseline = judge.experiment(all.front(), results.front());
  std::vector<Script> by_chance_runs;
  std::vector<double> lost;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].by_chance) {
      by_chance_runs.push_back(all[i]);
      lost.push_back(judge.lost(results[i].timeline) / options.replications);
      continue;
    }
    ChaosExperiment& experiment = outcome.experiments.emplace_back(judge.experiment(all[i], results[i]));
    experiment.year = yearly_loss(stage, all[i], experiment, outcome.baseline);
  }
  if (!by_chance_runs.empty()) outcome.by_chance = by_chance(stage, by_chance_runs, lost);
  for (std::size_t i = 0; i < results.size(); ++i) {
    outcome.fingerprint += splitmix64_finalized(results[i].timeline.fingerprint() + i * splitmix64_increment);
    for (const Run& run : results[i].runs) outcome.requests += run.requests;
  }
  std::ranges::stable_sort(outcome.experiments, worse);
  outcome.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

}  // namespace tradewind
