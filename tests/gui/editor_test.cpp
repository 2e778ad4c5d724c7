// The scenario editor: form and JSON are one text with one undo stack, and nothing that was typed is lost.
#include <signal.h>

#include <QComboBox>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>

#include "gui/window.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;

struct ScenarioFolder : test::TemporaryFolder {
  explicit ScenarioFolder(const std::string& text = test::small_scenario) { test::spit(path() / "small.json", text); }
};

QLineEdit& line(EditorView& editor, const QString& field) {
  FormRow* row = editor.form().row(field);
  REQUIRE(row != nullptr);
  auto* edit = qobject_cast<QLineEdit*>(&row->editor());
  REQUIRE(edit != nullptr);
  return *edit;
}

void type(QLineEdit& edit, const QString& text) {
  edit.selectAll();
  QTest::keyClicks(&edit, text);
}

TEST_CASE("a field that is typed into changes that value alone, and undo gives the text back to the letter") {
  const ScenarioFolder folder;
  OpenWindow open(folder.path() / "small.json");
  open.window.show_view("scenario");
  EditorView& editor = open.page().editor();
  editor.open_form({"workloads", "0"});
  type(line(editor, "requests_per_user_day"), "7.5");
  CHECK(open.workspace().document().text() ==
        QString::fromStdString(test::small_scenario).replace("\"requests_per_user_day\": 5", "\"requests_per_user_day\": 7.5"));
  CHECK(open.window.windowTitle().contains("•"));
  while (open.workspace().document().undo_stack().canUndo()) open.workspace().document().undo_stack().undo();
  CHECK(open.workspace().document().bytes() == test::small_scenario);
  CHECK(line(editor, "requests_per_user_day").text() == "5");
}

TEST_CASE("what is wrong is said beside its field, in the list and in the JSON") {
  const ScenarioFolder folder;
  OpenWindow open(folder.path() / "small.json");
  open.window.show_view("scenario");
  EditorView& editor = open.page().editor();
  editor.open_form({"workloads", "0"});
  type(line(editor, "requests_per_user_day"), "ten");
  REQUIRE(comes_true([&] { return !editor.form().row("requests_per_user_day")->problem().isEmpty(); }));
  CHECK(editor.form().row("requests_per_user_day")->problem().contains("number"));
  CHECK(editor.form().row("name")->problem().isEmpty());
  CHECK(editor.problems().count() == 1);
  CHECK_FALSE(editor.json().extraSelections().isEmpty());
  type(line(editor, "requests_per_user_day"), "10");
  REQUIRE(comes_true([&] { return editor.form().row("requests_per_user_day")->problem().isEmpty(); }));
}

TEST_CASE("typing in the JSON shows in the form, and both share one undo stack") {
  const ScenarioFolder folder;
  OpenWindow open(folder.path() / "small.json");
  open.window.show_view("scenario");
  EditorView& editor = open.page().editor();
  QTextCursor cursor = editor.json().textCursor();
  cursor.setPosition(open.workspace().document().text().indexOf("\"small\"") + 6);
  editor.json().setTextCursor(cursor);
  QTest::keyClicks(&editor.json(), "er");
  CHECK(line(editor, "name").text() == "smaller");
  type(line(editor, "description"), "Where?");
  CHECK(open.workspace().document().text().contains("\"description\": \"Where?\""));
  editor.json().setFocus();
  QTest::keyClick(&editor.json(), Qt::Key_Z, Qt::ControlModifier);
  QUndoStack& undo = open.workspace().document().undo_stack();
  while (undo.canUndo()) undo.undo();
  CHECK(open.workspace().document().bytes() == test::small_scenario);
  CHECK(editor.json().toPlainText() == QString::fromStdString(test::small_scenario));
}

TEST_CASE("an object that is missing is added by its form, and one in short form is written out") {
  const ScenarioFolder folder(R"({"name": "small", "populations": [{"metros": 2}], "workloads": [], "regions": {}})");
  OpenWindow open(folder.path() / "small.json");
  open.window.show_view("scenario");
  EditorView& editor = open.page().editor();
  editor.open_form({"populations", "0", "metros"});
  CHECK(line(editor, "top").text() == "2");
  type(line(editor, "countries"), "DE; FR");
  CHECK(open.workspace().document().text().contains(R"("metros": {"top": 2, "countries": ["DE", "FR"]})"));
  editor.open_form({});
  QTest::mouseClick(editor.form().row("network")->editor().findChild<QPushButton*>("go"), Qt::LeftButton);
  CHECK(editor.form().path() == JsonPath{"network"});
  type(line(editor, "loss"), "0.01");
  CHECK(find_span(*parse_spans(open.workspace().document().text()), {"network", "loss"}) != nullptr);
  line(editor, "loss").clear();
  QTest::keyClick(&line(editor, "loss"), Qt::Key_Backspace);
}

TEST_CASE("a saved scenario is the text of the editor, and what cannot be saved stays unsaved") {
  const ScenarioFolder folder;
  OpenWindow open(folder.path() / "small.json");
  open.workspace().document().change_to(with_value(open.workspace().document().text(), {"name"}, "\"other\""), "test");
  open.page().save(folder.path() / "other.json");
  CHECK(test::slurp(folder.path() / "other.json") == open.workspace().document().bytes());
  CHECK_FALSE(open.workspace().document().is_modified());
  open.workspace().document().change_to("{}", "test");
  CHECK_THROWS_AS(open.page().save("/proc/other.json"), FileError);
  CHECK(open.workspace().document().is_modified());
}

TEST_CASE("a window that goes with edits that nobody saves goes in peace") {
  const ScenarioFolder folder;
  auto window = std::make_unique<MainWindow>();
  Page& page = window->open(folder.path() / "small.json");
  REQUIRE(comes_true([&page] { return page.workspace().document().is_checked(); }));
  page.workspace().document().change_to("{}", "test");
  REQUIRE(page.workspace().document().is_modified());
  bool heard = false;
  QObject::connect(&page.workspace(), &Workspace::title_changed, &page.workspace(), [&heard] { heard = true; });
  window.reset();
  CHECK_FALSE(heard);
}

TEST_CASE("lines that end as on Windows stay so") {
  const std::string text = "{\r\n  \"name\": \"small\"\r\n}\r\n";
  const ScenarioFolder folder(text);
  OpenWindow open(folder.path() / "small.json");
  CHECK(open.workspace().document().bytes() == text);
  open.workspace().document().change_to(with_value(open.workspace().document().text(), {"name"}, "\"x\""), "test");
  CHECK(open.workspace().document().bytes() == "{\r\n  \"name\": \"x\"\r\n}\r\n");
}

TEST_CASE("a window that is killed while somebody types loses at most two seconds of it") {
  const ScenarioFolder folder(R"({"name": "small", "description": "TYPE HERE", "populations": [{"metros": 2}]})");
  const QString state = QString("killed-%1").arg(QCoreApplication::applicationPid());
  QProcess window;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("TRADEWIND_TEST_STATE", state);
  window.setProcessEnvironment(environment);
  window.start(QCoreApplication::applicationFilePath(), {"--edit", QString::fromStdString((folder.path() / "small.json").string())});
  // When the letters were typed, by the clock of this process.
  std::vector<qint64> typed_at;
  QElapsedTimer clock;
  clock.start();
  REQUIRE(comes_true([&] {
    while (window.canReadLine()) {
      window.readLine();
      typed_at.push_back(clock.elapsed());
    }
    return typed_at.size() > 150;
  }));
  const qint64 killed_at = clock.elapsed();
  kill(static_cast<pid_t>(window.processId()), SIGKILL);
  window.waitForFinished();
  // The next window of the same user.
  const QString own = QCoreApplication::applicationName();
  QCoreApplication::setApplicationName("window-" + state);
  REQUIRE(Autosave::left_edits().edits.size() == 1);
  MainWindow next;
  next.recover_edits();
  QCoreApplication::setApplicationName(own);
  REQUIRE(next.page() != nullptr);
  const QString text = next.page()->workspace().document().text();
  const auto kept = static_cast<std::size_t>(text.mid(text.indexOf("TYPE HERE") + 9).section('"', 0, 0).size());
  const auto older = static_cast<std::size_t>(std::ranges::count_if(typed_at, [killed_at](qint64 at) { return at < killed_at - 2000; }));
  CHECK(older > 20);
  CHECK(kept >= older);
  CHECK(next.page()->workspace().document().is_modified());
  CHECK(next.page()->banner().text().contains("not saved"));
  next.page()->workspace().document().undo_stack().undo();
  CHECK(next.page()->workspace().document().bytes() == test::slurp(folder.path() / "small.json"));
}

TEST_CASE("kept edits that cannot be read are told, and neither keep the window from starting nor others from coming back") {
  const QString own = QCoreApplication::applicationName();
  QCoreApplication::setApplicationName(own + "-unreadable");
  // Names of no process: what a process that runs has kept is its own.
  const std::filesystem::path kept = Autosave::folder();
  std::filesystem::create_directories(kept / "0-4.json");
  test::spit(kept / "0-1.json", R"({"scenario": "", "text": "{}"})");
  test::spit(kept / "0-2.json", "{\"scenario\": ");
  test::spit(kept / "0-3.json", R"({"scenario": 7, "text": "{}"})");
  MainWindow window;
  window.restore_session();
  window.recover_edits();
  QCoreApplication::setApplicationName(own);
  std::filesystem::remove_all(kept);
  CHECK(window.findChildren<Page*>().size() == 1);
  REQUIRE(window.page() != nullptr);
  CHECK(window.page()->workspace().document().text() == "{}");
  CHECK_FALSE(window.banner().isHidden());
  for (const char* file : {"0-2.json", "0-3.json", "0-4.json"}) CHECK(window.banner().text().contains(file));
  CHECK_FALSE(window.banner().text().contains("0-1.json"));
}

}  // namespace
}  // namespace tradewind
