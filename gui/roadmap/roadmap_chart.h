// A roadmap: regions over months, how many instances stand in each, and what the stages cost and promise.
#pragma once

#include "chart/chart.h"
#include "tradewind/planner/roadmap.h"

namespace tradewind::gui {

class RoadmapChart : public Chart {
  Q_OBJECT

 public:
  using Chart::Chart;
  // nullptr: nothing was planned yet.
  void show(std::shared_ptr<const Roadmaps> roadmaps, std::shared_ptr<const World> world);
  void set_hint(const QString& hint);
  // Which of the growths is shown.
  void show_growth(int index);
  int growth() const { return growth_; }

  QString name() const override { return tr("Roadmap"); }
  QString summary() const override;
  Table table() const override;  // a row for each stage and region that is open then; key: the stage
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void step(int by) override { show_growth(growth_ + by); }
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;

  struct Row {
    std::uint32_t region = 0;
    std::vector<int> instances;  // by stage
  };
  // Regions in the order in which they open.
  const std::vector<Row>& rows() const { return rows_; }

 private:
  const Roadmap& roadmap() const { return roadmaps_->by_growth[static_cast<std::size_t>(growth_)]; }
  bool has_any() const { return roadmaps_ && !roadmaps_->by_growth.empty() && !roadmap().stages.empty(); }
  void take();
  int stage_at(const QPointF& at) const;
  QRectF cell(std::size_t row, std::size_t stage) const;
  double column_of(std::size_t stage) const;  // its left edge
  void draw_head(QPainter& painter, const Theme& theme) const;
  void draw_row(QPainter& painter, std::size_t row, const Theme& theme) const;
  void draw_foot(QPainter& painter, const Theme& theme) const;
  void draw_course(QPainter& painter, const QRectF& area, const Theme& theme) const;
  void draw_cost(QPainter& painter, const QRectF& plot, const Theme& theme) const;
  void draw_demand(QPainter& painter, const QRectF& plot, const Theme& theme) const;
  const Postponed* opening(std::size_t row, std::size_t stage) const;  // nullptr: stands already, or is not open

  std::shared_ptr<const Roadmaps> roadmaps_;
  std::shared_ptr<const World> world_;
  std::vector<Row> rows_;
  int most_instances_ = 1, months_ = 1;
  QString hint_;
  int growth_ = 0;
  QRectF plot_;
  double row_height_ = 26, scrolled_ = 0;
};

}  // namespace tradewind::gui
