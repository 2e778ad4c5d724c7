// Progress of a plan.
#include "concurrency/meter.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "concurrency/plan_stages.h"
#include "small_plan.h"
#include "tradewind/planner/plan.h"

namespace tradewind {
namespace {

using Catch::Approx;

struct Told {
  std::vector<ProgressReport> reports;

  ProgressCallback callback() {
    return [this](const ProgressReport& report) { reports.push_back(report); };
  }
  double begin_of(const std::string& stage) const {
    const auto report = std::ranges::find_if(reports, [&](const ProgressReport& each) { return each.stage.starts_with(stage); });
    INFO(stage);
    REQUIRE(report != reports.end());
    return report->done;
  }
  bool goes_back() const { return !std::ranges::is_sorted(reports, {}, &ProgressReport::done); }
};

// So long that the next report is not held back.
void wait_for_report() { std::this_thread::sleep_for(std::chrono::milliseconds(250)); }

TEST_CASE("a part is as far as its equal steps are on the whole, in any order") {
  Told told;
  Meter meter(told.callback());
  meter.begin(0.2, "first");
  EqualSteps steps(meter, 4);
  steps.advance(2, 1);
  wait_for_report();
  steps.advance(0, 0.5);
  CHECK(told.reports.back().done == Approx(0.2 * 1.5 / 4));
  meter.begin(1, "second");  // where the first was to end
  CHECK(told.begin_of("second") == Approx(0.2));
  CHECK_FALSE(told.goes_back());
}

TEST_CASE("a plan tells each of its stages where the one before was to end") {
  Told told;
  Study study = Study::in_memory(test::small_scenario, "small.json");
  plan(study, PriceBook::shipped(), test::few_points(), told.callback());
  CHECK_FALSE(told.goes_back());
  CHECK(told.begin_of("capacity curves") == 0);
  CHECK(told.begin_of("cheapest placement") == Approx(plan_stages::curves_end));
  CHECK(told.begin_of("placements at") > plan_stages::curves_end);
  CHECK(told.begin_of("topologies at") > told.begin_of("placements at"));
  CHECK(told.begin_of("what would make") > told.begin_of("topologies at"));
  CHECK(told.begin_of("what would make") <= plan_stages::separation_end);
  CHECK(told.begin_of("done") == 1);
}

}  // namespace
}  // namespace tradewind
