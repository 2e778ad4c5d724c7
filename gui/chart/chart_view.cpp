#include "chart/chart_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

#include "chart/chart_file.h"

namespace tradewind::gui {
namespace {

QToolButton* small_button(const QString& text, const QString& help, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolTip(help);
  button->setAccessibleName(help);
  button->setAutoRaise(true);
  return button;
}

}  // namespace

ChartView::ChartView(Chart& chart, QWidget* parent)
    : QWidget(parent),
      chart_(chart),
      subtitle_(new QLabel(this)),
      header_(new QHBoxLayout),
      table_button_(small_button(tr("Table"), tr("The same figures as a table"), this)),
      menu_button_(small_button("⋯", tr("Save and copy"), this)),
      menu_(new QMenu(this)),
      stack_(new QStackedWidget(this)),
      widget_(new ChartWidget(chart, this)),
      table_(new QTableView(this)) {
  auto* title = new QLabel(chart.name(), this);
  title->setProperty("role", "title");
  subtitle_->setProperty("role", "faint");
  header_->setContentsMargins(14, 5, 6, 3);
  header_->setSpacing(6);
  header_->addWidget(title);
  header_->addWidget(subtitle_, 1);
  header_->addWidget(table_button_);
  header_->addWidget(menu_button_);
  subtitle_->setMinimumWidth(10);

  sorted_.setSourceModel(&model_);
  sorted_.setSortRole(TableModel::sort_role);
  table_->setModel(&sorted_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(-1, Qt::AscendingOrder);
  table_->setSelectionBehavior(QTableView::SelectRows);
  table_->setEditTriggers(QTableView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(26);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->setAccessibleName(tr("%1, as a table").arg(chart.name()));
  stack_->addWidget(widget_);
  stack_->addWidget(table_);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(header_);
  layout->addWidget(stack_, 1);
  setFocusProxy(widget_);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);

  table_button_->setCheckable(true);
  connect(table_button_, &QToolButton::toggled, this, &ChartView::show_table);
  menu_button_->setPopupMode(QToolButton::InstantPopup);
  menu_button_->setMenu(menu_);
  fill_menu();
  connect(&chart, &Chart::data_changed, this, &ChartView::refresh_table);
  connect(&chart, &Chart::changed, this, &ChartView::follow_selection);
  connect(&chart, &Chart::menu_wanted, this, [this](const QPointF& at) { open_menu(at.toPoint()); });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
    if (!following_ && row.isValid()) chart_.pick_row(row.data(TableModel::key_role).toInt());
  });
}

void ChartView::add_control(QWidget* control) { header_->insertWidget(2, control); }

void ChartView::show_table(bool table) {
  table_button_->setChecked(table);
  stack_->setCurrentIndex(table ? 1 : 0);
  setFocusProxy(table ? static_cast<QWidget*>(table_) : widget_);
  if (table) refresh_table();
}

// A table that nobody sees is not worth filling.
void ChartView::refresh_table() {
  if (stack_->currentIndex() != 1) return;
  following_ = true;
  chart_.look();
  model_.set(chart_.table());
  table_->resizeColumnsToContents();
  following_ = false;
  follow_selection();
}

void ChartView::follow_selection() {
  if (stack_->currentIndex() != 1 || following_) return;
  following_ = true;
  const int key = chart_.selected_row();
  table_->clearSelection();
  for (int row = 0; key >= 0 && row < sorted_.rowCount(); ++row) {
    const QModelIndex index = sorted_.index(row, 0);
    if (index.data(TableModel::key_role).toInt() != key) continue;
    table_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    table_->scrollTo(index);
    break;
  }
  following_ = false;
}

void ChartView::fill_menu() {
  menu_->addAction(tr("Save chart as PNG, SVG, PDF or CSV…"), this, &ChartView::save_image);
  menu_->addAction(tr("Copy image"), this, &ChartView::copy_image);
  menu_->addAction(tr("Copy table"), this, &ChartView::copy_table);
  menu_->addSeparator();
  menu_->addAction(tr("Show everything"), &chart_, &Chart::reset_view);
}

void ChartView::contextMenuEvent(QContextMenuEvent* event) { open_menu(widget_->mapFrom(this, event->pos())); }

void ChartView::open_menu(const QPoint& at) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (!shows_table()) chart().fill_menu(*menu, at);
  menu->addActions(menu_->actions());
  menu->popup(widget_->mapToGlobal(at));
}

void ChartView::save_image() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Save chart"), chart_.name().toLower().replace(' ', '-') + ".png",
                                                    tr("Images and tables (*.png *.svg *.pdf *.csv)"));
  if (file.isEmpty()) return;
  try {
    save_chart(chart_, file.toStdString(), widget_->size(), Theme::current());
  } catch (const std::exception& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
  widget_->update();
}

void ChartView::copy_image() {
  QGuiApplication::clipboard()->setImage(chart_image(chart_, widget_->size(), 2, Theme::current()));
  widget_->update();
}

void ChartView::copy_table() { QGuiApplication::clipboard()->setText(to_tsv(chart().table())); }

}  // namespace tradewind::gui
