// The window comes back as it was: after it was closed, and after it was killed while it planned.
#include <QProcess>
#include <QSettings>
#include <csignal>

#include "gui/made_study.h"
#include "gui/window.h"
#include "window/session.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;

// The settings of a window by the name of its program, as long as it lives.
class StateOf {
 public:
  explicit StateOf(const QString& state) : own_(QCoreApplication::applicationName()) { QCoreApplication::setApplicationName("window-" + state); }
  ~StateOf() { QCoreApplication::setApplicationName(own_); }

 private:
  QString own_;
};

TEST_CASE("a session opens again with its views, its picked and its pinned points") {
  const StateOf state(QString("session-%1").arg(QCoreApplication::applicationPid()));
  const test::TemporaryFolder folder;
  test::make_study(folder.path() / "a.study", test::small_scenario, 5);
  test::spit(folder.path() / "b.json", test::small_scenario);
  {
    OpenWindow open(folder.path() / "a.study");
    open.window.keep_session_from_now_on();
    // Not what a study that is opened selects by itself.
    REQUIRE(open.workspace().study().knee() != 3);
    open.workspace().select_point(3);
    open.workspace().pin(2);
    open.window.show_view("latency");
    open.window.open(folder.path() / "b.json");
    // By itself, a moment after the last change.
    REQUIRE(comes_true([] { return read_session().tabs.size() == 2; }));
  }
  MainWindow next;
  next.show();
  next.restore_session();
  REQUIRE(next.page() != nullptr);
  CHECK(comes_true([&next] { return next.windowTitle().contains("b.json"); }));
  const auto pages = next.findChildren<Page*>();
  REQUIRE(pages.size() == 2);
  Page& study = *pages[pages[0] == next.page() ? 1 : 0];
  REQUIRE(comes_true([&study] { return study.workspace().baseline() == 2; }));
  CHECK(comes_true([&study] { return study.workspace().selection().point == 3; }));
  CHECK(study.shown_view() == "latency");
}

TEST_CASE("dark is remembered, and a file that is opened again stands once among the recent ones") {
  const StateOf state(QString("habits-%1").arg(QCoreApplication::applicationPid()));
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a.json";
  test::spit(file, test::small_scenario);
  for (int i = 0; i < 2; ++i) {
    OpenWindow open(file);
    open.window.set_dark(i == 0);
    open.window.keep_session();
    CHECK(read_session().dark == (i == 0));
  }
  CHECK(QSettings().value("recent").toStringList().count(QString::fromStdString(file.string())) == 1);
}

TEST_CASE("edits that were saved are no longer kept") {
  const StateOf state(QString("saved-%1").arg(QCoreApplication::applicationPid()));
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "a.json", test::small_scenario);
  OpenWindow open(folder.path() / "a.json");
  const auto kept = [] { return std::filesystem::exists(Autosave::folder()) && !std::filesystem::is_empty(Autosave::folder()); };
  open.workspace().document().change_to("{}", "test");
  REQUIRE(comes_true(kept));
  open.page().save(folder.path() / "a.json");
  CHECK_FALSE(kept());
}

TEST_CASE("a session whose files are gone is an empty window") {
  const StateOf state(QString("gone-%1").arg(QCoreApplication::applicationPid()));
  write_session({{{"/nowhere/a.study", "map", "t1", "t2"}}, 0, {}, false});
  MainWindow window;
  window.restore_session();
  CHECK(window.page() == nullptr);
}

TEST_CASE("a window that is killed while it plans loses nothing, and goes on") {
  const test::TemporaryFolder folder;
  // More replications than in the other tests, so that there is time to kill it.
  std::string text = test::small_scenario;
  text.replace(text.find("\"replications\": 2"), 17, "\"replications\": 6");
  test::spit(folder.path() / "small.json", text);
  const QString state = QString("planning-%1").arg(QCoreApplication::applicationPid());
  QProcess window;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("TRADEWIND_TEST_STATE", state);
  window.setProcessEnvironment(environment);
  window.start(QCoreApplication::applicationFilePath(), {"--plan", QString::fromStdString((folder.path() / "small.json").string())});
  // It says how many topologies its front chart shows, then that its memory of the session is on disk.
  int shown = 0;
  bool is_kept = false;
  REQUIRE(comes_true([&] {
    while (window.canReadLine()) {
      const QByteArray line = window.readLine().trimmed();
      is_kept = is_kept || line == "kept";
      shown = std::max(shown, line.toInt());
    }
    return is_kept || window.state() == QProcess::NotRunning;
  }));
  REQUIRE(is_kept);
  kill(static_cast<pid_t>(window.processId()), SIGKILL);
  window.waitForFinished();
  const std::filesystem::path file = folder.path() / "small.study";
  std::vector<std::string> found;
  {
    const Study study = Study::open(file);
    CHECK_FALSE(study.finished());
    for (const Candidate& candidate : study.candidates()) found.push_back(candidate.id);
  }
  CHECK(shown > 0);
  CHECK(static_cast<int>(found.size()) >= shown);
  // The next window of the same user.
  const StateOf same(state);
  MainWindow next;
  next.show();
  next.restore_session();
  REQUIRE(next.page() != nullptr);
  Page& page = *next.page();
  REQUIRE(comes_true([&page] { return !page.workspace().study().points.empty(); }));
  CHECK(page.shown_view() == "hours");
  REQUIRE(comes_true([&page] { return page.workspace().study().points[0].id == "t1" && page.workspace().selection().point == 0; }));
  bool finished = false;
  QObject::connect(&page.run(), &PlanRun::finished, &next, [&finished] { finished = true; });
  page.plan();
  REQUIRE(comes_true([&finished] { return finished; }));
  REQUIRE(comes_true([&page] { return page.workspace().study().finished; }));
  const Study study = Study::open(file);
  for (const std::string& id : found) CHECK_NOTHROW(study.find(id));
}

TEST_CASE("a large study shows while it is read, and in the end all of it, in order") {
  const test::TemporaryFolder folder;
  constexpr int candidates = 700;
  test::make_study(folder.path() / "large.study", test::small_scenario, candidates);
  MainWindow window;
  window.show();
  Page& page = window.open(folder.path() / "large.study");
  Workspace& workspace = page.workspace();
  std::size_t least_unread = 0;
  bool opened = false;
  QObject::connect(&workspace, &Workspace::study_changed, &window, [&] {
    if (workspace.study().unread > 0) least_unread = workspace.study().unread;
  });
  QObject::connect(&workspace, &Workspace::opened, &window, [&opened] { opened = true; });
  REQUIRE(comes_true([&opened] { return opened; }));
  CHECK(least_unread > 0);
  const StudyData& study = workspace.study();
  REQUIRE(study.points.size() == candidates);
  CHECK(study.unread == 0);
  for (int i = 0; i < candidates; ++i) {
    CHECK(study.points[static_cast<std::size_t>(i)].id == QString("t%1").arg(i + 1));
    CHECK(std::abs(study.points[static_cast<std::size_t>(i)].monthly_usd - 1000.0 * (i + 1)) < 0.01);
  }
  CHECK(workspace.selection().point == study.knee());
}

}  // namespace
}  // namespace tradewind
