#include "window/main_window.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QStatusBar>
#include <QToolBar>

#include "embedded/examples.h"
#include "text/format.h"
#include "text/language.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/version.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr int most_recent = 10;

// Where the example of the tour is planned: a study is of one catalogue.
std::filesystem::path tour_study() {
  const std::filesystem::path folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString();
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  return folder / ("tour-" + Catalogue::shipped().version() + ".study");
}

// "F5", or nothing.
QString keys_of(const QAction& action) { return action.shortcut().toString(QKeySequence::NativeText); }

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      middle_(new QStackedWidget(this)),
      tabs_(new QTabWidget(this)),
      welcome_(new Welcome(this)),
      palette_(new CommandPalette(this)),
      tour_(new Tour(this)),
      undo_(new QUndoGroup(this)),
      run_status_(new RunStatus(this)),
      views_(new QActionGroup(this)) {
  setWindowTitle("Tradewind");
  setAcceptDrops(true);
  tabs_->setTabsClosable(true);
  tabs_->setDocumentMode(true);
  tabs_->setMovable(true);
  tabs_->setTabBarAutoHide(true);
  middle_->addWidget(welcome_);
  middle_->addWidget(tabs_);
  setCentralWidget(middle_);
  connect(welcome_, &Welcome::tour_wanted, this, [this] { start_tour(tour_study()); });
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
  statusBar()->addPermanentWidget(run_status_);
  statusBar()->setSizeGripEnabled(false);
  resize(1280, 800);
  take_page();
}

void MainWindow::make_file_menu() {
  file_menu_ = menuBar()->addMenu(tr("&File"));
  file_menu_->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::choose_file);
  recent_menu_ = file_menu_->addMenu(tr("Open &recent"));
  connect(recent_menu_, &QMenu::aboutToShow, this, &MainWindow::fill_recent);
  QMenu* examples = file_menu_->addMenu(tr("&New from an example"));
  for (const char* name : {"starter", "chat", "fraud", "recommend"}) examples->addAction(name, this, [this, name] { start_example(name); });
  file_menu_->addSeparator();
  save_ = file_menu_->addAction(tr("&Save scenario"), QKeySequence::Save, this, [this] { save(false); });
  save_as_ = file_menu_->addAction(tr("Save scenario &as…"), QKeySequence::SaveAs, this, [this] { save(true); });
  file_menu_->addSeparator();
  file_menu_->addAction(tr("&Close tab"), QKeySequence::Close, this, [this] { close_page(tabs_->currentIndex()); });
  file_menu_->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::make_edit_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&Edit"));
  QAction* undo = undo_->createUndoAction(menu, tr("&Undo"));
  undo->setShortcut(QKeySequence::Undo);
  QAction* redo = undo_->createRedoAction(menu, tr("&Redo"));
  redo->setShortcut(QKeySequence::Redo);
  menu->addActions({undo, redo});
  menu->addSeparator();
  menu->addAction(tr("&Find a command…"), QKeySequence("Ctrl+Shift+P"), this, &MainWindow::open_palette);
}

void MainWindow::make_view_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&View"));
  int number = 0;
  for (const auto& [name, title] : Page::view_names()) {
    QAction* action = menu->addAction(title, this, [this, name = name] { show_view(name); });
    action->setCheckable(true);
    action->setData(name);
    if (number < 10) action->setShortcut(QKeySequence(QString("Ctrl+%1").arg(number++)));
    views_->addAction(action);
  }
  views_->actions().front()->setChecked(true);
  menu->addSeparator();
  menu->addAction(tr("&Table of this view"), QKeySequence("Ctrl+T"), this, &MainWindow::show_table);
  pin_ = menu->addAction(tr("Pin as baseline"), QKeySequence("Ctrl+B"), this, &MainWindow::pin_selected);
  pin_->setCheckable(true);
  pin_->setToolTip(tr("Hold every other point against this one"));
  menu->addAction(tr("Select nothing"), QKeySequence("Esc"), this, [this] {
    if (page() == nullptr) return;
    page()->workspace().select_region(-1);
    page()->workspace().select_population(-1);
  });
  menu->addSeparator();
  dark_ = menu->addAction(tr("&Dark"), this, &MainWindow::set_dark);
  dark_->setCheckable(true);
  dark_->setShortcut(QKeySequence("Ctrl+D"));
  if (languages().size() > 1) make_language_menu(*menu);
}

// Words that stand on the screen already stay as they are.
void MainWindow::make_language_menu(QMenu& view) {
  QMenu* menu = view.addMenu(tr("&Language"));
  for (const QString& language : languages())
    menu->addAction(QLocale(language).nativeLanguageName(), this, [this, language] {
      QSettings().setValue("language", language);
      QMessageBox::information(this, "Tradewind", tr("The window speaks the other language when it is started the next time."));
    });
}

void MainWindow::make_run_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&Run"));
  plan_ = menu->addAction(tr("&Plan"), QKeySequence("F5"), this, [this] { page()->plan(); });
  pause_ = menu->addAction(tr("P&ause"), QKeySequence("F6"), this, [this] { page()->run().pause(); });
  cancel_ = menu->addAction(tr("&Cancel"), QKeySequence("Shift+F5"), this, [this] { page()->run().cancel(); });
}

void MainWindow::make_help_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&Help"));
  menu->addAction(tr("&Tour"), this, [this] { start_tour(tour_study()); });
  menu->addAction(tr("&About Tradewind"), this, &MainWindow::about);
}

void MainWindow::make_tool_bar() {
  QToolBar* bar = addToolBar(tr("Tools"));
  bar->setMovable(false);
  bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
  bar->addActions({plan_, pause_, cancel_});
  bar->addSeparator();
  bar->addActions(views_->actions());
  bar->addSeparator();
  bar->addAction(pin_);
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
  connect(&page->workspace(), &Workspace::selection_changed, this, &MainWindow::show_run_state);
  connect(&page->workspace(), &Workspace::baseline_changed, this, &MainWindow::show_run_state);
  connect(&page->run(), &PlanRun::state_changed, this, &MainWindow::show_run_state);
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
  for (const LeftEdits& edits : Autosave::left_edits()) add_page().take_over(edits);
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

// What stands in the menus, then what can be selected.
std::vector<Command> MainWindow::commands() {
  std::vector<Command> all;
  for (QAction* menu : menuBar()->actions())
    for (QAction* action : menu->menu()->actions()) {
      if (action->isSeparator() || !action->isEnabled() || action->menu() != nullptr) continue;
      const QString keys = keys_of(*action);
      all.push_back({action->text().remove('&'), menu->text().remove('&') + (keys.isEmpty() ? "" : " · " + keys), [action] { action->trigger(); }});
    }
  for (const char* name : {"starter", "chat", "fraud", "recommend"})
    all.push_back({tr("New from the example %1").arg(name), {}, [this, name] { start_example(name); }});
  if (page() == nullptr) return all;
  Workspace& workspace = page()->workspace();
  for (const int point : workspace.study().front()) {
    const PointRow& row = workspace.study().points[static_cast<std::size_t>(point)];
    all.push_back({tr("Point %1").arg(row.id), milliseconds(row.latency_ms) + " · " + usd(row.monthly_usd),
                   [&workspace, point] { workspace.select_point(point); }});
  }
  for (std::size_t r = 0; r < workspace.world().regions.size(); ++r)
    all.push_back(
        {tr("Region %1").arg(region_words(workspace.world().regions[r])), {}, [&workspace, r] { workspace.select_region(static_cast<int>(r)); }});
  for (std::size_t p = 0; p < workspace.world().populations.size(); ++p)
    all.push_back({tr("People of %1").arg(from(workspace.world().populations[p].name)), {}, [&workspace, p] {
                     workspace.select_population(static_cast<int>(p));
                   }});
  return all;
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
  for (QWidget* widget : findChildren<QWidget*>()) widget->update();
}

void MainWindow::remember(const std::filesystem::path& file) {
  QSettings settings;
  QStringList files = settings.value("recent").toStringList();
  const QString path = QString::fromStdString(std::filesystem::absolute(file).string());
  files.removeAll(path);
  files.prepend(path);
  settings.setValue("recent", files.mid(0, most_recent));
}

void MainWindow::fill_recent() {
  recent_menu_->clear();
  for (const QString& file : QSettings().value("recent").toStringList())
    if (QFileInfo::exists(file)) recent_menu_->addAction(file, this, [this, file] { open(file.toStdString()); });
  if (recent_menu_->isEmpty()) recent_menu_->addAction(tr("Nothing yet"))->setEnabled(false);
}

void MainWindow::keep_session() const {
  QSettings settings;
  QStringList files;
  for (int i = 0; i < tabs_->count(); ++i) {
    const Workspace& workspace = qobject_cast<Page*>(tabs_->widget(i))->workspace();
    const std::filesystem::path& file = workspace.study().file.empty() ? workspace.scenario_file() : workspace.study().file;
    if (!file.empty()) files << QString::fromStdString(std::filesystem::absolute(file).string());
  }
  settings.setValue("session/files", files);
  settings.setValue("session/current", tabs_->currentIndex());
  settings.setValue("session/geometry", saveGeometry());
  settings.setValue("session/dark", dark_->isChecked());
}

void MainWindow::restore_session() {
  const QSettings settings;
  restoreGeometry(settings.value("session/geometry").toByteArray());
  for (const QString& file : settings.value("session/files").toStringList())
    if (QFileInfo::exists(file)) open(file.toStdString());
  tabs_->setCurrentIndex(settings.value("session/current").toInt());
}

void MainWindow::about() {
  QMessageBox::about(this, tr("About Tradewind"),
                     tr("<b>Tradewind %1</b><p>Where in the world should this AI service run, and what will it cost?</p>"
                        "<p>Catalogue of %2<br>Prices: %3<br>Qt %4</p>"
                        "<p>Apache-2.0. Land outline: Natural Earth. City names and populations: SimpleMaps (CC BY 4.0). "
                        "THIRD_PARTY.md names every source.</p>")
                         .arg(QString::fromStdString(version()).toHtmlEscaped(), QString::fromStdString(Catalogue::shipped().version()),
                              QString::fromStdString(PriceBook::shipped().id()), qVersion()));
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
