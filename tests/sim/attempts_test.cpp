// When clients try again, to the nanosecond.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "engine/window.h"
#include "support/tiny_world.h"

using namespace tradewind;

namespace {

// The first attempt of every request goes nowhere.
class LosesFirst final : public engine::Surroundings {
 public:
  explicit LosesFirst(const engine::Plan& plan) : plan_(plan) {}
  std::optional<Led> lead(kernel::Time, const Caller& caller) override {
    const bool first = seen_.insert({caller.stream, caller.client}).second;
    return Led{plan_.routed(caller.stream, caller.routing_draw, caller.priority_class), 0, first};
  }

 private:
  const engine::Plan& plan_;
  std::set<std::pair<std::uint32_t, std::uint64_t>> seen_;
};

}  // namespace

TEST_CASE("who is not heard tries again when it has waited for as long as it waits, not when nobody sees it go") {
  for (const double timeout_s : {2.0, 0.0}) {  // without one, the system gives up after 127 s
    World world = test::tiny_llm_world(0.2);
    world.workloads[0].client = {.timeout_s = timeout_s, .max_attempts = 2, .backoff_ms = 0, .backoff_max_ms = 0};
    const engine::Plan plan(world, test::tiny_topology(world, {0, 1, 2}, 4), {.replications = 1, .windows = 1, .window_s = 300, .warmup_s = 0});
    LosesFirst surroundings(plan);
    std::vector<kernel::Time> waited;
    const auto sink = [&](const engine::RequestRecord& record) {
      if (record.fate == engine::Fate::completed && record.attempts == 2) waited.push_back(record.queue);
    };
    engine::simulate_window(plan, 0, 0, surroundings, sink, {});
    REQUIRE(waited.size() > 100);
    CHECK(*std::ranges::min_element(waited) == kernel::from_s(timeout_s > 0 ? timeout_s : 127));
  }
}
