#include "chart/dots.h"

#include <QPaintEngine>
#include <QPixmap>
#include <algorithm>
#include <array>
#include <cmath>

namespace tradewind::gui {
namespace {

constexpr std::size_t most_round = 2000;
constexpr double round_width = 6, square_width = 2;
constexpr double round_strength = 0.55, square_strength = 0.4;

QColor with_strength(QColor colour, double alpha) {
  colour.setAlphaF(static_cast<float>(alpha));
  return colour;
}

// Of n translucent marks on each other.
std::array<QRgb, 256> shades_of(const QColor& colour) {
  std::array<QRgb, 256> shades{};
  for (std::size_t n = 1; n < shades.size(); ++n)
    shades[n] = qPremultiply(with_strength(colour, 1 - std::pow(1 - square_strength, static_cast<double>(n))).rgba());
  return shades;
}

void draw_shapes(QPainter& painter, const std::vector<QPointF>& marks, const QColor& colour) {
  const bool few = marks.size() <= most_round;
  painter.setPen(QPen(with_strength(colour, few ? round_strength : square_strength), few ? round_width : square_width, Qt::SolidLine,
                      few ? Qt::RoundCap : Qt::SquareCap));
  painter.drawPoints(marks.data(), static_cast<int>(marks.size()));
}

}  // namespace

void DotLayer::draw(QPainter& painter, const QRectF& inside, const std::vector<QPointF>& marks, const QColor& colour) {
  std::vector<QPointF> seen;
  seen.reserve(marks.size());
  for (const QPointF& mark : marks)
    if (inside.contains(mark)) seen.push_back(mark);
  if (painter.paintEngine()->type() != QPaintEngine::Raster)
    draw_shapes(painter, seen, colour);
  else if (seen.size() <= most_round)
    draw_stamps(painter, seen, colour);
  else
    draw_density(painter, inside, seen, colour);
}

void DotLayer::draw_stamps(QPainter& painter, const std::vector<QPointF>& marks, const QColor& colour) {
  constexpr double side = round_width + 2;
  const double pixels = painter.device()->devicePixelRatioF();
  QPixmap stamp((QSizeF(side, side) * pixels).toSize());
  stamp.setDevicePixelRatio(pixels);
  stamp.fill(Qt::transparent);
  QPainter brush(&stamp);
  brush.setRenderHint(QPainter::Antialiasing);
  brush.setPen(Qt::NoPen);
  brush.setBrush(with_strength(colour, round_strength));
  brush.drawEllipse(QRectF(0, 0, side, side).adjusted(1, 1, -1, -1));
  brush.end();
  std::vector<QPainter::PixmapFragment> fragments;
  fragments.reserve(marks.size());
  for (const QPointF& mark : marks) fragments.push_back(QPainter::PixmapFragment::create(mark, QRectF(stamp.rect()), 1 / pixels, 1 / pixels));
  painter.drawPixmapFragments(fragments.data(), static_cast<int>(fragments.size()), stamp);
}

void DotLayer::draw_density(QPainter& painter, const QRectF& inside, const std::vector<QPointF>& marks, const QColor& colour) {
  const double pixels = painter.device()->devicePixelRatioF();
  const QRectF box(inside.toAlignedRect());
  const int side = std::max(1, static_cast<int>(std::lround(square_width * pixels)));
  const int width = static_cast<int>(box.width() * pixels) + side, height = static_cast<int>(box.height() * pixels) + side;
  if (image_.width() != width || image_.height() != height) image_ = QImage(width, height, QImage::Format_ARGB32_Premultiplied);
  image_.setDevicePixelRatio(pixels);
  counts_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  for (const QPointF& mark : marks) {
    const auto x = static_cast<std::size_t>((mark.x() - box.left()) * pixels), y = static_cast<std::size_t>((mark.y() - box.top()) * pixels);
    for (std::size_t row = y; row < y + static_cast<std::size_t>(side); ++row)
      for (std::size_t i = row * static_cast<std::size_t>(width) + x, end = i + static_cast<std::size_t>(side); i < end; ++i)
        if (counts_[i] < 255) ++counts_[i];
  }
  const std::array<QRgb, 256> shades = shades_of(colour);
  for (int row = 0; row < height; ++row) {
    const std::uint8_t* count = counts_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(width);
    auto* pixel = reinterpret_cast<QRgb*>(image_.scanLine(row));
    for (int i = 0; i < width; ++i) pixel[i] = shades[count[i]];
  }
  painter.drawImage(box.topLeft() - QPointF(square_width / 2, square_width / 2), image_);
}

}  // namespace tradewind::gui
