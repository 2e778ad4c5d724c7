#include "window/main_window.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>

#include "embedded/examples.h"

namespace tradewind::gui {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      banner_(new Banner(this)),
      middle_(new QStackedWidget(this)),
      tabs_(new QTabWidget(this)),
      welcome_(new Welcome(this)),
      palette_(new CommandPalette(this)),
      tour_(new Tour(this)),
      undo_(new QUndoGroup(this)),
      run_status_(new RunStatus(this)),
      about_file_(new QLabel(this)),
      views_(new QActionGroup(this)) {
  setWindowTitle("Tradewind");
  setAcceptDrops(true);
  tabs_->setTabsClosable(true);
  tabs_->setDocumentMode(true);
  tabs_->setMovable(true);
  tabs_->setTabBarAutoHide(true);
  middle_->addWidget(welcome_);
  middle_->addWidget(tabs_);
  auto* centre = new QWidget(this);
  auto* rows = new QVBoxLayout(centre);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(banner_);
  rows->addWidget(middle_, 1);
  setCentralWidget(centre);
  connect(welcome_, &Welcome::tour_wanted, this, [this] { start_tour(Tour::study_file()); });
  connect(welcome_, &Welcome::example_wanted, this, &MainWindow::start_example);
  connect(welcome_, &Welcome::file_wanted, this,
          [this](const QString& file) { file.isEmpty() ? choose_file() : static_cast<void>(open(file.toStdString())); });
  connect(tour_, &Tour::view_wanted, this, &MainWindow::show_view);
  connect(tour_, &Tour::ended, this, [this] { show_view("all"); });
  connect(tabs_, &QTabWidget::tabCloseRequested, this, &MainWindow::close_page);
  connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::take_page);
  make_file_menu();
  make_edit_menu();
  make_view_menu();
  make_run_menu();
  make_help_menu();
  make_tool_bar();
  about_file_->setContentsMargins(14, 1, 6, 2);
  about_file_->setProperty("role", "faint");
  statusBar()->addWidget(about_file_, 1);
  statusBar()->addPermanentWidget(run_status_);
  statusBar()->setSizeGripEnabled(false);
  resize(1280, 800);
  take_page();
}

Page* MainWindow::page() const { return qobject_cast<Page*>(tabs_->currentWidget()); }

Page& MainWindow::add_page() {
  auto* page = new Page(tabs_);
  const int index = tabs_->addTab(page, page->workspace().title());
  connect(&page->workspace(), &Workspace::title_changed, this, [this, page] {
    tabs_->setTabText(tabs_->indexOf(page), page->workspace().title());
    take_page();
  });
  connect(&page->workspace(), &Workspace::opened, this, &MainWindow::page_opened);
  connect(&page->workspace(), &Workspace::failed, this, &MainWindow::page_opened);
  for (const auto signal : {&Workspace::selection_changed, &Workspace::baseline_changed}) {
    connect(&page->workspace(), signal, this, &MainWindow::show_run_state);
    connect(&page->workspace(), signal, this, &MainWindow::keep_session_soon);
  }
  connect(&page->run(), &PlanRun::state_changed, this, &MainWindow::show_run_state);
  connect(&page->workspace(), &Workspace::study_changed, this, &MainWindow::tell_file);
  connect(&page->workspace(), &Workspace::study_changed, this, &MainWindow::show_run_state);
  connect(&page->workspace().document(), &ScenarioDocument::checked, this, &MainWindow::tell_file);
  undo_->addStack(&page->workspace().document().undo_stack());
  tabs_->setCurrentIndex(index);
  return *page;
}

Page& MainWindow::open(const std::filesystem::path& file) {
  for (int i = 0; i < tabs_->count(); ++i) {
    auto* open = qobject_cast<Page*>(tabs_->widget(i));
    if (open->workspace().study().file != file && open->workspace().scenario_file() != file) continue;
    tabs_->setCurrentIndex(i);
    return *open;
  }
  Page& page = add_page();
  remember(file);
  page.workspace().open(file);
  return page;
}

void MainWindow::close_page(int index) {
  if (index < 0) return;
  auto* page = qobject_cast<Page*>(tabs_->widget(index));
  if (!may_close(*page)) return;
  run_status_->follow(nullptr);
  tabs_->removeTab(index);
  page->deleteLater();
  take_page();
}

void MainWindow::choose_file() {
  const QStringList files = QFileDialog::getOpenFileNames(this, tr("Open"), {}, tr("Scenarios and studies (*.json *.study);;All files (*)"));
  for (const QString& file : files) open(file.toStdString());
}

void MainWindow::start_example(const QString& name) {
  Page& page = add_page();
  page.workspace().start_with(std::string(embedded::examples((name + ".json").toStdString())), name.toStdString() + ".json");
}

bool MainWindow::save(bool under_another_name) {
  std::filesystem::path file = page()->workspace().scenario_file();
  if (file.empty() || under_another_name) {
    const QString chosen = QFileDialog::getSaveFileName(
        this, tr("Save scenario"), file.empty() ? "scenario.json" : QString::fromStdString(file.string()), tr("Scenarios (*.json)"));
    if (chosen.isEmpty()) return false;
    file = chosen.toStdString();
  }
  try {
    page()->save(file);
    remember(file);
    return true;
  } catch (const std::exception& error) {
    page()->banner().show_message(Banner::Kind::error, QString::fromUtf8(error.what()), tr("Save elsewhere…"), [this] { save(true); });
    return false;
  }
}

bool MainWindow::may_close(Page& page) {
  if (!page.workspace().document().is_modified()) return true;
  tabs_->setCurrentWidget(&page);
  const auto answer = QMessageBox::question(this, "Tradewind", tr("The scenario has edits that are not saved."),
                                            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save(false));
}

void MainWindow::recover_edits() {
  const Leftovers left = Autosave::left_edits();
  for (const LeftEdits& edits : left.edits) add_page().take_over(edits);
  if (!left.unreadable.isEmpty())
    banner_->show_message(Banner::Kind::error, tr("Edits that were not saved cannot be recovered: %1").arg(left.unreadable.join("; ")));
}

void MainWindow::take_page() {
  Page* present = page();
  middle_->setCurrentWidget(present == nullptr ? static_cast<QWidget*>(welcome_) : tabs_);
  if (present == nullptr) welcome_->set_recent(QSettings().value("recent").toStringList());
  undo_->setActiveStack(present == nullptr ? nullptr : &present->workspace().document().undo_stack());
  for (QAction* action : {save_, save_as_}) action->setEnabled(present != nullptr);
  run_status_->follow(present == nullptr ? nullptr : &present->run());
  setWindowTitle(present == nullptr ? "Tradewind" : present->workspace().title() + " – Tradewind");
  if (present != nullptr)
    for (QAction* action : views_->actions()) action->setChecked(action->data().toString() == present->shown_view());
  show_run_state();
  tell_file();
  keep_session_soon();
}

void MainWindow::tell_file() {
  if (page() == nullptr) return about_file_->clear();
  const Workspace& workspace = page()->workspace();
  const std::filesystem::path& file = workspace.study().file.empty() ? workspace.scenario_file() : workspace.study().file;
  QStringList parts{file.empty() ? tr("not saved yet") : QString::fromStdString(file.filename().string())};
  about_file_->setToolTip(QString::fromStdString(file.string()));
  if (workspace.differs_from_study()) parts << tr("the scenario was changed after this study was planned: F5 plans it anew");
  if (workspace.candidate() != nullptr) parts << tr("prices %1").arg(QString::fromStdString(workspace.candidate()->bill.price_book));
  parts << tr("catalogue %1").arg(QString::fromStdString(Catalogue::shipped().version()));
  about_file_->setText(parts.join("   ·   "));
}

void MainWindow::show_run_state() {
  Page* present = page();
  const PlanRun::State state = present == nullptr ? PlanRun::State::idle : present->run().state();
  const bool unfinished = present != nullptr && !present->workspace().study().file.empty() && !present->workspace().study().finished &&
                          !present->workspace().differs_from_study();
  plan_->setEnabled(present != nullptr && (state == PlanRun::State::idle || state == PlanRun::State::paused));
  plan_->setText(state == PlanRun::State::paused || unfinished ? tr("&Go on planning") : tr("&Plan"));
  pause_->setEnabled(state == PlanRun::State::running);
  cancel_->setEnabled(state == PlanRun::State::running || state == PlanRun::State::paused);
  for (QAction* action : views_->actions()) action->setEnabled(present != nullptr);
  const int point = present == nullptr ? -1 : present->workspace().selection().point;
  pin_->setEnabled(point >= 0);
  pin_->setChecked(point >= 0 && point == present->workspace().baseline());
}

void MainWindow::pin_selected() {
  Workspace& workspace = page()->workspace();
  workspace.pin(workspace.selection().point == workspace.baseline() ? -1 : workspace.selection().point);
}

void MainWindow::show_view(const QString& name) {
  if (page() == nullptr) return;
  page()->show_view(name);
  take_page();
}

void MainWindow::show_table() {
  if (page() == nullptr) return;
  if (ChartView* view = page()->chart_view(page()->shown_view()); view != nullptr) view->show_table(!view->shows_table());
}

void MainWindow::open_palette() { palette_->open(commands()); }

void MainWindow::start_tour(const std::filesystem::path& study) {
  Page& page = add_page();
  Workspace& workspace = page.workspace();
  connect(&workspace, &Workspace::study_changed, tour_, [this, &workspace] { tour_->set_has_front(workspace.study().knee() >= 0); });
  workspace.start_with(std::string(embedded::examples("starter.json")), "starter.json");
  tour_->set_has_front(false);
  tour_->begin();
  page.run().start(study);
}

void MainWindow::set_dark(bool dark) {
  apply_theme(*qApp, dark);
  dark_->setChecked(dark);
  keep_session_soon();
  for (QWidget* widget : findChildren<QWidget*>()) widget->update();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) open(url.toLocalFile().toStdString());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  for (int i = 0; i < tabs_->count(); ++i)
    if (!may_close(*qobject_cast<Page*>(tabs_->widget(i)))) return event->ignore();
  keep_session();
  QMainWindow::closeEvent(event);
}

}  // namespace tradewind::gui
