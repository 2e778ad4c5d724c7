#include "theme/theme.h"

#include <QStyle>
#include <QStyleFactory>
#include <algorithm>

// Resources of a static library have to be asked for, outside of any name space.
static void load_images() { Q_INIT_RESOURCE(theme); }

namespace tradewind::gui {
namespace {

const Theme* applied = &Theme::light();

QPalette palette_of(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.page);
  palette.setColor(QPalette::WindowText, theme.ink);
  palette.setColor(QPalette::Base, theme.surface);
  palette.setColor(QPalette::AlternateBase, theme.wash);
  palette.setColor(QPalette::Text, theme.ink);
  palette.setColor(QPalette::PlaceholderText, theme.faint);
  palette.setColor(QPalette::Button, theme.surface);
  palette.setColor(QPalette::ButtonText, theme.ink);
  palette.setColor(QPalette::ToolTipBase, theme.surface);
  palette.setColor(QPalette::ToolTipText, theme.ink);
  palette.setColor(QPalette::Highlight, theme.selected);
  palette.setColor(QPalette::HighlightedText, theme.ink);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::Mid, theme.rule);
  palette.setColor(QPalette::Dark, theme.faint);
  palette.setColor(QPalette::Light, theme.wash);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) palette.setColor(QPalette::Disabled, role, theme.faint);
  return palette;
}

// %1 page, %2 surface, %3 ink, %4 soft, %5 faint, %6 rule, %7 wash, %8 selected, %9 accent
constexpr const char* sheet = R"(
QToolTip { background: %2; color: %3; border: 1px solid %6; padding: 6px 8px; }
QToolBar { background: %1; border: 0; border-bottom: 1px solid %6; spacing: 2px; padding: 5px 8px; }
QToolBar QToolButton { padding: 5px 2px; border: 1px solid transparent; border-radius: 6px; color: %3; }
QToolBar QToolButton:hover { background: %7; }
QToolBar QToolButton:checked { background: %8; color: %9; }
QToolBar QToolButton:disabled { color: %5; }
QToolBar::separator { background: %6; width: 1px; margin: 5px 6px; }
QStatusBar { background: %1; border-top: 1px solid %6; color: %4; }
QStatusBar::item { border: 0; }
QMenuBar { background: %1; } QMenuBar::item { padding: 4px 9px; border-radius: 5px; } QMenuBar::item:selected { background: %7; }
QMenu { background: %2; border: 1px solid %6; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 12px; border-radius: 5px; } QMenu::item:selected { background: %8; color: %3; }
QMenu::item:disabled { color: %5; }
QMenu::separator { height: 1px; background: %6; margin: 4px 6px; }
QTabWidget::pane { border: 0; border-top: 1px solid %6; }
QTabBar { background: transparent; } QTabBar::tab { padding: 6px 13px; border: 0; border-bottom: 2px solid transparent; color: %4; }
QTabBar::tab:selected { color: %3; border-bottom: 2px solid %9; } QTabBar::tab:hover { color: %3; }
QTabBar::tab:disabled { color: %5; }
QTabBar::close-button { image: url(:/theme/close.svg); margin: 2px; border-radius: 4px; } QTabBar::close-button:hover { background: %6; }
QSplitter::handle { background: %6; }
QSplitter::handle:horizontal { width: 1px; } QSplitter::handle:vertical { height: 1px; }
QHeaderView { background: %2; }
QHeaderView::section { background: %2; color: %5; border: 0; border-bottom: 1px solid %6; padding: 5px 8px; }
QTableView, QTreeView, QListView { background: %2; border: 0; gridline-color: %6; selection-background-color: %8; selection-color: %3; outline: 0; }
QTableView::item { padding: 2px 8px; border-bottom: 1px solid %7; }
QTreeView::item { padding: 3px 4px; border: 1px solid transparent; } QListView::item { padding: 3px 8px; border: 1px solid transparent; } QTreeView::item:selected, QTableView::item:selected, QListView::item:selected { background: %8; color: %3; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: %2; border: 1px solid %6; border-radius: 5px; padding: 4px 7px; color: %3; selection-background-color: %9; selection-color: %2; }
QPlainTextEdit { padding: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: %9; }
QComboBox::drop-down { border: 1px solid transparent; width: 20px; }
QComboBox::down-arrow { image: url(:/theme/down.svg); width: 10px; height: 10px; margin-right: 6px; }
QComboBox QAbstractItemView { background: %2; border: 1px solid %6; selection-background-color: %8; selection-color: %3; }
QPushButton { background: %2; border: 1px solid %6; border-radius: 6px; padding: 5px 14px; color: %3; }
QPushButton:hover { background: %7; } QPushButton:focus { border-color: %9; } QPushButton:disabled { color: %5; }
QPushButton:default, QPushButton[primary="true"] { background: %9; color: %2; border-color: %9; }
QPushButton[primary="true"]:disabled { background: %6; border-color: %6; color: %5; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px 7px; color: %4; }
QToolButton:hover { background: %7; color: %3; } QToolButton:checked { background: %8; color: %9; } QToolButton:focus { border-color: %9; }
QToolButton::menu-indicator { image: none; width: 0; }
QProgressBar { background: %7; border: 0; border-radius: 3px; max-height: 6px; } QProgressBar::chunk { background: %9; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; } QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: %6; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; } QScrollBar::handle:hover { background: %5; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; } QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { height: 4px; background: %6; border-radius: 2px; } QSlider::sub-page:horizontal { background: %9; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 7px; background: %2; border: 2px solid %9; }
QDialog { background: %1; }
QLabel[role="title"] { font-weight: 600; } QLabel[role="soft"] { color: %4; } QLabel[role="faint"] { color: %5; }
QFrame[role="card"] { background: %2; }
)";

}  // namespace

const Theme& Theme::light() {
  static const Theme theme{.dark = false,
                           .page = "#fcfcfb",
                           .surface = "#ffffff",
                           .ink = "#15202b",
                           .soft = "#53616e",
                           .faint = "#717e8a",
                           .rule = "#e2e6ea",
                           .wash = "#f3f5f6",
                           .selected = "#e1edf7",
                           .accent = "#0b62a4",
                           .land = "#e6e9eb",
                           .warn_ink = "#7a4b00",
                           .warn = "#fdf1dc",
                           .good_ink = "#0a5c43",
                           .good = "#def3ec",
                           .bad_ink = "#96330a",
                           .bad = "#fbe6dd",
                           .p50 = "#0b4f86",
                           .p95 = "#5f9fce",
                           .p99 = "#c4dcee",
                           .series = {"#0072b2", "#d55e00", "#009e73", "#b8579a", "#c98a00", "#3f9fdc", "#6a5acd", "#7d7a1e"}};
  return theme;
}

const Theme& Theme::dark_one() {
  static const Theme theme{.dark = true,
                           .page = "#10161b",
                           .surface = "#161e25",
                           .ink = "#e7ecf0",
                           .soft = "#a4b0bb",
                           .faint = "#8593a0",
                           .rule = "#2a353f",
                           .wash = "#1b242c",
                           .selected = "#1f3c54",
                           .accent = "#62b3ee",
                           .land = "#26313a",
                           .warn_ink = "#f3c878",
                           .warn = "#362a12",
                           .good_ink = "#7edcbc",
                           .good = "#12352b",
                           .bad_ink = "#ffb08c",
                           .bad = "#402013",
                           .p50 = "#8fd0ff",
                           .p95 = "#3d83b8",
                           .p99 = "#23455f",
                           .series = {"#4aa3df", "#f08a3c", "#2fc49a", "#e08fc4", "#eab63a", "#8fd0f7", "#a598f5", "#c3bf55"}};
  return theme;
}

const Theme& Theme::current() { return *applied; }

QColor Theme::heat(double share) const {
  const double s = std::clamp(share, 0.0, 1.0);
  const QColor from = wash, to = dark ? QColor("#8fd0ff") : QColor("#08406e");
  const auto between = [s](int a, int b) { return static_cast<int>(a + s * (b - a)); };
  return {between(from.red(), to.red()), between(from.green(), to.green()), between(from.blue(), to.blue())};
}

void apply_theme(QApplication& application, bool dark) {
  static bool first = true;
  applied = dark ? &Theme::dark_one() : &Theme::light();
  const Theme& t = *applied;
  if (first) {
    load_images();
    QApplication::setStyle(QStyleFactory::create("Fusion"));
  }
  first = false;
  QApplication::setPalette(palette_of(t));
  QString text = sheet;
  int place = 1;
  for (const QColor& colour : {t.page, t.surface, t.ink, t.soft, t.faint, t.rule, t.wash, t.selected, t.accent})
    text.replace(QString("%%1").arg(place++), colour.name());
  application.setStyleSheet(text);
}

}  // namespace tradewind::gui
