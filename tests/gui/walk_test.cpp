// What somebody does in an afternoon, from the first click to the bundle; and the pictures that the command line asks for.
#include <QLineEdit>

#include "control/controls.h"
#include "gui/window.h"
#include "window/command_line.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;

QLineEdit& line_of(Page& page, const QString& field) {
  FormRow* row = page.editor().form().row(field);
  REQUIRE(row != nullptr);
  auto* edit = qobject_cast<QLineEdit*>(&row->editor());
  REQUIRE(edit != nullptr);
  return *edit;
}

TEST_CASE("an example is opened, edited by form, undone, planned, picked from, exported and found valid") {
  const test::TemporaryFolder folder;
  MainWindow window;
  window.resize(1280, 800);
  window.show();
  Q_EMIT window.findChild<Welcome*>()->example_wanted("starter");
  Page& page = *window.page();
  Workspace& workspace = page.workspace();
  REQUIRE(comes_true([&workspace] { return workspace.document().is_checked(); }));
  const QString before = workspace.document().text();

  window.show_view("scenario");
  QLineEdit& name = line_of(page, "name");
  name.selectAll();
  QTest::keyClicks(&name, "walked");
  REQUIRE(workspace.document().text().contains("\"walked\""));
  while (workspace.document().undo_stack().canUndo()) workspace.document().undo_stack().undo();
  CHECK(workspace.document().text() == before);
  CHECK(name.text() == "starter");
  while (workspace.document().undo_stack().canRedo()) workspace.document().undo_stack().redo();
  CHECK(workspace.document().text().contains("\"walked\""));

  page.save(folder.path() / "walked.json");
  page.plan();
  REQUIRE(comes_true([&workspace] { return workspace.study().finished && workspace.candidate() != nullptr; }));
  CHECK(workspace.study().file == folder.path() / "walked.study");

  window.show_view("front");
  ChartView& view = *page.chart_view("front");
  const int wanted = workspace.study().front().back();
  test::wait_until_painted(view.widget());
  test::click(view.widget(), dynamic_cast<FrontChart&>(view.chart()).pixel_of(wanted));
  REQUIRE(comes_true([&workspace] { return !workspace.waits_for_point(); }));
  CHECK(workspace.selection().point == wanted);

  window.show_view("export");
  ExportView& exporter = page.exporter();
  REQUIRE(comes_true([&exporter] { return exporter.is_complete(); }));
  exporter.set_folder(QString::fromStdString((folder.path() / "bundle").string()));
  REQUIRE(exporter.write());
  REQUIRE(comes_true([&exporter] { return !exporter.is_checking(); }));
  INFO(exporter.state().toStdString());
  CHECK(all_good(exporter.checks()));
  CHECK(std::filesystem::exists(folder.path() / "bundle" / "topology.json"));
}

TEST_CASE("controls are set by name, and a name that is not there is told with those that are") {
  OpenWindow open(test::small_study());
  set_control(open.page(), "people", "heat");
  auto* people = [&open]() -> QComboBox* {
    for (QComboBox* box : open.page().findChildren<QComboBox*>())
      if (box->findData("heat") >= 0) return box;
    return nullptr;
  }();
  REQUIRE(people != nullptr);
  CHECK(people->currentData() == "heat");
  set_control(open.page(), "months", "36");
  CHECK(open.page().roadmap().months().value() == 36);
  set_control(open.page(), "growth", "3; 8");
  CHECK(open.page().roadmap().growth().text() == "3; 8");
  const auto refusal = [&open](const QString& name, const QString& value) {
    try {
      set_control(open.page(), name, value);
      return std::string();
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
  };
  CHECK(refusal("people", "cold").find("region, p95, heat") != std::string::npos);
  CHECK(refusal("nothing", "1").find("people") != std::string::npos);
  CHECK(refusal("months", "many").find("from 1 to 120") != std::string::npos);
}

TEST_CASE("the command line of a picture is read, and wrong use is refused with what was expected") {
  const auto line = [](const QStringList& arguments) { return parse_command_line(QStringList("tradewind-gui") + arguments); };
  const CommandLine picture = line({"a.study", "--screenshot", "a.png", "--view", "map", "--set", "people=heat", "--set", "size=cost", "--what-if",
                                    "demand=1.5,regions=3", "--theme", "dark", "--show", "palette"});
  CHECK(picture.view == "map");
  CHECK(picture.dark == true);
  CHECK(picture.show == "palette");
  REQUIRE(picture.controls.size() == 2);
  CHECK(picture.controls[1] == std::pair<QString, QString>("size", "cost"));
  REQUIRE(picture.conditions.has_value());
  CHECK(picture.conditions->demand == 1.5);
  CHECK(picture.conditions->regions == 3);
  for (const QStringList& wrong : {QStringList{"--view", "moon"},
                                   {"--theme", "blue"},
                                   {"--play"},
                                   {"--set", "people=heat"},
                                   {"--screenshot", "a.png", "--set", "people"},
                                   {"--screenshot", "a.png", "--what-if", "demand=0"},
                                   {"--screenshot", "a.png", "--what-if", "luck=2"},
                                   {"--screenshot", "a.png", "--show", "all"}}) {
    INFO(wrong.join(' ').toStdString());
    CHECK_THROWS_AS(line(wrong), WrongUse);
  }
}

}  // namespace
}  // namespace tradewind
