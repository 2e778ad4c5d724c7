// The bundle is seen before it is written, and what is written is what was seen.
#include "gui/window.h"

namespace tradewind {
namespace {

using namespace gui;
using test::OpenWindow;

TEST_CASE("a bundle is previewed, written, and the next one told apart from it") {
  const test::TemporaryFolder folder;
  OpenWindow open(test::small_study());
  open.window.show_view("export");
  ExportView& exporter = open.page().exporter();
  REQUIRE(exporter.files().count() > 3);
  exporter.set_folder(QString::fromStdString((folder.path() / "bundle").string()));
  exporter.files().setCurrentRow(0);
  const QString seen = exporter.preview().toPlainText();
  const QString name = exporter.files().item(0)->text().section("   ", 0, 0);
  CHECK(exporter.files().item(0)->text().endsWith("new"));
  REQUIRE(exporter.write());
  CHECK(QString::fromStdString(test::slurp(folder.path() / "bundle" / name.toStdString())).trimmed() == seen.trimmed());
  CHECK(exporter.files().item(0)->text().endsWith("as before"));
  const std::vector<int> front = open.workspace().study().front();
  open.workspace().select_point(front.front() == open.workspace().selection().point ? front.back() : front.front());
  bool changed = false;
  for (int i = 0; i < exporter.files().count(); ++i) changed = changed || !exporter.files().item(i)->text().endsWith("as before");
  CHECK(changed);
}

TEST_CASE("a folder of somebody else is not written over") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "mine.txt", "mine");
  OpenWindow open(test::small_study());
  open.window.show_view("export");
  ExportView& exporter = open.page().exporter();
  exporter.set_folder(QString::fromStdString(folder.path().string()));
  CHECK_FALSE(exporter.write());
  CHECK(exporter.state().contains("not written"));
  CHECK(test::slurp(folder.path() / "mine.txt") == "mine");
}

}  // namespace
}  // namespace tradewind
