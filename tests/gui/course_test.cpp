// Views over time: rollouts, ages of data, roadmap; and latency continent by continent.
#include "gui/made_study.h"
#include "gui/window.h"
#include "tradewind/planner/replication_usage.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;
using test::small_study;

struct MadeStudy : test::TemporaryFolder {
  explicit MadeStudy(const std::string& members) { test::make_study(file(), test::small_scenario_with(members), 3); }
  std::filesystem::path file() const { return path() / "made.study"; }
};

const char* const with_rollouts = R"(
  "data": {"artifacts": [{"name": "weights", "workload": "assistant", "size_gb": 16, "files": 4, "home": "aws:eu-west-1", "versions_per_month": 4}]},
  "rollouts": [{"name": "step-by-step", "workload": "assistant", "strategy": "rolling", "artifact": "weights", "pipeline_s": 60},
               {"name": "all-at-once", "workload": "assistant", "strategy": "blue_green", "artifact": "weights", "pipeline_s": 60}])";

TEST_CASE("the rollouts of a scenario are played over the selected topology, region by region") {
  const MadeStudy made(with_rollouts);
  OpenWindow open(made.file());
  open.window.show_view("rollout");
  RolloutView& view = open.page().rollouts();
  CHECK(view.chart().table().rows.empty());
  view.play();
  view.bar().cancel();
  REQUIRE(comes_true([&view] { return !view.bar().is_playing(); }));
  CHECK(view.chart().table().rows.empty());
  view.play();
  REQUIRE(comes_true([&view] { return !view.bar().is_playing(); }));
  const Table table = view.chart().table();
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].cells[0] == "step-by-step");
  for (const TableRow& row : table.rows) {
    CHECK(row.cells[3].toDouble() > 60);  // after the pipeline
    CHECK(row.cells[4].toDouble() > 0);   // two versions side by side
  }
  view.chart().step(1);
  CHECK(view.chart().selected_row() == 1);
  // Another point: nothing was played of it.
  open.select(open.workspace().selection().point == 0 ? 1 : 0);
  CHECK(view.chart().table().rows.empty());
}

TEST_CASE("the age of the data is how long a version is on its way to each region") {
  const MadeStudy made(with_rollouts);
  OpenWindow open(made.file());
  const World& world = open.workspace().world();
  const Topology& topology = open.workspace().candidate()->topology;
  const std::vector<ReplicationPlan> plans = plans_at_prices(world, topology, Pricing(world, PriceBook::shipped()));
  REQUIRE(plans.size() == 1);
  const std::vector<double> lag_s = undisturbed_lag_s(world.data.artifacts[0], plans[0], 50);
  const Table table = open.page().rollouts().ages().table();
  REQUIRE(table.rows.size() == lag_s.size());
  for (std::size_t i = 0; i < lag_s.size(); ++i) {
    CHECK(table.rows[i].cells[1].toString().toStdString() == world.regions[plans[0].hops[i].to].key());
    CHECK(table.rows[i].cells[2].toDouble() == lag_s[i]);
  }
}

TEST_CASE("a scenario without rollouts and data says what to do") {
  OpenWindow open(small_study());
  open.window.show_view("rollout");
  CHECK(open.page().rollouts().chart().summary().contains("no rollouts"));
  CHECK(open.page().rollouts().ages().summary().contains("neither"));
}

TEST_CASE("a roadmap keeps what stands, stage after stage, for each growth") {
  OpenWindow open(small_study());
  RoadmapView& view = open.roadmap_of(12, "3; x");
  view.play();
  CHECK_FALSE(view.bar().is_playing());
  CHECK(view.bar().words().contains("x"));
  view.growth().setText("3; 20");
  view.play();
  REQUIRE(comes_true([&view] { return !view.bar().is_playing(); }));
  INFO(view.bar().words().toStdString());
  for (const int growth : {0, 1}) {
    view.chart().show_growth(growth);
    REQUIRE_FALSE(view.chart().rows().empty());
    for (const RoadmapChart::Row& row : view.chart().rows()) {
      CHECK(row.instances.size() == 2);
      CHECK(row.instances[1] >= row.instances[0]);
    }
    CHECK(view.chart().table().rows.size() >= 2);
  }
  view.chart().step(1);
  CHECK(view.chart().growth() == 1);
}

TEST_CASE("continents stand one by one, the most requests first") {
  OpenWindow open(small_study());
  const Chart& chart = open.page().chart_view("continents")->chart();
  const Table table = chart.table();
  REQUIRE(table.rows.size() == open.workspace().candidate()->outcome.continents.size());
  double shares = 0;
  for (const TableRow& row : table.rows) shares += row.cells[1].toDouble();
  CHECK(std::abs(shares - 100) < 1e-9);
  CHECK(table.rows[0].cells[2].toDouble() == open.workspace().candidate()->outcome.continents[0].latency.perceived.p50);
}

}  // namespace
}  // namespace tradewind
