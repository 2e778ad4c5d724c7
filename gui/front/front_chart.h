// Latency against cost: every evaluated topology, the front, and what is picked.
#pragma once

#include "chart/axis.h"
#include "chart/chart.h"
#include "chart/dots.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class FrontChart : public Chart {
  Q_OBJECT

 public:
  // What the colour of the front's points says.
  enum class Colour { none, regions, gpus, within_slo, third_axis };

  explicit FrontChart(Workspace& workspace, QObject* parent = nullptr);
  void set_colour(Colour colour);

  QString name() const override { return tr("Latency and cost"); }
  QString summary() const override;
  Table table() const override;
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override { workspace_.select_point(key); }
  int selected_row() const override { return workspace_.wanted_point(); }
  void step(int by) override;
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;
  void reset_view() override;

  // The point nearest to a pixel, within reach of a hand; -1: none.
  int point_at(const QPointF& at) const;
  QPointF pixel_of(int point) const { return pixel_of(places_[static_cast<std::size_t>(point)]); }

 private:
  static constexpr double mark_radius = 5;

  QPointF pixel_of(const QPointF& place) const { return {x_.pixel_of_share(place.x()), y_.pixel_of_share(place.y())}; }
  void take_study();
  void place_points();
  void fit_axes();  // to all points
  void draw_beaten(QPainter& painter, const Theme& theme) const;
  void draw_dominated(QPainter& painter, const Theme& theme);
  void draw_front(QPainter& painter, const Theme& theme) const;
  void draw_trial(QPainter& painter, const Theme& theme) const;
  void draw_point(QPainter& painter, int point, const Theme& theme) const;
  void draw_labels(QPainter& painter, const Theme& theme) const;
  void draw_comparison(QPainter& painter, const Theme& theme) const;
  void draw_scale(QPainter& painter, const Theme& theme) const;
  double third_value(const PointRow& row) const;
  double third_share(const PointRow& row) const;
  QString role(int point) const { return workspace_.study().role_of(point); }
  const PointRow& row(int point) const { return workspace_.study().points[static_cast<std::size_t>(point)]; }

  Workspace& workspace_;
  Colour colour_ = Colour::none;
  std::vector<int> front_;
  Axis x_, y_;
  QRectF plot_;
  std::vector<QPointF> places_;                      // of all points: shares of the axes
  std::shared_ptr<const CandidateStore> placed_of_;  // the study, the axes and whether a trial was there when they were placed
  Axis placed_x_, placed_y_;
  bool places_have_trial_ = false;
  DotLayer dots_;
  int hovered_ = -1;
};

}  // namespace tradewind::gui
