// Many equal marks, as fast as memory is written: tens of thousands in a frame.
#pragma once

#include <QImage>
#include <QPainter>
#include <cstdint>
#include <vector>

namespace tradewind::gui {

// Few marks are round; many are small squares that grow darker where they lie on each other, so that a cloud shows where it is dense. Files of
// vectors (SVG, PDF) get each mark as a shape.
class DotLayer {
 public:
  // Marks outside of the rectangle are left out.
  void draw(QPainter& painter, const QRectF& inside, const std::vector<QPointF>& marks, const QColor& colour);

 private:
  void draw_stamps(QPainter& painter, const std::vector<QPointF>& marks, const QColor& colour);
  void draw_density(QPainter& painter, const QRectF& inside, const std::vector<QPointF>& marks, const QColor& colour);

  QImage image_;
  std::vector<std::uint8_t> counts_;  // marks on each pixel of the image
};

}  // namespace tradewind::gui
