// Habits of the window: commands by their names, how to begin, the tour, names for people who do not see the screen.
#include <QLocale>

#include "editor/form_schema.h"
#include "editor/problem_words.h"
#include "gui/window.h"
#include "run/stage_words.h"
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

// What scripts/translations brings into the file of a language, and what the forms ask for, are worked out apart: here they meet.
TEST_CASE("title, unit and help of every field have words in every language") {
  const FormSchema schema;
  std::vector<const FormType*> types{&schema.root()};
  for (const auto& [name, type] : schema.types()) types.push_back(&type);
  REQUIRE(types.size() > 50);
  for (const QString& language : languages()) {
    const auto translator = translator_of(language);
    if (language == "en") continue;
    REQUIRE(translator != nullptr);
    const auto has = [&translator](const char* context, const QString& words) {
      return !translator->translate(context, words.toUtf8().constData()).isEmpty();
    };
    for (const FormType* type : types) {
      INFO(type->name.toStdString());
      CHECK(has("Help", type->help));
      for (const FormField& field : type->fields) {
        INFO(field.key.toStdString());
        CHECK(has("Fields", field.key));
        CHECK(has("Help", field.help));
        CHECK((field.unit.isEmpty() || has("Units", field.unit)));
      }
    }
  }
}

TEST_CASE("no key figure is cut in a window of 1280 pixels, in any language") {
  for (const QString& language : languages()) {
    INFO(language.toStdString());
    const auto translator = translator_of(language);
    if (translator != nullptr) QCoreApplication::installTranslator(translator.get());
    OpenWindow open(test::small_study());
    const auto* figures = open.window.findChild<KeyFigures*>();
    REQUIRE(figures != nullptr);
    CHECK(figures->cut_words(1280) == QStringList());
    open.select(open.workspace().study().front().front());
    open.workspace().pin(open.workspace().study().front().back());
    CHECK(figures->cut_words(1280) == QStringList());
    // Where there is no room, the check says so.
    CHECK_FALSE(figures->cut_words(300).isEmpty());
  }
}

TEST_CASE("a form speaks the language of the window") {
  const auto german = translator_of("de");
  if (german == nullptr) SKIP("this build has no German: Qt's lrelease was not there");
  QCoreApplication::installTranslator(german.get());
  const FormSchema schema;
  const QString stage = stage_words("local search, 7 of 24 topologies"), other = stage_words("capacity curves");
  QCoreApplication::removeTranslator(german.get());
  CHECK(stage == "lokale Suche, 7 von 24 Topologien");
  CHECK(other == "Kapazitätskurven");
  CHECK(stage_words("local search, 7 of 24 topologies") == "local search, 7 of 24 topologies");
  CHECK(stage_words("what nobody translated at 3 ms") == "what nobody translated at 3 ms");
  const FormField* day = schema.type("Workload").field("requests_per_user_day");
  REQUIRE(day != nullptr);
  CHECK(day->title == "Anfragen je Nutzer und Tag");
  CHECK(day->unit == "Anfragen/Tag");
  CHECK(day->help.contains("durchschnittlichen Tag"));
  // What is written into the scenario is the same in every language.
  CHECK(day->key == "requests_per_user_day");
  CHECK(schema.type("Slo").field("metric")->choices == FormSchema::scenario().type("Slo").field("metric")->choices);
}

TEST_CASE("what the reader of the language expects is said in the language of the window") {
  const QStringList expected{"a number above 0 and at most 1000 (req/day)", "the field \"model\": one of \"a\", \"b\"",
                             "an object, or a list of at most 64 strings (short for \"names\")", "a cloud provider: one of \"aws\", \"azure\""};
  // A rule that nobody has translated, alone and as a part of one that somebody has.
  const QStringList foreign{"the larger of both", "the field \"model\": the larger of both"};
  for (const QString& words : expected + foreign) CHECK(problem_words(words) == words);
  const auto german = translator_of("de");
  if (german == nullptr) SKIP("this build has no German: Qt's lrelease was not there");
  QCoreApplication::installTranslator(german.get());
  CHECK(problem_words(expected[0]) == "eine Zahl über 0 bis höchstens 1000 (Anfragen/Tag)");
  CHECK(problem_words(expected[1]) == "das Feld \"model\": eines von \"a\", \"b\"");
  CHECK(problem_words(expected[2]) == "ein Objekt, oder eine Liste von höchstens 64 Texten (kurz für \"names\")");
  CHECK(problem_words(expected[3]) == "ein Cloud-Anbieter: \"aws\", \"azure\"");
  for (const QString& words : foreign) CHECK(problem_words(words) == words);
}

}  // namespace
}  // namespace tradewind
