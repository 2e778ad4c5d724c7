// Topologies side by side: what each does and costs, how it differs from the first, and whether that is more than chance.
#pragma once

#include "chart/chart.h"
#include "tradewind/planner/compare_points.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

// The pinned point first, then those that are compared too, then the selected one. Where nothing is pinned the selected one comes first, beside what
// the front has at its ends and recommends.
class CompareChart : public Chart {
  Q_OBJECT

 public:
  // hint: what to do while there are not two points.
  CompareChart(Workspace& workspace, QString hint, QObject* parent = nullptr);

  QString name() const override { return tr("Side by side"); }
  QString summary() const override;
  Table table() const override;  // a row for each figure and for each region
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void pick(const QPointF& at, bool also) override;  // the column's point
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;
  void reset_view() override;

  // What a difference says.
  enum class Verdict { none, better, worse, chance, unknown };
  struct Cell {
    QString value, change;
    Verdict verdict = Verdict::none;
    double number = 0, difference = 0, half_width = 0;  // for the table
  };
  struct Row {
    QString name;
    std::vector<Cell> cells;  // by column
  };
  const std::vector<Row>& rows() {
    look();
    return rows_;
  }
  // By column, indices into the study.
  const std::vector<int>& points() {
    look();
    return points_;
  }

 private:
  void take() override;
  std::vector<int> wanted_points() const;
  void add_latency_and_cost(const std::vector<std::shared_ptr<const Candidate>>& candidates);
  void add_figures(const std::vector<std::shared_ptr<const Candidate>>& candidates);
  void add_regions(const std::vector<std::shared_ptr<const Candidate>>& candidates);
  Cell compared_cell(const QString& value, const Difference& difference, bool first, bool simulated, int decimals, const QString& unit) const;
  const PointRow& row_of(std::size_t column) const { return workspace_.study().points[static_cast<std::size_t>(points_[column])]; }
  QStringList marks_of(std::size_t column) const;  // "pinned", "fastest"
  void draw_headings(QPainter& painter, const Theme& theme) const;
  void draw_row(QPainter& painter, const Row& row, double top, const Theme& theme) const;
  void draw_regions(QPainter& painter, double top, const Theme& theme) const;
  double height_of_all() const;

  Workspace& workspace_;
  QString hint_;
  std::vector<int> points_;
  std::vector<Row> rows_;
  std::vector<Row> regions_;  // number: GPUs
  double most_gpus_ = 1;
  QRectF area_;
  double names_ = 0, column_ = 0, scrolled_ = 0;
};

}  // namespace tradewind::gui
