// Labels beside marks, so that none lies on another one.
#pragma once

#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

namespace tradewind::gui {

// Greedy: a label takes the first of four sides of its mark where it meets no mark and no label placed before and stays inside; else it is left out.
class LabelSpots {
 public:
  explicit LabelSpots(const QRectF& inside) : inside_(inside) {}
  void avoid(const QRectF& taken) { taken_.push_back(taken); }
  // Where the box of a text of this size goes.
  std::optional<QRectF> place(const QPointF& mark, double mark_radius, const QSizeF& text);

 private:
  QRectF inside_;
  std::vector<QRectF> taken_;
};

}  // namespace tradewind::gui
