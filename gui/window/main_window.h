// The window: menus, tool bar, a tab for each scenario or study.
#pragma once

#include <QActionGroup>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUndoGroup>

#include "window/command_palette.h"
#include "window/page.h"
#include "window/run_status.h"
#include "window/tour.h"
#include "window/welcome.h"

namespace tradewind::gui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(QWidget* parent = nullptr);

  // In a tab of its own, unless the present tab is empty or the file is open already.
  Page& open(const std::filesystem::path& file);
  Page* page() const;  // nullptr: no tab
  void show_view(const QString& name);
  void set_dark(bool dark);
  CommandPalette& palette_of_commands() { return *palette_; }
  void open_palette();
  void about();
  Tour& tour() { return *tour_; }
  // Plans the starter example into this study, or shows it if it is planned already, and leads through the views.
  void start_tour(const std::filesystem::path& study);

  // Edits that a window has left which ended without saving, each in a tab.
  void recover_edits();
  Banner& banner() { return *banner_; }

  // Memory of the session: geometry, tabs with their views and selected points, theme. Written at the end and when asked to; or a moment after each
  // change, so that a window that is killed opens as it was.
  void restore_session();
  void keep_session() const;
  void keep_session_from_now_on();

 Q_SIGNALS:
  void page_opened();  // or failed to

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void make_file_menu();
  void make_edit_menu();
  void make_view_menu();
  void make_language_menu(QMenu& view);
  void make_run_menu();
  void make_help_menu();
  void make_tool_bar();
  Page& add_page();
  void close_page(int index);
  void choose_file();
  bool save(bool under_another_name);  // false: nothing was saved
  bool may_close(Page& page);          // asks about edits that are not saved
  void start_example(const QString& name);
  void take_page();  // another tab is in front
  void show_run_state();
  void tell_file();
  void remember(const std::filesystem::path& file);
  void fill_recent();
  void keep_session_soon();
  void pin_selected();
  void show_table();
  std::vector<Command> commands();

  Banner* banner_;          // what belongs to no tab
  QStackedWidget* middle_;  // the tabs, or how to begin
  QTabWidget* tabs_;
  Welcome* welcome_;
  CommandPalette* palette_;
  Tour* tour_;
  QUndoGroup* undo_;
  RunStatus* run_status_;
  QLabel* about_file_;  // in the status bar: which file, of which catalogue and prices
  QMenu *file_menu_ = nullptr, *recent_menu_ = nullptr;
  QAction *save_ = nullptr, *save_as_ = nullptr, *plan_ = nullptr, *pause_ = nullptr, *cancel_ = nullptr, *dark_ = nullptr, *pin_ = nullptr;
  QActionGroup* views_;
  QTimer session_pause_;
  bool keeps_session_ = false;
};

}  // namespace tradewind::gui
