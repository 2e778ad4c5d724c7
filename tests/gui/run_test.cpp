// Plans in the window: to the end, stopped and gone on with, and by another process.
#include <QProcess>
#include <QProgressBar>

#include "gui/window.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;

struct ScenarioFolder : test::TemporaryFolder {
  ScenarioFolder() { test::spit(path() / "small.json", test::small_scenario); }
};

std::vector<QString> front_ids(const StudyData& study) {
  std::vector<QString> ids;
  for (const int i : study.front()) ids.push_back(study.points[static_cast<std::size_t>(i)].id);
  return ids;
}

TEST_CASE("a plan in the window runs to the end and shows its front") {
  const ScenarioFolder folder;
  OpenWindow open(folder.path() / "small.json");
  double furthest = 0;
  int most_shown = 0;
  bool finished = false;
  const auto* bar = open.window.findChild<RunStatus*>()->findChild<QProgressBar*>();
  REQUIRE(bar != nullptr);
  QObject::connect(bar, &QProgressBar::valueChanged, &open.window, [&most_shown](int value) { most_shown = std::max(most_shown, value); });
  QObject::connect(&open.page().run(), &PlanRun::progressed, &open.window, [&furthest](double done) { furthest = std::max(furthest, done); });
  QObject::connect(&open.page().run(), &PlanRun::finished, &open.window, [&finished] { finished = true; });
  open.page().plan();
  CHECK(open.page().run().state() == PlanRun::State::running);
  REQUIRE(comes_true([&finished] { return finished; }));
  REQUIRE(comes_true([&open] { return open.workspace().study().finished; }));
  CHECK(furthest > 0.5);
  CHECK(most_shown > 500);  // of 1000
  CHECK(open.workspace().study().file == folder.path() / "small.study");
  CHECK(open.workspace().candidate() != nullptr);
  const Study study = Study::open(folder.path() / "small.study");
  std::vector<QString> ids;
  for (const Candidate& candidate : study.front()) ids.push_back(QString::fromStdString(candidate.id));
  CHECK(front_ids(open.workspace().study()) == ids);
}

TEST_CASE("a plan that is paused and gone on with ends with the front of one that was not") {
  const ScenarioFolder folder, undisturbed;
  {
    Study study = Study::create_or_open(undisturbed.path() / "small.study", test::small_scenario, "small.json");
    plan(study, PriceBook::shipped());
  }
  OpenWindow open(folder.path() / "small.json");
  PlanRun& run = open.page().run();
  bool finished = false;
  QObject::connect(&run, &PlanRun::finished, &open.window, [&finished] { finished = true; });
  bool begun = false;
  QObject::connect(&run, &PlanRun::progressed, &open.window, [&begun](double done) { begun = begun || done > 0.05; });
  open.page().plan();
  REQUIRE(comes_true([&] { return begun || finished; }));
  run.pause();
  REQUIRE(comes_true([&] { return run.state() == PlanRun::State::paused || finished; }));
  open.page().plan();
  REQUIRE(comes_true([&finished] { return finished; }));
  const auto front_json = [](const std::filesystem::path& file) { return plan_json(Study::open(file)); };
  CHECK(front_json(folder.path() / "small.study") == front_json(undisturbed.path() / "small.study"));
}

TEST_CASE("a plan that is cancelled leaves a study that can be opened") {
  const ScenarioFolder folder;
  OpenWindow open(folder.path() / "small.json");
  PlanRun& run = open.page().run();
  open.page().plan();
  REQUIRE(comes_true([&folder] { return std::filesystem::exists(folder.path() / "small.study"); }));
  run.cancel();
  REQUIRE(comes_true([&run] { return run.state() == PlanRun::State::idle; }));
  CHECK(Study::open(folder.path() / "small.study").scenario_text() == test::small_scenario);
}

TEST_CASE("a plan in a folder that cannot be written to says so") {
  OpenWindow open(test::small_study());
  open.page().run().start("/proc/small.study");
  REQUIRE(comes_true([&open] { return open.page().banner().isVisible(); }));
  CHECK(open.page().banner().text().contains("/proc/small.study"));
  CHECK(open.page().run().state() == PlanRun::State::idle);
}

TEST_CASE("points that another process finds appear in the window") {
  const ScenarioFolder folder;
  {
    // What is there before the other process begins: a study without points.
    const Study study = Study::create_or_open(folder.path() / "small.study", test::small_scenario, "small.json");
  }
  OpenWindow open(folder.path() / "small.study");
  CHECK(open.workspace().study().points.empty());
  QProcess other;
  other.setWorkingDirectory(QString::fromStdString(folder.path().string()));
  other.start(QString::fromStdString(std::string(TRADEWIND_BUILD_DIR) + "/bin/tradewind"),
              {"plan", "small.json", "--points", "3", "--quiet", "--study", "small.study"});
  REQUIRE(comes_true([&open] { return open.workspace().study().finished; }));
  CHECK(open.workspace().candidate() != nullptr);
  REQUIRE(comes_true([&other] { return other.state() == QProcess::NotRunning; }));
  CHECK(other.exitCode() == 0);
}

}  // namespace
}  // namespace tradewind
