// The bill of the selected point: a tree by provider, region and service down to the single line, and a waterfall.
#pragma once

#include <QLabel>
#include <QTreeWidget>
#include <QWidget>

#include "bill/waterfall_chart.h"
#include "chart/chart_view.h"

namespace tradewind::gui {

class BillView : public QWidget {
  Q_OBJECT

 public:
  explicit BillView(Workspace& workspace, QWidget* parent = nullptr);
  QTreeWidget& tree() { return *tree_; }
  WaterfallChart& chart() {
    chart_.look();
    return chart_;
  }

 protected:
  void showEvent(QShowEvent*) override { fill_tree(); }
  void resizeEvent(QResizeEvent*) override { open_by_room(); }

 private:
  void fill_tree();
  void add_line(const BillLine& line, double total);
  QTreeWidgetItem* child(QTreeWidgetItem* parent, const QString& name);
  void follow_region();
  void open_by_room();

  Workspace& workspace_;
  WaterfallChart chart_;
  QTreeWidget* tree_;
  bool is_touched_ = false;  // somebody has opened or closed a part
  std::shared_ptr<const Candidate> shown_;
};

}  // namespace tradewind::gui
