// The menus and the tool bar.
#include <QApplication>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QToolBar>

#include "text/language.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/version.h"
#include "window/main_window.h"

namespace tradewind::gui {
namespace {

constexpr int most_recent = 10;

}  // namespace

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
  pin_->setIconText(tr("Pin"));  // in the tool bar, where words are dear
  pin_->setCheckable(true);
  pin_->setToolTip(tr("Hold every other point against this one"));
  menu->addAction(tr("Select nothing"), QKeySequence("Esc"), this, [this] {
    if (page() == nullptr) return;
    page()->workspace().select_places(-1, -1);
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
  menu->addAction(tr("&Tour"), this, [this] { start_tour(Tour::study_file()); });
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

void MainWindow::about() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Tradewind"), {}, QMessageBox::Ok, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::RichText);
  box->setText(tr("<b>Tradewind %1</b><p>Where in the world should this AI service run, and what will it cost?</p>"
                  "<p>Catalogue of %2<br>Prices: %3<br>Qt %4</p>"
                  "<p>Apache-2.0. Land outline: Natural Earth. City names and populations: SimpleMaps (CC BY 4.0). "
                  "THIRD_PARTY.md names every source.</p>")
                   .arg(QString::fromStdString(version()).toHtmlEscaped(), QString::fromStdString(Catalogue::shipped().version()),
                        QString::fromStdString(PriceBook::shipped().id()), qVersion()));
  box->open();
}

}  // namespace tradewind::gui
