// What is open is written down as it changes, and opened again.
#include <QFileInfo>
#include <algorithm>

#include "window/main_window.h"
#include "window/session.h"

namespace tradewind::gui {
namespace {

constexpr int keep_after_ms = 300;

QString full_name(const std::filesystem::path& file) { return QString::fromStdString(std::filesystem::absolute(file).string()); }

SessionTab tab_of(Page& page) {
  const Workspace& workspace = page.workspace();
  const std::filesystem::path& file = workspace.study().file.empty() ? workspace.scenario_file() : workspace.study().file;
  const auto id = [&workspace](int point) {
    return point < 0 || workspace.study().is_trial(point) ? QString() : workspace.study().points[static_cast<std::size_t>(point)].id;
  };
  return {file.empty() ? QString() : full_name(file), page.shown_view(), id(workspace.selection().point), id(workspace.baseline())};
}

// Points that the study no longer has are not selected.
void select(Workspace& workspace, const SessionTab& tab) {
  if (const int point = workspace.study().index_of(tab.point); point >= 0) workspace.select_point(point);
  if (const int baseline = workspace.study().index_of(tab.baseline); baseline >= 0) workspace.pin(baseline);
}

}  // namespace

void MainWindow::keep_session() const {
  Session session{{}, -1, saveGeometry(), dark_->isChecked()};
  for (int i = 0; i < tabs_->count(); ++i) {
    SessionTab tab = tab_of(*qobject_cast<Page*>(tabs_->widget(i)));
    if (tab.file.isEmpty()) continue;
    if (i == tabs_->currentIndex()) session.current = static_cast<int>(session.tabs.size());
    session.tabs.push_back(std::move(tab));
  }
  write_session(session);
}

void MainWindow::keep_session_from_now_on() {
  session_pause_.setSingleShot(true);
  session_pause_.setInterval(keep_after_ms);
  connect(&session_pause_, &QTimer::timeout, this, &MainWindow::keep_session);
  keeps_session_ = true;
}

void MainWindow::keep_session_soon() {
  if (keeps_session_) session_pause_.start();
}

// Edits that were not saved come back in a tab of their own (recover_edits()), so that their scenario needs no other one.
void MainWindow::restore_session() {
  const Session session = read_session();
  restoreGeometry(session.geometry);
  const std::vector<LeftEdits> edits = Autosave::left_edits().edits;
  Page* in_front = nullptr;
  for (std::size_t i = 0; i < session.tabs.size(); ++i) {
    const SessionTab& tab = session.tabs[i];
    const bool is_edited =
        std::ranges::any_of(edits, [&tab](const LeftEdits& left) { return !left.scenario.empty() && full_name(left.scenario) == tab.file; });
    if (is_edited || !QFileInfo::exists(tab.file)) continue;
    Page& page = open(tab.file.toStdString());
    page.show_view(tab.view);
    connect(
        &page.workspace(), &Workspace::opened, &page, [&page, tab] { select(page.workspace(), tab); }, Qt::SingleShotConnection);
    if (static_cast<int>(i) == session.current) in_front = &page;
  }
  if (in_front != nullptr) tabs_->setCurrentWidget(in_front);
  take_page();
}

}  // namespace tradewind::gui
