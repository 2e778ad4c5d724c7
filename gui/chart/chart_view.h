// A view of the window around one chart: its title, the chart or its table twin, and what can be done with both.
#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QWidget>

#include "chart/chart_widget.h"

namespace tradewind::gui {

class ChartView : public QWidget {
  Q_OBJECT

 public:
  ChartView(Chart& chart, QWidget* parent = nullptr);

  Chart& chart() {
    chart_.look();
    return chart_;
  }
  ChartWidget& widget() { return *widget_; }
  void show_table(bool table);
  bool shows_table() const { return stack_->currentIndex() == 1; }
  // A control between title and buttons.
  void add_control(QWidget* control);
  void set_subtitle(const QString& text) { subtitle_->setText(text); }

 Q_SIGNALS:
  void failed(const QString& sentence);  // a file could not be written

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void fill_menu();
  void open_menu(const QPoint& at);  // of the chart
  void refresh_table();
  void follow_selection();
  void save_image();
  void copy_image();
  void copy_table();

  Chart& chart_;
  QLabel* subtitle_;
  QHBoxLayout* header_;
  QToolButton *table_button_, *menu_button_;
  QMenu* menu_;
  QStackedWidget* stack_;
  ChartWidget* widget_;
  QTableView* table_;
  TableModel model_;
  QSortFilterProxyModel sorted_;
  bool following_ = false;
};

}  // namespace tradewind::gui
