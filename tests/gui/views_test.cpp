// The views of a study: what they show is what the study holds, and a selection in one is a selection in all.
#include <QClipboard>
#include <QXmlStreamReader>
#include <nlohmann/json.hpp>

#include "chart/chart_file.h"
#include "gui/window.h"
#include "text/format.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

using namespace gui;
using test::click;
using test::comes_true;
using test::OpenWindow;
using test::small_study;

FrontChart& front_of(Page& page) { return dynamic_cast<FrontChart&>(page.chart_view("front")->chart()); }
MapChart& map_of(Page& page) { return dynamic_cast<MapChart&>(page.chart_view("map")->chart()); }

TEST_CASE("a study opens with its recommended point selected") {
  OpenWindow open(small_study());
  const Study study = Study::open(small_study());
  REQUIRE(open.workspace().candidate() != nullptr);
  CHECK(open.workspace().candidate()->id == study.picked());
  CHECK(open.workspace().study().points.size() == study.candidates().size());
  CHECK(open.window.windowTitle().contains("small.study"));
}

TEST_CASE("a click on a point of the front selects it in every view") {
  OpenWindow open(small_study());
  const std::vector<int> front = open.workspace().study().front();
  REQUIRE(front.size() >= 2);
  const int other = front.front() == open.workspace().selection().point ? front.back() : front.front();
  FrontChart& chart = front_of(open.page());
  click(open.page().chart_view("front")->widget(), chart.pixel_of(other));
  CHECK(open.workspace().selection().point == other);
  // The bill, the map and the pools are those of the point.
  const Candidate& picked = *open.workspace().candidate();
  auto* bill = open.page().findChild<BillView*>();
  const QTreeWidgetItem* total = bill->tree().topLevelItem(bill->tree().topLevelItemCount() - 1);
  CHECK(total->text(1) == number(picked.monthly_usd(), 2));
  CHECK(open.page().chart_view("topology")->chart().table().rows.size() == picked.topology.pools.size());
  double shares = 0;
  for (const TableRow& row : map_of(open.page()).table().rows) shares += row.cells[5].toDouble();
  CHECK(std::abs(shares - 100) < 1e-6);
}

TEST_CASE("a region that is picked on the map is picked in the bill and the topology, and Escape lets it go") {
  OpenWindow open(small_study());
  MapChart& map = map_of(open.page());
  const auto region = static_cast<int>(open_regions(open.workspace().world(), open.workspace().candidate()->topology).front());
  click(open.page().chart_view("map")->widget(), map.pixel_of_region(region));
  CHECK(open.workspace().selection().region == region);
  CHECK(open.page().chart_view("topology")->chart().selected_row() == region);
  auto* bill = open.page().findChild<BillView*>();
  REQUIRE(bill->tree().currentItem() != nullptr);
  CHECK(bill->tree().currentItem()->text(0).contains(QString::fromStdString(open.workspace().world().regions[static_cast<std::size_t>(region)].id)));
  QTest::keyClick(&open.window, Qt::Key_Escape);
  CHECK(open.workspace().selection().region == -1);
}

TEST_CASE("arrow keys walk along the front") {
  OpenWindow open(small_study());
  ChartWidget& widget = open.page().chart_view("front")->widget();
  const std::vector<int> front = open.workspace().study().front();
  open.workspace().select_point(front.front());
  QTest::keyClick(&widget, Qt::Key_Right);
  CHECK(open.workspace().selection().point == front[1]);
  QTest::keyClick(&widget, Qt::Key_Left);
  QTest::keyClick(&widget, Qt::Key_Left);
  CHECK(open.workspace().selection().point == front.front());
}

TEST_CASE("zoom keeps what is under the mouse there, and 0 shows everything again") {
  OpenWindow open(small_study());
  FrontChart& chart = front_of(open.page());
  ChartWidget& widget = open.page().chart_view("front")->widget();
  const int point = open.workspace().study().front().front();
  const QPointF before = chart.pixel_of(point);
  chart.zoom(before, 3);
  widget.repaint();
  CHECK(QLineF(chart.pixel_of(point), before).length() < 1);
  chart.move({40, -25});
  chart.zoom({300, 200}, 1 / 3.0);
  QTest::keyClick(&widget, Qt::Key_0);
  widget.repaint();
  CHECK(QLineF(chart.pixel_of(point), before).length() < 1e-6);
}

TEST_CASE("a pinned baseline turns the bill into the steps from it") {
  OpenWindow open(small_study());
  const std::vector<int> front = open.workspace().study().front();
  open.workspace().select_point(front.back());
  open.workspace().pin(front.front());
  auto* bill = open.page().findChild<BillView*>();
  const Table steps = bill->chart().table();
  const StudyData& study = open.workspace().study();
  REQUIRE(steps.rows.size() >= 2);
  CHECK(steps.rows.front().cells[1].toDouble() == study.points[static_cast<std::size_t>(front.front())].monthly_usd);
  double sum = 0;
  for (std::size_t i = 0; i + 1 < steps.rows.size(); ++i) sum += steps.rows[i].cells[1].toDouble();
  CHECK(std::abs(sum - study.points[static_cast<std::size_t>(front.back())].monthly_usd) < 0.01);
}

TEST_CASE("every chart has a table twin that can be copied") {
  OpenWindow open(small_study());
  for (const char* name : {"front", "map", "latency", "percentiles", "topology", "hours"}) {
    INFO(name);
    ChartView* view = open.page().chart_view(name);
    REQUIRE(view != nullptr);
    const Table table = view->chart().table();
    CHECK_FALSE(table.rows.empty());
    for (const TableRow& row : table.rows) CHECK(row.cells.size() == table.columns.size());
    CHECK(to_tsv(table).count('\n') == static_cast<int>(table.rows.size()) + 1);
    CHECK_FALSE(view->chart().summary().isEmpty());
    CHECK_FALSE(view->widget().accessibleName().isEmpty());
  }
}

TEST_CASE("a chart is saved as PNG, SVG, PDF and CSV by the code that draws it") {
  OpenWindow open(small_study());
  const test::TemporaryFolder folder;
  Chart& chart = front_of(open.page());
  for (const char* name : {"front.png", "front.svg", "front.pdf", "front.csv"}) save_chart(chart, folder.path() / name, {640, 400}, Theme::light());
  CHECK(QImage(QString::fromStdString((folder.path() / "front.png").string())).size() == QSize(1280, 800));
  CHECK(test::slurp(folder.path() / "front.pdf").starts_with("%PDF-"));
  QXmlStreamReader svg(QByteArray::fromStdString(test::slurp(folder.path() / "front.svg")));
  QString words;
  while (!svg.atEnd())
    if (svg.readNext() == QXmlStreamReader::Characters) words += svg.text();
  CHECK_FALSE(svg.hasError());
  CHECK(words.contains(open.workspace().study().points[static_cast<std::size_t>(open.workspace().selection().point)].id));
  const std::string csv = test::slurp(folder.path() / "front.csv");
  CHECK(static_cast<std::size_t>(std::ranges::count(csv, '\n')) == open.workspace().study().points.size() + 1);
  CHECK_THROWS_AS(save_chart(chart, folder.path() / "front.bmp", {640, 400}, Theme::light()), std::invalid_argument);
  CHECK_THROWS_AS(save_chart(chart, "/proc/front.png", {640, 400}, Theme::light()), FileError);
}

TEST_CASE("what cannot be opened is said, and the window stays") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "broken.study", "SQLite format 3" + std::string(200, 'x'));
  for (const auto& file : {folder.path() / "broken.study", folder.path() / "missing.json"}) {
    MainWindow window;
    window.show();
    Page& page = window.open(file);
    REQUIRE(comes_true([&page] { return page.banner().isVisible(); }));
    CHECK(page.banner().text().contains(QString::fromStdString(file.filename().string())));
    CHECK(page.workspace().study().points.empty());
  }
}

TEST_CASE("a scenario shows its people and candidate regions before anything is planned") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "small.json", test::small_scenario);
  OpenWindow open(folder.path() / "small.json");
  REQUIRE(open.workspace().has_world());
  CHECK(open.workspace().world().populations.size() == 2);
  CHECK(open.workspace().service().rps > 0);
  CHECK(map_of(open.page()).table().rows.size() == open.workspace().world().regions.size());
}

TEST_CASE("dark and light change every pixel of the ground") {
  OpenWindow open(small_study());
  const QRgb light = open.window.grab().toImage().pixel(5, 400);
  open.window.set_dark(true);
  CHECK(qGray(open.window.grab().toImage().pixel(5, 400)) < 64);
  open.window.set_dark(false);
  CHECK(open.window.grab().toImage().pixel(5, 400) == light);
}

}  // namespace
}  // namespace tradewind
