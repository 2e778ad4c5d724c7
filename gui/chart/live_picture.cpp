#include "chart/live_picture.h"

#include <cmath>

namespace tradewind::gui {
namespace {

constexpr double beyond = 0.2;       // of the area, drawn on each side of it
constexpr double same_scale = 1e-9;  // relative

double scale_of(const QTransform& to_pixels) { return to_pixels.m11(); }

bool is_moved_only(const QTransform& a, const QTransform& b) { return std::abs(scale_of(a) / scale_of(b) - 1) < same_scale; }

// A picture that was only moved is copied pixel by pixel, so it has to lie on whole ones.
void draw_under(QPainter& painter, const QImage& image, QRectF where, bool moved_only) {
  const double pixels = image.devicePixelRatio();
  if (moved_only) return painter.drawImage(QPointF(std::round(where.x() * pixels) / pixels, std::round(where.y() * pixels) / pixels), image);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(where, image);
}

}  // namespace

void LivePicture::paint(QPainter& painter, const View& view) {
  const double pixels_per_point = painter.device()->devicePixelRatioF();
  for (const std::optional<Picture>* picture : {&widest_, &last_}) {
    if (!*picture) continue;
    // The widest one is seen only where the last one ends.
    if (picture == &widest_ && last_ && last_->under(view.to_pixels).contains(view.area)) continue;
    draw_under(painter, (*picture)->image, (*picture)->under(view.to_pixels), is_moved_only(view.to_pixels, (*picture)->to_pixels));
  }
  shown_sharp_ = serves(view, pixels_per_point);
  if (!shown_sharp_) have_made(view, pixels_per_point);
}

bool LivePicture::serves(const View& view, double pixels_per_point) const {
  return last_ && last_->content == view.content && last_->image.devicePixelRatio() == pixels_per_point &&
         is_moved_only(view.to_pixels, last_->to_pixels) && last_->under(view.to_pixels).contains(view.area);
}

LivePicture::Picture LivePicture::picture_of(const View& view, double pixels_per_point) {
  const double dx = std::round(view.area.width() * beyond), dy = std::round(view.area.height() * beyond);
  const QRectF pixels(view.area.adjusted(-dx, -dy, dx, dy).toAlignedRect());
  Picture picture{view.content, view.to_pixels, pixels, QImage((pixels.size() * pixels_per_point).toSize(), QImage::Format_RGB32)};
  picture.image.setDevicePixelRatio(pixels_per_point);
  QPainter painter(&picture.image);
  painter.translate(-pixels.topLeft());
  view.draw(painter, pixels);
  return picture;
}

// One at a time: the view that is wanted when it is done is seen when it is painted.
void LivePicture::have_made(const View& view, double pixels_per_point) {
  if (job_ != nullptr) return;
  job_ = new Job(
      [this, view, pixels_per_point](Job::Link& link) { link.post([this, picture = picture_of(view, pixels_per_point)] { take(picture); }); }, this);
  const auto end = [this] {
    job_->deleteLater();
    job_ = nullptr;
  };
  connect(job_, &Job::finished, this, [this, end] {
    end();
    Q_EMIT arrived();
  });
  connect(job_, &Job::failed, this, end);
}

void LivePicture::take(Picture picture) {
  const bool wider = !widest_ || widest_->content != picture.content || scale_of(picture.to_pixels) <= scale_of(widest_->to_pixels);
  if (wider) widest_ = picture;
  last_ = std::move(picture);
}

}  // namespace tradewind::gui
