// The bundle is seen before it is written, what is written is what was seen, the command writes the same, and it is checked.
#include <QProcess>
#include <algorithm>

#include "gui/window.h"

namespace tradewind {
namespace {

using namespace gui;
using test::comes_true;
using test::OpenWindow;
using Mark = BundleTree::Mark;

// The view with a bundle that has all that its targets tell.
ExportView& complete_export(OpenWindow& open) {
  open.window.show_view("export");
  ExportView& exporter = open.page().exporter();
  REQUIRE(comes_true([&exporter] { return exporter.is_complete(); }));
  return exporter;
}

bool every_mark_is(ExportView& exporter, Mark mark) {
  for (std::size_t i = 0; i < exporter.bundle().size(); ++i)
    if (exporter.files().mark_of(static_cast<int>(i)) != mark) return false;
  return true;
}

TEST_CASE("a bundle is previewed, written, and the next one told apart from it") {
  const test::TemporaryFolder folder;
  OpenWindow open(test::small_study());
  ExportView& exporter = complete_export(open);
  REQUIRE(exporter.bundle().size() > 3);
  exporter.set_folder(QString::fromStdString((folder.path() / "bundle").string()));
  CHECK(every_mark_is(exporter, Mark::fresh));
  exporter.files().select_file(0);
  const QString seen = exporter.preview().toPlainText();
  REQUIRE(exporter.write());
  CHECK(QString::fromStdString(test::slurp(folder.path() / "bundle" / exporter.bundle().front().path)).trimmed() == seen.trimmed());
  CHECK(every_mark_is(exporter, Mark::same));
  const std::vector<int> front = open.workspace().study().front();
  open.workspace().select_point(front.front() == open.workspace().selection().point ? front.back() : front.front());
  CHECK_FALSE(exporter.write());  // nothing may be written before it is complete
  REQUIRE(comes_true([&exporter] { return exporter.is_complete(); }));
  CHECK_FALSE(every_mark_is(exporter, Mark::same));
  // Lines that are gone and lines that are new, and no others.
  for (QPushButton* button : exporter.findChildren<QPushButton*>())
    if (button->isCheckable()) button->setChecked(true);
  const auto expected = std::ranges::find(exporter.bundle(), "EXPECTED.json", &BundleFile::path);
  REQUIRE(expected != exporter.bundle().end());
  exporter.files().select_file(static_cast<int>(expected - exporter.bundle().begin()));
  const QStringList lines = exporter.preview().toPlainText().split('\n');
  CHECK(lines.size() > 1);
  for (const QString& line : lines) CHECK((line.startsWith("+ ") || line.startsWith("- ")));
}

TEST_CASE("the window writes the bytes that the command writes") {
  const test::TemporaryFolder folder;
  OpenWindow open(test::small_study());
  ExportView& exporter = complete_export(open);
  QString targets;
  for (const ExportTarget& target : export_targets()) targets += QString::fromStdString((targets.isEmpty() ? "" : ",") + target.name);
  const test::Said said = test::run("export " + test::small_study().string() + " --pick " + open.workspace().candidate()->id + " --target " +
                                        targets.toStdString() + " --out bundle",
                                    folder);
  REQUIRE(said.exit_code == 0);
  CHECK(std::ranges::any_of(exporter.bundle(), [](const BundleFile& file) { return file.path == "EXPECTED.json"; }));
  for (const BundleFile& file : exporter.bundle()) {
    INFO(file.path);
    CHECK(test::slurp(folder.path() / "bundle" / file.path) == file.contents);
  }
  const auto written = std::count_if(std::filesystem::recursive_directory_iterator(folder.path() / "bundle"), {},
                                     [](const auto& entry) { return entry.is_regular_file() && entry.path().filename() != ".tradewind-bundle"; });
  CHECK(static_cast<std::size_t>(written) == exporter.bundle().size());
}

TEST_CASE("what was written is checked, and what is wrong with it is said") {
  const test::TemporaryFolder folder;
  OpenWindow open(test::small_study());
  ExportView& exporter = complete_export(open);
  exporter.set_folder(QString::fromStdString((folder.path() / "bundle").string()));
  REQUIRE(exporter.write());
  REQUIRE(comes_true([&exporter] { return !exporter.is_checking(); }));
  INFO(exporter.state().toStdString());
  CHECK(exporter.checks().size() > 2);
  CHECK(all_good(exporter.checks()));
  CHECK(exporter.state().contains("Valid"));

  Bundle broken = exporter.bundle();
  const auto topology = std::ranges::find(broken, "topology.json", &BundleFile::path);
  REQUIRE(topology != broken.end());
  topology->contents = R"({"pools": [{"region": "nowhere:at-all"}]})";
  const auto results = check_bundle(open.workspace().world(), broken, folder.path() / "bundle", {});
  CHECK_FALSE(all_good(results));
  CHECK(check_words(results).contains("topology.json"));
}

TEST_CASE("a script and an overlay that cannot be read fail the check") {
  const test::TemporaryFolder folder;
  OpenWindow open(test::small_study());
  const Bundle bundle{{"bad.sh", "if then\n"}, {"good.json", "{}"}};
  write_bundle(bundle, folder.path() / "bundle");
  const auto results = check_bundle(open.workspace().world(), bundle, folder.path() / "bundle", {});
  CHECK_FALSE(all_good(results));
  CHECK(check_words(results).contains("bad.sh"));
}

TEST_CASE("a search leaves the files that have the words") {
  OpenWindow open(test::small_study());
  ExportView& exporter = complete_export(open);
  auto* search = exporter.findChildren<QLineEdit*>().front();
  REQUIRE(search->placeholderText().startsWith("Search"));
  search->setText("no such words anywhere");
  for (int i = 0; i < exporter.files().topLevelItemCount(); ++i) CHECK(exporter.files().topLevelItem(i)->isHidden());
  search->clear();
  for (int i = 0; i < exporter.files().topLevelItemCount(); ++i) CHECK_FALSE(exporter.files().topLevelItem(i)->isHidden());
}

TEST_CASE("a folder of somebody else is not written over") {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "mine.txt", "mine");
  OpenWindow open(test::small_study());
  ExportView& exporter = complete_export(open);
  exporter.set_folder(QString::fromStdString(folder.path().string()));
  CHECK_FALSE(exporter.write());
  CHECK(exporter.state().contains("not written"));
  CHECK(test::slurp(folder.path() / "mine.txt") == "mine");
}

}  // namespace
}  // namespace tradewind
