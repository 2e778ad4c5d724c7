#include "engine/window_statistics.h"

#include <catch2/catch_test_macros.hpp>

#include "support/tiny_world.h"

using namespace tradewind;

namespace {

bool same(const engine::Cell& a, const engine::Cell& b) {
  const auto equal = [](const statistics::Sketch& x, const statistics::Sketch& y) {
    return x.count() == y.count() && x.state().buckets == y.state().buckets && x.state().sum_low == y.state().sum_low &&
           x.state().min == y.state().min && x.state().max == y.state().max;
  };
  return a.requests.offered == b.requests.offered && a.requests.completed == b.requests.completed && a.judged == b.judged &&
         a.within_slo == b.within_slo && a.request_bytes == b.request_bytes && a.response_bytes == b.response_bytes &&
         a.new_connections == b.new_connections && equal(a.e2e, b.e2e) && equal(a.network, b.network) && equal(a.queue, b.queue) &&
         equal(a.service, b.service);
}

}  // namespace

TEST_CASE("a window measures the same, whether its records are kept until the end or not") {
  const World world = test::tiny_classic_world(200);
  const Topology topology = test::tiny_topology(world, {0, 1}, 1);
  constexpr std::uint64_t judged_from = 1000;
  for (const double window_s : {10.0, 60.0}) {
    const engine::Plan plan(world, topology, {.windows = 1, .window_s = window_s, .warmup_s = 1});
    engine::WindowStatistics statistics(plan, 0, 0), later(plan, 0, judged_from);
    std::vector<engine::Cell> expected(plan.routes.size());
    engine::Unchanging surroundings(plan);
    engine::simulate_window(plan, 0, 0, surroundings,
                            [&](const engine::RequestRecord& record) {
                              statistics.add(record);
                              later.add(record);
                              expected[record.route].count(record, plan.sizes[0]);
                              if (record.number >= judged_from) expected[record.route].judge(record, world.workloads[0]);
                            },
                            {});
    CHECK(statistics.fingerprint() == later.fingerprint());
    // 600 requests a second: 16384 of them take 27 s.
    CHECK(statistics.judge_from(judged_from) == (window_s < 27));
    std::vector<engine::Cell> cells(plan.routes.size());
    later.merge_into(cells);
    for (std::size_t route = 0; route < cells.size(); ++route) CHECK(same(cells[route], expected[route]));
    if (window_s > 27) continue;
    std::vector<engine::Cell> moved(plan.routes.size());
    statistics.merge_into(moved);
    for (std::size_t route = 0; route < cells.size(); ++route) CHECK(same(moved[route], expected[route]));
  }
}
