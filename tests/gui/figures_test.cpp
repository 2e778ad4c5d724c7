// What tables and words say is what the study holds.
#include <QLabel>
#include <QProgressBar>
#include <QTableView>
#include <algorithm>

#include "gui/made_study.h"
#include "gui/window.h"
#include "text/format.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;
using test::small_study;

Table table_of(OpenWindow& open, const char* view) { return open.page().chart_view(view)->chart().table(); }

TEST_CASE("the table of latency has the percentiles of each population, and the region that most of its requests meet") {
  OpenWindow open(small_study());
  const Service& service = open.workspace().service();
  const World& world = open.workspace().world();
  const Table table = table_of(open, "latency");
  REQUIRE(table.rows.size() == world.populations.size());
  for (const TableRow& row : table.rows) {
    const auto population = static_cast<std::size_t>(row.key);
    const LatencySummary& felt = service.populations[population].latency->perceived;
    CHECK(row.cells[5].toDouble() == felt.p50);
    CHECK(row.cells[7].toDouble() == felt.p95);
    CHECK(row.cells[9].toDouble() == felt.p99);
    double most = 0;
    std::string city;
    for (const Flow& flow : service.flows)
      if (flow.population == population && flow.rps > most) most = flow.rps, city = world.regions[flow.region].city;
    CHECK(row.cells[2].toString().toStdString() == city);
  }
  for (const TableRow& row : table_of(open, "percentiles").rows) {
    CHECK(row.cells[5].toDouble() < row.cells[7].toDouble());
    CHECK(row.cells[7].toDouble() < row.cells[8].toDouble());
  }
}

TEST_CASE("most requests of a population are those of its largest flow, and no replica is a closed region") {
  const test::TemporaryFolder folder;
  Study study = Study::in_memory(test::small_scenario, "made.json");
  const std::vector<std::uint32_t> offers = made::offers_in_regions(study.world(), 2);
  Candidate split = made::candidate(500, 1000);
  split.topology.pools = {{0, offers[0], 1}, {0, offers[1], 3}};
  const World& world = study.world();
  const Service service = service_of(world, split);
  for (std::size_t p = 0; p < world.populations.size(); ++p) {
    double most = 0, chosen = 0;
    for (const Flow& flow : service.flows) {
      if (flow.population != p) continue;
      most = std::max(most, flow.rps);
      if (flow.region == service.populations[p].region) chosen = flow.rps;
    }
    CHECK(chosen == most);
  }
  for (std::size_t r = 0; r < world.regions.size(); ++r) CHECK(service.regions[r].open == (service.regions[r].replicas > 0));
}

TEST_CASE("the table of the topology tells how busy each pool is, in the mean and at its 95th percentile") {
  OpenWindow open(small_study());
  const auto& pools = open.workspace().candidate()->outcome.pools;
  const Table table = table_of(open, "topology");
  REQUIRE(table.rows.size() == pools.size());
  for (std::size_t i = 0; i < pools.size(); ++i) {
    CHECK(pools[i].utilization_mean != pools[i].utilization_p95);
    CHECK(table.rows[i].cells[8].toDouble() == 100 * pools[i].utilization_mean);
    CHECK(table.rows[i].cells[9].toDouble() == 100 * pools[i].utilization_p95);
  }
}

TEST_CASE("the hours are those of the picked population, in the chart and in the table that is shown") {
  OpenWindow open(small_study());
  open.window.show_view("hours");
  ChartView& view = *open.page().chart_view("hours");
  view.show_table(true);
  auto* shown = view.findChild<QTableView*>();
  REQUIRE(shown != nullptr);
  const World& world = open.workspace().world();
  std::vector<QString> first;
  for (const int population : {0, 1}) {
    open.workspace().select_population(population);
    const Table table = view.chart().table();
    REQUIRE(table.rows.size() == hours_per_week);
    for (std::size_t h = 0; h < table.rows.size(); ++h) {
      double rps = 0;
      for (const Grid& rates : world.rate_rps) rps += rates(static_cast<std::size_t>(population), h);
      CHECK(std::abs(table.rows[h].cells[3].toDouble() - rps) < 1e-9);
    }
    first.push_back(shown->model()->index(0, 3).data().toString());
  }
  CHECK(first[0] != first[1]);
}

TEST_CASE("the shares of the bill add up to the whole, and its parts stand in the order of their cost") {
  OpenWindow open(small_study());
  open.window.show_view("bill");
  QTreeWidget& tree = open.page().findChild<BillView*>()->tree();
  const auto amount = [](const QTreeWidgetItem& item) { return QLocale().toDouble(item.text(1)); };
  const auto share = [](const QTreeWidgetItem& item) {
    return QLocale().toDouble(item.text(2).section(QChar(0xa0), 0, 0).section(QChar(0x202f), 0, 0));
  };
  const int providers = tree.topLevelItemCount() - 1;
  REQUIRE(providers >= 1);
  double sum = 0;
  for (int i = 0; i < providers; ++i) {
    sum += share(*tree.topLevelItem(i));
    for (int k = 1; k < tree.topLevelItem(i)->childCount(); ++k)
      CHECK(amount(*tree.topLevelItem(i)->child(k - 1)) >= amount(*tree.topLevelItem(i)->child(k)));
  }
  CHECK(std::abs(sum - 100) < 0.2);
  // Alone it is the whole, not all but a rounding of it.
  if (providers == 1) CHECK(tree.topLevelItem(0)->text(2) == percent(1));
}

TEST_CASE("each service is one step from the pinned bill, whatever units it is billed in") {
  OpenWindow open(small_study());
  const std::vector<int> front = open.workspace().study().front();
  open.select(front.back());
  open.workspace().pin(front.front());
  REQUIRE(comes_true([&open] { return open.workspace().baseline() >= 0; }));
  QStringList names;
  for (const TableRow& row : open.page().findChild<BillView*>()->chart().table().rows) names << row.cells[0].toString();
  CHECK(names.size() > 2);
  CHECK(QSet<QString>(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("availability and the share within the target stand side by side as they are") {
  const test::TemporaryFolder folder;
  test::make_study(folder.path() / "made.study", test::small_scenario, 3);
  OpenWindow open(folder.path() / "made.study");
  const std::vector<int> front = open.workspace().study().front();
  open.select(front.back());
  open.workspace().pin(front.front());
  const PointRow& pinned = open.workspace().study().points[static_cast<std::size_t>(front.front())];
  REQUIRE(pinned.availability != pinned.slo_attainment);
  const Table table = open.page().comparison().side_by_side().chart().table();
  const auto row = [&table](const char* name) {
    return std::ranges::find_if(table.rows, [name](const TableRow& r) { return r.cells[0].toString().startsWith(name); });
  };
  REQUIRE(row("Availability") != table.rows.end());
  CHECK(row("Availability")->cells[1].toDouble() == 100 * pinned.availability);
  CHECK(row("Within the target")->cells[1].toDouble() == 100 * pinned.slo_attainment);
}

TEST_CASE("dearer is worse in the key figures, and faster is better") {
  OpenWindow open(small_study());
  const auto* figures = open.window.findChild<KeyFigures*>();
  const std::vector<int> front = open.workspace().study().front();
  REQUIRE(front.size() >= 2);
  open.select(front.front());  // the fastest
  open.workspace().pin(front.back());
  REQUIRE(figures->tiles().size() > 2);
  CHECK(figures->tiles()[0].better);
  CHECK_FALSE(figures->tiles()[0].worse);
  CHECK(figures->tiles()[1].worse);
  CHECK_FALSE(figures->tiles()[1].better);
  CHECK(open.workspace().study().role_of(front.front()).contains("fastest"));
  CHECK_FALSE(open.workspace().study().role_of(front.front()).contains("cheapest"));
  CHECK(open.workspace().study().role_of(front.back()).contains("cheapest"));
}

TEST_CASE("the table of failures tells which are borne, and when they were seen, evaded and over") {
  auto played = std::make_shared<ChaosOutcome>();
  ChaosExperiment& lost = played->experiments.emplace_back();
  lost.name = "region aws:eu-west-1";
  lost.group = "region";
  lost.sent = 100;
  lost.failed = 50;
  lost.detect_s = 1;
  lost.shift_s = 2;
  ChaosExperiment& borne = played->experiments.emplace_back(played->experiments.front());
  borne.recover_s = 3;
  ChaosChart chart;
  chart.show(played, {});
  const Table table = chart.table();
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].cells[1] == "no");
  CHECK_FALSE(table.rows[0].cells[8].isValid());
  CHECK(table.rows[1].cells[1] == "yes");
  for (const int i : {0, 1, 2}) CHECK(table.rows[1].cells[static_cast<std::size_t>(6 + i)].toDouble() == i + 1);
}

TEST_CASE("the table of rollouts tells failed answers apart from those that fail without it") {
  auto played = std::make_shared<RolloutsOutcome>();
  RolloutResult& result = played->rollouts.emplace_back();
  result.name = "step-by-step";
  result.failed = 7;
  result.usually_failed = 3;
  RolloutChart chart;
  chart.show(played, {12.5}, {});
  const Table table = chart.table();
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0].cells[7].toDouble() == 7);
  CHECK(table.rows[0].cells[8].toDouble() == 3);
  CHECK(table.rows[0].cells[11].toDouble() == 12.5);
}

TEST_CASE("a roadmap costs dollars, not milliseconds") {
  OpenWindow open(small_study());
  RoadmapView& view = open.roadmap_of(6, "3");
  view.play();
  REQUIRE(comes_true([&view] { return !view.bar().is_playing(); }));
  const Table table = view.chart().table();
  REQUIRE_FALSE(table.rows.empty());
  for (const TableRow& row : table.rows) {
    CHECK(row.cells[5].toDouble() > 100);                       // USD a month: a GPU costs more
    CHECK(row.cells[5].toDouble() != row.cells[7].toDouble());  // ms
  }
}

TEST_CASE("conditions that are set are those that are asked for") {
  OpenWindow open(small_study());
  ConditionsPanel panel(open.workspace());
  Conditions wanted;
  wanted.demand = 2;
  wanted.gpu_price = 0.5;
  wanted.egress_price = 4;
  panel.set(wanted);
  CHECK(panel.conditions().demand == 2);
  CHECK(panel.conditions().gpu_price == 0.5);
  CHECK(panel.conditions().egress_price == 4);
}

TEST_CASE("the status bar says that the scenario is no longer the one of the study, and the front how many topologies it has") {
  OpenWindow open(small_study());
  const auto says = [&open](QWidget& widget, const QString& words) {
    return std::ranges::any_of(widget.findChildren<QLabel*>(), [&words](const QLabel* label) { return label->text().contains(words); });
  };
  CHECK(says(*open.page().chart_view("front"), QString("%1 topologies").arg(open.workspace().study().standings.size())));
  CHECK_FALSE(says(open.window, "F5 plans it anew"));
  REQUIRE(comes_true([&open] { return open.workspace().document().is_checked(); }));
  CHECK(says(open.page().editor(), open.workspace().document().loaded()->problems.empty() ? "No problems" : "warning"));
  ScenarioDocument& document = open.workspace().document();
  document.change_to(QString(document.text()).replace("\"replications\": 2", "\"replications\": 3"), "test");
  REQUIRE(comes_true([&document] { return document.is_checked(); }));
  CHECK(says(open.window, "F5 plans it anew"));
}

TEST_CASE("letters that are deleted one after the other are one step to undo") {
  ScenarioDocument document;
  document.reset("abcdef", "a.json");
  for (const int at : {5, 4, 3}) document.change({at, 1, {}}, "test", true);
  CHECK(document.text() == "abc");
  CHECK(document.undo_stack().count() == 1);
  document.undo_stack().undo();
  CHECK(document.text() == "abcdef");
}

}  // namespace
}  // namespace tradewind
