// The map and its pictures: what the screen shows is what a file would show, people and regions are added where somebody clicks.
#include <QMenu>

#include "chart/chart_file.h"
#include "chart/dots.h"
#include "editor/places.h"
#include "gui/window.h"
#include "map/projection.h"
#include "workspace/failures.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;
using test::small_study;

MapChart& map_of(Page& page) { return dynamic_cast<MapChart&>(page.chart_view("map")->chart()); }

// Mean difference of the three colours of a pixel, 0..255.
double difference(const QImage& a, const QImage& b) {
  REQUIRE(a.size() == b.size());
  double sum = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
    }
  return sum / 3 / a.width() / a.height();
}

TEST_CASE("the camera keeps the place under the mouse, and never leaves the map") {
  MapCamera camera;
  camera.fit({0, 0, 800, 800 * whole_map().height() / whole_map().width()});
  const QPointF mouse(500, 150), place = camera.place(mouse);
  camera.zoom(mouse, 5);
  CHECK(QLineF(camera.pixel(place), mouse).length() < 1e-6);
  CHECK(camera.closeness() == 5);
  camera.move({1e5, -1e5});
  const QRectF shown = camera.to_pixels().inverted().mapRect(camera.area());
  CHECK(shown.left() >= whole_map().left() - 1e-9);
  CHECK(shown.bottom() <= whole_map().bottom() + 1e-9);
  camera.zoom(mouse, 1e-3);
  CHECK(camera.closeness() == 1);
}

TEST_CASE("once it is sharp, the map on the screen is the one that a file would show, also where it was moved or zoomed to") {
  OpenWindow open(small_study());
  open.window.show_view("map");
  MapChart& map = map_of(open.page());
  ChartWidget& widget = open.page().chart_view("map")->widget();
  const auto matches = [&] {
    REQUIRE(comes_true([&] {
      widget.repaint();
      return map.is_sharp();
    }));
    const QImage screen = widget.grab().toImage();
    return difference(screen, chart_image(map, widget.size(), 1, Theme::current())) < 0.5;
  };
  CHECK(matches());
  map.zoom({400, 300}, 2.2);
  CHECK(matches());
  map.move({33, -21});
  CHECK(matches());
  open.workspace().select_region(static_cast<int>(open_regions(open.workspace().world(), open.workspace().candidate()->topology).front()));
  CHECK(matches());
}

TEST_CASE("the heat of people is where most requests come from, and nowhere else") {
  OpenWindow open(small_study());
  MapChart& map = map_of(open.page());
  const QSize size(900, 600);
  const auto picture = [&](MapStyle::People people) {
    map.set_people(people);
    return chart_image(map, size, 1, Theme::light());
  };
  const QImage circles = picture(MapStyle::People::region), heat = picture(MapStyle::People::heat);
  const auto& people = open.workspace().service().populations;
  const auto busiest = std::ranges::max_element(people, {}, &PopulationService::rps) - people.begin();
  const QPointF at = map.pixel_of_population(static_cast<int>(busiest));
  // Beside the city itself, where a line or a region may lie: warm, so that red is well above blue.
  int warm = 0;
  for (const QPointF& by : {QPointF(7, 0), QPointF(-7, 0), QPointF(0, 7), QPointF(0, -7)}) {
    const QColor colour = heat.pixelColor((at + by).toPoint());
    warm += colour.red() > colour.blue() + 60;
  }
  CHECK(warm >= 2);
  CHECK(difference(circles, heat) > 0.05);
  CHECK(heat.pixelColor(5, 5) == circles.pixelColor(5, 5));
}

TEST_CASE("a map that was moved a little needs no new picture, and one that was zoomed shows the old one until the new one is there") {
  OpenWindow open(small_study());
  open.window.show_view("map");
  MapChart& map = map_of(open.page());
  ChartWidget& widget = open.page().chart_view("map")->widget();
  REQUIRE(comes_true([&] {
    widget.repaint();
    return map.is_sharp();
  }));
  map.zoom({500, 300}, 3);
  widget.repaint();
  CHECK_FALSE(map.is_sharp());
  const QImage meanwhile = widget.grab().toImage();
  REQUIRE(comes_true([&] {
    widget.repaint();
    return map.is_sharp();
  }));
  // Land is where it was, only sharper.
  CHECK(difference(meanwhile, widget.grab().toImage()) < 4);
  map.move({20, 10});
  widget.repaint();
  CHECK(map.is_sharp());
}

TEST_CASE("many dots are dark where they lie on each other, and none is outside") {
  QImage image(200, 100, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  std::vector<QPointF> marks(3000, QPointF(50, 50));
  marks.emplace_back(150, 50);
  marks.emplace_back(195, 50);
  DotLayer dots;
  dots.draw(painter, {10, 10, 170, 80}, marks, Qt::black);
  painter.end();
  CHECK(qGray(image.pixel(50, 50)) < 10);
  CHECK(qGray(image.pixel(150, 50)) < 200);
  CHECK(qGray(image.pixel(150, 50)) > qGray(image.pixel(50, 50)) + 50);
  CHECK(qGray(image.pixel(195, 50)) == 255);
  CHECK(qGray(image.pixel(100, 20)) == 255);
}

TEST_CASE("people and regions are added to a text, and every other letter stays") {
  const QString named = R"({"populations": [{"metros": ["Paris, FR"]}], "regions": ["aws:eu-west-1"] })";
  CHECK(with_people(named, "Rome, IT") == R"({"populations": [{"metros": ["Paris, FR", "Rome, IT"]}], "regions": ["aws:eu-west-1"] })");
  CHECK(with_region(named, "gcp:us-east4", {"aws:eu-west-1"}).contains(R"("regions": ["aws:eu-west-1", "gcp:us-east4"])"));
  CHECK(without_region(with_region(named, "gcp:us-east4", {}), "gcp:us-east4") == named);
  const QString ranked = R"({"populations": [{"metros": {"top": 5, "countries": ["DE"]}, "users_share": 0.02}], "regions": {"providers": ["aws"]}})";
  CHECK(with_people(ranked, "Rome, IT").contains(R"(}, "users_share": 0.02}, {"metros": ["Rome, IT"], "users_share": 0.02}])"));
  CHECK(with_region(ranked, "gcp:us-east4", {"aws:eu-west-1"}).contains(R"("regions": ["aws:eu-west-1", "gcp:us-east4"])"));
  const QString without = without_region(ranked, "aws:eu-west-1");
  CHECK(without.contains(R"("exclude": ["aws:eu-west-1"])"));
  CHECK(with_region(without, "aws:eu-west-1", {}) == ranked);
  CHECK(with_people("{", "Rome, IT") == "{");
  CHECK(with_people("{}", "Rome, IT").contains(R"("populations": [{"metros": ["Rome, IT"]}])"));
}

QAction* action_with(const QMenu& menu, const QString& words) {
  for (QAction* action : menu.actions())
    if (action->text().contains(words)) return action;
  return nullptr;
}

TEST_CASE("a click on the map adds people and regions, by the undo of the editor") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "small.json", test::small_scenario);
  OpenWindow open(folder.path() / "small.json");
  open.window.show_view("map");
  MapChart& map = map_of(open.page());
  open.page().chart_view("map")->widget().repaint();
  const auto regions = open.workspace().world().regions.size();
  QMenu menu;
  map.fill_menu(menu, map.pixel_of_population(0));
  CHECK(action_with(menu, "people of Paris") == nullptr);  // they are there
  QAction* people = action_with(menu, "Add people of");
  QAction* region = action_with(menu, "Add region Paris (Google Cloud");
  REQUIRE(people != nullptr);
  REQUIRE(region != nullptr);
  people->trigger();
  region->trigger();
  REQUIRE(comes_true([&open] { return open.workspace().document().is_checked(); }));
  CHECK(open.workspace().world().populations.size() == 3);
  CHECK(open.workspace().world().regions.size() == regions + 1);
  QUndoStack& undo = open.workspace().document().undo_stack();
  while (undo.canUndo()) undo.undo();
  CHECK(open.workspace().document().bytes() == test::small_scenario);
}

TEST_CASE("a click asks what to add while that is wanted, and selects otherwise") {
  OpenWindow open(small_study());
  open.window.show_view("map");
  MapChart& map = map_of(open.page());
  open.page().chart_view("map")->widget().repaint();
  int asked = 0;
  QObject::connect(&map, &Chart::menu_wanted, &open.window, [&asked] { ++asked; });
  map.set_adding(true);
  map.pick(map.pixel_of_population(1), false);
  CHECK(asked == 1);
  CHECK(open.workspace().selection().population == -1);
  for (QWidget* popup : QApplication::topLevelWidgets())
    if (qobject_cast<QMenu*>(popup) != nullptr) popup->close();
  map.set_adding(false);
  map.pick(map.pixel_of_population(1), false);
  CHECK(open.workspace().selection().population == 1);
}

TEST_CASE("failures that were played stand on the map") {
  ChaosOutcome outcome;
  outcome.regions = {"aws:us-east-1", "aws:us-east-12"};
  for (const char* name : {"region aws:us-east-1", "a node of chat in aws:us-east-12", "aws:us-east-1 and aws:us-east-12"})
    outcome.experiments.emplace_back().name = name;
  CHECK(experiments_in(outcome, "aws:us-east-1").size() == 2);
  CHECK(experiments_in(outcome, "aws:us-east-12").size() == 2);
  CHECK(regions_in(outcome, outcome.experiments[2]).size() == 2);
  OpenWindow open(small_study());
  open.window.show_view("map");
  MapChart& map = map_of(open.page());
  open.page().chart_view("map")->widget().repaint();
  const std::uint32_t region = open_regions(open.workspace().world(), open.workspace().candidate()->topology).front();
  const std::string key = open.workspace().world().regions[region].key();
  const QPointF at = map.pixel_of_region(static_cast<int>(region));
  CHECK_FALSE(map.hover(at).contains("not borne"));
  auto played = std::make_shared<ChaosOutcome>();
  ChaosExperiment& lost = played->experiments.emplace_back();
  lost.name = "region " + key;
  lost.group = "region";
  lost.sent = 100;
  lost.failed = 50;
  const QImage before = chart_image(map, {800, 500}, 1, Theme::current());
  open.workspace().show_failures(played);
  CHECK(map.hover(map.pixel_of_region(static_cast<int>(region))).contains("not borne"));
  CHECK(difference(before, chart_image(map, {800, 500}, 1, Theme::current())) > 0);
}

}  // namespace
}  // namespace tradewind
