// The picture of a chart that takes longer to draw than a frame may last. It is drawn beside the window; until the sharp one is there, the screen
// shows the last one, moved and stretched to where it belongs.
#pragma once

#include <QImage>
#include <QObject>
#include <QPainter>
#include <QTransform>
#include <functional>
#include <memory>
#include <optional>

#include "run/job.h"

namespace tradewind::gui {

class LivePicture : public QObject {
  Q_OBJECT

 public:
  // What there is to draw, and where. `draw` runs in another thread, and fills all of the pixels it is given, which are more than the area: so the
  // picture can be moved for a while before another one is needed.
  struct View {
    std::shared_ptr<const void> content;  // another one: the picture no longer shows what it should
    QTransform to_pixels;                 // scales and moves, no more
    QRectF area;
    std::function<void(QPainter&, const QRectF& pixels)> draw;
  };
  using QObject::QObject;

  // Draws what there is, which at first is nothing, and has a sharp one made where it is not.
  void paint(QPainter& painter, const View& view);
  // The last view that was painted has its own picture.
  bool is_sharp() const { return shown_sharp_; }

 Q_SIGNALS:
  void arrived();  // a picture that is worth painting

 private:
  struct Picture {
    std::shared_ptr<const void> content;
    QTransform to_pixels;
    QRectF pixels;
    QImage image;
    // Where it lies under another view.
    QRectF under(const QTransform& other) const { return other.mapRect(to_pixels.inverted().mapRect(pixels)); }
  };
  static Picture picture_of(const View& view, double pixels_per_point);
  bool serves(const View& view, double pixels_per_point) const;
  void have_made(const View& view, double pixels_per_point);
  void take(Picture picture);

  std::optional<Picture> last_;
  std::optional<Picture> widest_;  // shows most of the content: behind the last one, where that ends
  bool shown_sharp_ = false;
  Job* job_ = nullptr;
};

}  // namespace tradewind::gui
