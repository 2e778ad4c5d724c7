// Feature stores: ages, modes, quorums and conflicts against closed forms, and what every mode must share.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <numeric>

#include "engine/window.h"
#include "features/conflicts.h"
#include "features/quorum.h"
#include "random/draws.h"
#include "support/tiny_world.h"
#include "tradewind/sim/chaos.h"
#include "tradewind/sim/feature_time.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Home is region 0; the round trips are 80, 160 and 220 ms.
World world_with(Consistency consistency, double writes = 0) {
  World world = test::tiny_classic_world(20);
  world.region_rtt_ms = Grid(3, 3, 1);
  const double rtt[3][3] = {{1, 80, 160}, {80, 1, 220}, {160, 220, 1}};
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b) world.region_rtt_ms(a, b) = rtt[a][b];
  world.data.streams = {{.name = "events", .events_per_s = 1000, .mirror_events_per_s = 2000, .ingest_interval_s = 2, .ingest_delay_s = 1}};
  world.data.feature_stores = {{.name = "cards", .materialization = {}, .stream = 0, .consistency = consistency, .quality = {}}};
  world.workloads[0].features = {{0, true, writes}};
  return world;
}

Outcome outcome_of(const World& world, int threads = 0) {
  return simulate(world, test::tiny_topology(world, {0, 1, 2}, 2),
                  {.replications = 2, .windows = 12, .window_s = 60, .warmup_s = 5, .threads = threads});
}

const StoreOutcome& cards(const Outcome& outcome) { return outcome.features.stores.at(0); }

double mean_read_ms(const FeatureStore& store) { return std::exp(store.read_mu() + store.read_sigma() * store.read_sigma() / 2); }

ChaosExperiment incident(World world, std::vector<IncidentFault> faults) {
  world.workloads[0].client.timeout_s = 10;
  world.traffic.manager = *find_traffic_manager("aws_route53_latency");
  world.incidents = {{"bad", std::move(faults)}};
  const ChaosOutcome outcome =
      chaos(world, test::tiny_topology(world, {0, 1, 2}, 2), {.warmup_s = 30, .fault_at_s = 60, .fault_for_s = 300, .after_s = 400, .faults = {}});
  return outcome.experiments.at(0);
}

}  // namespace

TEST_CASE("the k-th of n round trips, for every region and every quorum") {
  constexpr std::size_t regions = 9;
  const random::Stream draws(3, 0, random::Purpose::faults, 0, 0);
  for (std::size_t from = 0; from < regions; ++from) {
    std::vector<double> trips;
    for (std::size_t to = 0; to < regions; ++to) trips.push_back(from == to ? 0 : 300 * draws.draw(from * regions + to)[0]);
    for (std::size_t k = 1; k <= regions; ++k) {
      // The k-th smallest is exceeded by all but k.
      const double kth = features::kth_round_trip_ms(trips, k).value();
      CHECK(std::ranges::count_if(trips, [&](double trip) { return trip <= kth; }) == static_cast<std::ptrdiff_t>(k));
      CHECK(std::ranges::find(trips, kth) != trips.end());
    }
    CHECK(!features::kth_round_trip_ms(trips, regions + 1));
  }
  for (std::size_t n = 1; n < 12; ++n) CHECK(2 * features::majority(n) > n);
  CHECK(features::majority(3) == 2);
  CHECK(features::majority(4) == 3);
}

TEST_CASE("a majority of any three regions of the catalogue answers after the shorter of the two ways, and of five after the second shortest") {
  const Catalogue& catalogue = Catalogue::shipped();
  const std::span<const CatalogueRegion> regions = catalogue.regions();
  const auto trips = [&](std::size_t from, std::size_t others) {
    std::vector<double> all{0};
    for (std::size_t i = 1; i <= others; ++i) all.push_back(catalogue.region_rtt(regions[from], regions[(from + 7 * i) % regions.size()]).ms);
    return all;
  };
  for (std::size_t from = 0; from < regions.size(); ++from) {
    for (std::size_t to = 0; to < regions.size(); ++to) {
      if (to == from) continue;
      const double there = catalogue.region_rtt(regions[from], regions[to]).ms;
      for (const double third : {there / 2, there, 2 * there})
        CHECK(features::kth_round_trip_ms({0, there, third}, features::majority(3)) == std::min(there, third));
    }
    std::vector<double> five = trips(from, 4), sorted = five;
    std::ranges::sort(sorted);
    CHECK(features::kth_round_trip_ms(five, features::majority(5)) == sorted[2]);
  }
}

TEST_CASE("parts of the latency add up, and a read adds what its mode says") {
  for (const auto& [mode, far_ms] :
       {std::pair{Consistency::eventual, 0.0}, {Consistency::strong, (0 + 80 + 160) / 3.0}, {Consistency::quorum, (80 + 80 + 160) / 3.0}}) {
    const World world = world_with(mode);
    const Outcome outcome = outcome_of(world);
    const double local_ms = mean_read_ms(world.data.feature_stores[0]);
    INFO(to_string(mode));
    CHECK_THAT(outcome.features.latency_mean_ms, WithinRel(local_ms + far_ms, 0.03));
    const Latencies& l = outcome.latency;
    CHECK_THAT(l.e2e.mean, WithinRel(l.network.mean + l.queue.mean + l.service.mean + outcome.features.latency_mean_ms, 0.002));
    double expected_ms = 0;
    for (std::uint32_t region = 0; region < 3; ++region) expected_ms += mean_feature_time_ms(world, 0, region) / 3;
    if (mode != Consistency::quorum) CHECK_THAT(expected_ms, WithinRel(local_ms + far_ms, 1e-9));
  }
}

TEST_CASE("of an active-active stream, a read is as old as the way from where its newest event was produced") {
  // Micro-batches are 2 s old in the mean; a mirror adds one round trip: 80, 160 or 220 ms, and every region is as often at either end.
  const double mirror_s = (0.080 + 0.160 + 0.220) / 3;
  World world = world_with(Consistency::eventual);
  world.data.streams[0].active_active = true;
  CHECK_THAT(cards(outcome_of(world)).staleness_s.mean, WithinRel(2 + mirror_s * 2 / 3, 0.005));
  world.data.streams[0].local_share = 0.1;
  CHECK_THAT(cards(outcome_of(world)).staleness_s.mean, WithinRel(2 + mirror_s * 0.9, 0.005));
  world.data.streams[0].local_share = 1;
  CHECK_THAT(cards(outcome_of(world)).staleness_s.mean, WithinRel(2.0, 0.005));
  // Each region gets the events of the two others.
  world.data.streams[0].local_share.reset();
  const Usage usage = expected_usage(world, test::tiny_topology(world, {0, 1, 2}, 2));
  for (const StoreUsage& use : usage.stores) CHECK_THAT(use.replicated_gb, WithinRel(2.0 / 3 * 1000 * 1000 * 730 * 3600 / 1e9, 1e-9));
}

TEST_CASE("where one mirror of an active-active stream stands still, events of the own region are as fresh as before") {
  World world = world_with(Consistency::eventual);
  world.data.streams[0].active_active = true;
  const std::vector<IncidentFault> cut = {{FaultKind::mirror, 1, {}, 1, 0, 0}};
  world.data.streams[0].local_share = 1;
  CHECK(incident(world, cut).features.stores.at(0).staleness_s.max < 4);
  world.data.streams[0].local_share = 0.5;
  CHECK(incident(world, cut).features.stores.at(0).staleness_s.max > 250);
}

TEST_CASE("a request sees the age of its region's replica, or of the home region, and both are uniform plus a delay") {
  // Region r: fetch cycle and half a round trip, then micro-batches of 2 s and 1 s; home: the micro-batches alone.
  const double mirrors_s = (0 + 0.080 + 0.160) / 3;
  CHECK_THAT(cards(outcome_of(world_with(Consistency::eventual))).staleness_s.mean, WithinRel(2 + mirrors_s, 0.01));
  CHECK_THAT(cards(outcome_of(world_with(Consistency::strong))).staleness_s.mean, WithinRel(2.0, 0.01));
  World hourly = world_with(Consistency::eventual);
  hourly.data.feature_stores[0].stream = {};
  hourly.data.feature_stores[0].materialization = {{30, 10}};
  hourly.data.feature_stores[0].home = 1;
  hourly.workloads[0].features[0].read = true;
  const StalenessSummary age = cards(outcome_of(hourly)).staleness_s;
  // Home 10 s; the replicas half a round trip and 1 s more.
  CHECK(age.max <= 10 + 30 + 1.11 + 1e-6);
  CHECK_THAT(age.p50, WithinAbs(10 + 15 + 0.72, 0.6));
  CHECK_THAT(age.p95, WithinAbs(10 + 28.5 + 0.72, 0.6));
}

TEST_CASE("a bound sends reads home that would be older, and a wider bound fewer") {
  double last = 1;
  for (const double bound_s : {1.2, 2.0, 2.8, 3.4}) {
    World world = world_with(Consistency::bounded);
    world.data.feature_stores[0].bound_s = bound_s;
    const Outcome outcome = outcome_of(world);
    CHECK(cards(outcome).remote < last);
    last = cards(outcome).remote;
    if (bound_s >= 3) CHECK(cards(outcome).stale == 0);  // home is never older
  }
  CHECK(last == 0);
}

TEST_CASE("the same users meet the same draws in every mode, for any number of threads") {
  const Outcome eventual = outcome_of(world_with(Consistency::eventual, 0.5), 1);
  CHECK(to_json(eventual).substr(0, 300).size() == 300);
  for (const Consistency mode : {Consistency::bounded, Consistency::session, Consistency::snapshot, Consistency::strong, Consistency::quorum}) {
    World world = world_with(mode, 0.5);
    world.data.feature_stores[0].bound_s = 2;
    const Outcome other = outcome_of(world, 2);
    CHECK(other.requests.offered == eventual.requests.offered);
    CHECK(cards(other).reads == cards(eventual).reads);
    CHECK(cards(other).writes == cards(eventual).writes);
  }
  Outcome threads = outcome_of(world_with(Consistency::eventual, 0.5), 2);
  threads.wall_s = eventual.wall_s;
  CHECK(to_json(threads) == to_json(eventual));
  CHECK(to_json(outcome_from_json(to_json(eventual))) == to_json(eventual));
}

TEST_CASE("a session goes home as often as its own write may be missing") {
  World world = world_with(Consistency::session, 1);
  world.workloads[0].requests_per_user_day = 86400 / 0.2;  // every 0.2 s
  const Outcome outcome = outcome_of(world);
  // 1 - exp(-lag / 0.2 s), the lag uniform on [rtt / 2, 3 rtt / 2].
  double expected = 0;
  for (const double rtt_s : {0.080, 0.160})
    for (int i = 0; i < 1000; ++i) expected += (1 - std::exp(-(rtt_s * (0.5 + (i + 0.5) / 1000)) / 0.2)) / 1000 / 3;
  CHECK_THAT(cards(outcome).remote, WithinRel(expected, 0.03));
}

TEST_CASE("misses cost what they cost, and old values what the curve says") {
  World world = world_with(Consistency::eventual);
  FeatureStore& store = world.data.feature_stores[0];
  store.miss_share = 0.25;
  store.miss_ms = 40;
  store.quality = {{1, 0}, {3, 0.2}};
  const Outcome outcome = outcome_of(world);
  CHECK_THAT(cards(outcome).missed, WithinAbs(0.25, 0.01));
  CHECK_THAT(outcome.features.latency_mean_ms, WithinRel(mean_read_ms(store) + 10, 0.04));
  CHECK_THAT(cards(outcome).mean_loss, WithinRel(0.1 * (cards(outcome).staleness_s.mean - 1), 0.02));
  CHECK(store.loss_at(0) == 0);
  CHECK(store.loss_at(100) == 0.2);
}

TEST_CASE("who needs a region that is cut off fails, and who reads beside it does not") {
  const std::vector<IncidentFault> cut = {{.kind = FaultKind::partition, .region = 2, .to = {}}};
  const auto failed = [&](Consistency mode) { return incident(world_with(mode), cut); };
  const ChaosExperiment strong = failed(Consistency::strong), eventual = failed(Consistency::eventual), quorum = failed(Consistency::quorum);
  CHECK(eventual.failed == 0);
  CHECK_THAT(static_cast<double>(strong.failed), WithinRel(20.0 * 300, 0.05));  // all of Tokyo's
  CHECK(quorum.failed == strong.failed);                                        // the other two are a majority
  CHECK(strong.features.stores[0].failed > 0.1);
  World with_defaults = world_with(Consistency::strong);
  with_defaults.data.feature_stores[0].failed_read = FailedRead::defaults;
  const ChaosExperiment served = incident(with_defaults, cut);
  CHECK(served.failed == 0);
  CHECK(served.features.stores[0].defaults == served.features.stores[0].failed);
}

namespace {

// Region 2 is cut off from the stores of others from the start.
class CutOff final : public engine::Surroundings {
 public:
  explicit CutOff(const engine::Plan& plan) : plan_(plan) {}
  std::optional<Led> lead(kernel::Time, const Caller& caller) override {
    return Led{plan_.routed(caller.stream, caller.routing_draw, caller.priority_class)};
  }
  kernel::Time next_wake() const override { return begun_ ? kernel::never : 0; }
  void wake(kernel::Time, engine::Fleet&) override { begun_ = true; }
  bool isolated(std::uint32_t region) const override { return region == 2; }

 private:
  const engine::Plan& plan_;
  bool begun_ = false;
};

}  // namespace

TEST_CASE("a read that fails is known when it has failed, and not to a client who has given up before") {
  for (const double timeout_s : {0.3, 5.0}) {
    World world = world_with(Consistency::strong);
    world.workloads[0].client.timeout_s = timeout_s;
    const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
    const engine::Plan plan(world, topology, {.replications = 1, .windows = 1, .window_s = 60, .warmup_s = 0});
    CutOff surroundings(plan);
    std::size_t cut_off = 0;
    engine::simulate_window(plan, 0, 0, surroundings,
                            [&](const engine::RequestRecord& record) {
                              if (plan.pools[plan.routes[record.route].pool].region != 2) return;
                              ++cut_off;
                              REQUIRE(record.fate == (timeout_s < 0.5 ? engine::Fate::timed_out : engine::Fate::failed));
                              if (timeout_s < 0.5) REQUIRE(record.e2e() == kernel::from_s(timeout_s));
                              if (timeout_s > 0.5) REQUIRE(record.e2e() > kernel::from_ms(world.data.feature_stores[0].read_timeout_ms));
                            },
                            {});
    CHECK(cut_off > 500);
  }
}

TEST_CASE("a stalled mirror makes values as old as it stands still, and is level after backlog over spare rate") {
  const ChaosExperiment stalled = incident(world_with(Consistency::eventual), {{.kind = FaultKind::mirror, .region = 1, .to = {}}});
  CHECK(stalled.failed == 0);
  // 300 s and the age before; the mirror carries twice the rate, so that it is level 300 s later, and the age of a third of the reads rises and
  // falls.
  CHECK_THAT(stalled.features.stores[0].staleness_s.max, WithinAbs(300 + 2, 1.3));
  const double mean_extra_s = (300.0 * 300 / 2 + 300.0 * 300 / 2) / 760 / 3;
  CHECK_THAT(stalled.features.stores[0].staleness_s.mean, WithinRel(2.08 + mean_extra_s, 0.05));
}

TEST_CASE("writes to one key: the closed form against a sum and a simulation") {
  for (const double skew : {0.0, 0.5, 0.99, 1.0, 1.5}) {
    constexpr int keys = 50000;
    double shares = 0, squares = 0;
    for (int k = 1; k <= keys; ++k) {
      shares += std::pow(k, -skew);
      squares += std::pow(k, -2 * skew);
    }
    CHECK_THAT(features::same_key_chance(keys, skew), WithinRel(squares / (shares * shares), 1e-6));
  }
  World world = world_with(Consistency::eventual);
  FeatureStore& store = world.data.feature_stores[0];
  store.active_active = true;
  store.keys = 50;
  const std::vector<double> rates = {40, 25, 0};
  // Each region's writes are Poisson; a pair conflicts when it is closer than the lag, either way: 1.04 s here.
  const random::Stream draws(4, 0, random::Purpose::faults, 0, 0);
  std::vector<std::vector<std::pair<double, int>>> writes(2);
  std::uint64_t index = 0;
  constexpr double long_s = 2000;
  for (std::size_t region = 0; region < 2; ++region)
    for (double now_s = 0; now_s < long_s;) {
      const auto u = draws.draw(index++);
      now_s -= std::log(u[0]) / rates[region];
      writes[region].emplace_back(now_s, static_cast<int>(u[1] * 50));
    }
  std::uint64_t pairs = 0;
  std::size_t first = 0;
  for (const auto& [at_s, key] : writes[0]) {
    while (first < writes[1].size() && writes[1][first].first < at_s - 1.04) ++first;
    for (std::size_t i = first; i < writes[1].size() && writes[1][i].first <= at_s + 1.04; ++i) pairs += writes[1][i].second == key;
  }
  CHECK_THAT(features::conflicts_per_s(world, store, rates), WithinRel(static_cast<double>(pairs) / long_s, 0.03));
}

TEST_CASE("replicated bytes are those of the writes and the feed, into every other region") {
  World world = world_with(Consistency::eventual, 0.5);
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  const Usage usage = expected_usage(world, topology);
  REQUIRE(usage.stores.size() == 3);
  const double month_s = hours_per_month * 3600;
  for (const StoreUsage& use : usage.stores) {
    CHECK_THAT(use.reads, WithinRel(20 * month_s, 1e-9));
    CHECK_THAT(use.writes, WithinRel(10 * month_s, 1e-9));
    const double feed_gb = use.region == 0 ? 0 : 1000 * 1000 * month_s / 1e9;
    CHECK_THAT(use.replicated_gb, WithinRel(feed_gb + 2 * 10 * month_s * 400 / 1e9, 1e-9));
  }
}

TEST_CASE("who reads features counts as in the system: admission turns away as Erlang's loss formula says") {
  // Strong reads of Tokyo go home and back, 220 ms or more, and the model takes 2 ms.
  World world = world_with(Consistency::strong);
  world.rate_rps[0] = Grid(3, hours_per_week, 5);
  world.workloads[0].admission = Admission{1};
  constexpr int replicas = 4;
  const engine::Plan plan(world, test::tiny_topology(world, {2}, replicas), {.replications = 1, .windows = 1, .window_s = 4000, .warmup_s = 60});
  engine::Unchanging surroundings(plan);
  double requests = 0, rejected = 0, held_s = 0;
  engine::simulate_window(plan, 0, 0, surroundings,
                          [&](const engine::RequestRecord& record) {
                            ++requests;
                            if (record.fate == engine::Fate::rejected) ++rejected;
                            if (record.fate == engine::Fate::completed) held_s += kernel::to_s(record.data + record.queue + record.service);
                          },
                          {});
  const double erlang = 15 * held_s / (requests - rejected);
  double blocked = 1;
  for (int servers = 1; servers <= replicas; ++servers) blocked = erlang * blocked / (servers + erlang * blocked);
  CAPTURE(erlang, blocked);
  REQUIRE(blocked > 0.1);
  CHECK_THAT(rejected / requests, Catch::Matchers::WithinRel(blocked, 0.04));
}
