#include "map/heat_layer.h"

#include <QImage>
#include <algorithm>
#include <cmath>
#include <vector>

namespace tradewind::gui {
namespace {

constexpr double cell_px = 3;   // of the grid on which bells are summed up
constexpr double bell_px = 11;  // standard deviation
constexpr double reach_in_bells = 3;
constexpr double faintest = 0.03;   // shares of the hottest place below this are not drawn
constexpr double strongest = 0.92;  // opacity

// Sums of bells over the pixels, a value each cell.
class HeatGrid {
 public:
  explicit HeatGrid(const QRectF& pixels)
      : pixels_(pixels),
        width_(static_cast<int>(std::ceil(pixels.width() / cell_px)) + 1),
        height_(static_cast<int>(std::ceil(pixels.height() / cell_px)) + 1),
        cells_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {}

  void add(const QPointF& at, double weight, double bell) {
    const double x = (at.x() - pixels_.left()) / cell_px, y = (at.y() - pixels_.top()) / cell_px, sigma = bell / cell_px;
    const int reach = static_cast<int>(std::ceil(reach_in_bells * sigma));
    const auto bell_at = [sigma](double away) { return std::exp(-away * away / (2 * sigma * sigma)); };
    const int column = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
    for (int j = std::max(0, row - reach); j <= std::min(height_ - 1, row + reach); ++j) {
      const double by_row = weight * bell_at(j - y);
      for (int i = std::max(0, column - reach); i <= std::min(width_ - 1, column + reach); ++i)
        cells_[static_cast<std::size_t>(j) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(i)] +=
            static_cast<float>(by_row * bell_at(i - x));
    }
  }

  // `hottest`: the sum that has the full colour.
  QImage image(double hottest, const Theme& theme) const {
    QImage image(width_, height_, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < height_; ++row) {
      auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(row));
      for (int i = 0; i < width_; ++i) pixel[i] = colour_of(std::sqrt(cells_[static_cast<std::size_t>(row * width_ + i)] / hottest), theme);
    }
    return image;
  }

 private:
  // From nothing over amber to the deep end of the scale, which is dark on light land and light on dark land.
  static QRgb colour_of(double share, const Theme& theme) {
    if (share < faintest) return 0;
    share = std::min(share, 1.0);
    const QColor low = theme.series_of(4), high = theme.dark ? QColor("#fff3d6") : QColor("#7a1f00");
    const auto between = [share](int a, int b) { return static_cast<int>(a + share * share * (b - a)); };
    QColor colour(between(low.red(), high.red()), between(low.green(), high.green()), between(low.blue(), high.blue()));
    colour.setAlphaF(static_cast<float>(strongest * std::min(1.0, 1.35 * (share - faintest))));
    return qPremultiply(colour.rgba());
  }

  QRectF pixels_;
  int width_, height_;
  std::vector<float> cells_;
};

// The sum at the hottest city: of all, seen or not, so that nothing changes its colour while the map is moved.
double hottest_of(const MapScene& scene, const MapCamera& camera, double bell) {
  std::vector<std::pair<QPointF, double>> cities;
  for (const MapScene::Person& person : scene.people)
    if (!person.faded) cities.emplace_back(camera.pixel(person.at), person.part);
  double hottest = 0;
  for (const auto& [at, own] : cities) {
    double sum = 0;
    for (const auto& [other, part] : cities) {
      const double squared = QPointF::dotProduct(other - at, other - at) / (bell * bell);
      if (squared < reach_in_bells * reach_in_bells) sum += part * std::exp(-squared / 2);
    }
    hottest = std::max(hottest, sum);
  }
  return hottest;
}

}  // namespace

void draw_heat(QPainter& painter, const MapScene& scene, const MapCamera& camera, const QRectF& pixels) {
  const double bell = bell_px * camera.mark_scale(0.3, 2.2);
  const QRectF seen = pixels.adjusted(-reach_in_bells * bell, -reach_in_bells * bell, reach_in_bells * bell, reach_in_bells * bell);
  HeatGrid grid(pixels);
  const double hottest = hottest_of(scene, camera, bell);
  for (const MapScene::Person& person : scene.people) {
    const QPointF at = camera.pixel(person.at);
    if (seen.contains(at) && !person.faded) grid.add(at, person.part, bell);
  }
  if (hottest <= 0) return;
  const QImage image = grid.image(hottest, scene.theme);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(QRectF(pixels.topLeft() - QPointF(cell_px / 2, cell_px / 2), QSizeF(image.size()) * cell_px), image);
}

}  // namespace tradewind::gui
