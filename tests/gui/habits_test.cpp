// Habits of the window: commands by their names, how to begin, the tour, names for people who do not see the screen.
#include <QLocale>

#include "gui/window.h"
#include "text/language.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;
using test::small_study;

TEST_CASE("letters fit where each word stands in the text, best at its beginning") {
  CHECK(fit_of("", "Plan") > 0);
  CHECK(fit_of("plan", "Plan") > fit_of("plan", "Go on planning"));
  CHECK(fit_of("on pl", "Go on planning") > 0);
  CHECK(fit_of("plan", "Explanations") < fit_of("plan", "Go on planning"));
  CHECK(fit_of("plan x", "Plan") == 0);
}

TEST_CASE("the palette finds commands, points and places, and is worked by keys alone") {
  OpenWindow open(small_study());
  QTest::keyClick(&open.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
  CommandPalette& palette = open.window.palette_of_commands();
  REQUIRE(palette.isVisible());
  QTest::keyClicks(&palette.words(), "compare");
  QTest::keyClick(&palette.words(), Qt::Key_Return);
  CHECK_FALSE(palette.isVisible());
  CHECK(open.page().shown_view() == "compare");
  open.window.open_palette();
  QTest::keyClicks(&palette.words(), "people of berlin");
  QTest::keyClick(&palette.words(), Qt::Key_Return);
  REQUIRE(open.workspace().selection().population >= 0);
  CHECK(open.workspace().world().populations[static_cast<std::size_t>(open.workspace().selection().population)].name == "Berlin, DE");
  open.window.open_palette();
  QTest::keyClicks(&palette.words(), "no such thing");
  CHECK(palette.list().count() == 0);
  QTest::keyClick(&palette.words(), Qt::Key_Return);  // nothing happens
  QTest::keyClick(&palette.words(), Qt::Key_Escape);
  CHECK_FALSE(palette.isVisible());
}

TEST_CASE("a window without tabs says how to begin, and the tour leads through the views of a planned example") {
  const test::TemporaryFolder folder;
  MainWindow window;
  window.resize(1280, 800);
  window.show();
  CHECK(window.findChild<Welcome*>()->isVisible());
  window.start_tour(folder.path() / "tour.study");
  CHECK_FALSE(window.findChild<Welcome*>()->isVisible());
  REQUIRE(window.tour().isVisible());
  CHECK(window.page()->shown_view() == "scenario");
  CHECK_FALSE(window.tour().next().isEnabled());  // the front is not there yet
  REQUIRE(comes_true([&window] { return window.tour().next().isEnabled(); }));
  const std::vector<Tour::Step> steps = Tour::steps();
  for (std::size_t step = 1; step < steps.size(); ++step) {
    window.tour().next().click();
    CHECK(window.tour().step() == static_cast<int>(step));
    CHECK(window.page()->shown_view() == steps[step].view);
  }
  window.tour().next().click();
  CHECK_FALSE(window.tour().isVisible());
  CHECK(window.page()->workspace().candidate() != nullptr);
  window.page()->run().cancel();
  REQUIRE(comes_true([&window] { return window.page()->run().state() == PlanRun::State::idle; }));
}

TEST_CASE("every chart and every control of the views has a name to be read out") {
  OpenWindow open(small_study());
  for (const auto& [name, title] : Page::view_names()) {
    INFO(name.toStdString());
    open.window.show_view(name);
    for (ChartWidget* chart : open.window.findChildren<ChartWidget*>()) {
      CHECK_FALSE(chart->accessibleName().isEmpty());
      if (chart->isVisible()) CHECK_FALSE(chart->accessibleDescription().isEmpty());
      CHECK(chart->focusPolicy() == Qt::StrongFocus);
    }
  }
  for (QTableView* table : open.window.findChildren<QTableView*>()) CHECK_FALSE(table->accessibleName().isEmpty());
  for (QSlider* slider : open.window.findChildren<QSlider*>()) CHECK_FALSE(slider->accessibleName().isEmpty());
}

TEST_CASE("a language that is not there is English") {
  CHECK(languages().contains("en"));
  use_language(*qApp, "tlh");
  CHECK(QLocale().language() == QLocale::English);
}

}  // namespace
}  // namespace tradewind
