// The world: who asks, which regions answer, and which way the requests take.
#pragma once

#include <QPixmap>
#include <QTransform>

#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class MapChart : public Chart {
  Q_OBJECT

 public:
  // What the size of a region says, and the colour of a population.
  enum class Size { load, cost };
  enum class People { region, latency };

  explicit MapChart(Workspace& workspace, QObject* parent = nullptr);
  void set_size(Size size);
  void set_people(People people);

  QString name() const override { return tr("World"); }
  QString summary() const override;
  Table table() const override;  // regions; key: index of the world
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override { workspace_.select_region(key); }
  int selected_row() const override { return workspace_.selection().region; }
  void step(int by) override;
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;
  void reset_view() override;

  // What is drawn at a pixel; -1: nothing.
  struct Found {
    int region = -1, population = -1;
    friend bool operator==(const Found&, const Found&) = default;
  };
  Found at(const QPointF& pixel) const;
  QPointF pixel_of_region(int region) const { return to_pixels_.map(region_places_[static_cast<std::size_t>(region)]); }
  QPointF pixel_of_population(int population) const { return to_pixels_.map(population_places_[static_cast<std::size_t>(population)]); }

 private:
  struct Line {
    std::uint32_t population, region;
    double rps;
    std::vector<QPolygonF> parts;
    QRectF bounds;
  };
  void take_study();
  void take_service();
  void fit(const QRectF& area);
  void keep_inside();
  void show_places();  // everybody and every region, no closer than a continent
  void draw_ground(QPainter& painter, const Theme& theme) const;
  void draw_flows(QPainter& painter, const Theme& theme) const;
  void draw_people(QPainter& painter, const Theme& theme) const;
  void draw_regions(QPainter& painter, const Theme& theme) const;
  void draw_labels(QPainter& painter, const Theme& theme) const;
  void draw_key(QPainter& painter, const Theme& theme) const;
  QColor region_colour(std::uint32_t region, const Theme& theme) const;
  QColor people_colour(std::uint32_t population, const Theme& theme) const;
  double region_radius(std::uint32_t region) const;
  double people_radius(std::uint32_t population) const;
  bool is_faded(std::uint32_t population, std::uint32_t region) const;
  QString region_tip(int region) const;
  QString population_tip(int population) const;

  Workspace& workspace_;
  Size size_ = Size::load;
  People people_ = People::region;
  std::vector<QPointF> region_places_, population_places_;
  std::vector<int> colours_;  // of open regions, by region; -1: not open
  std::vector<Line> lines_;
  std::vector<std::uint32_t> people_order_;  // largest first
  double most_rps_ = 1, most_usd_ = 1, most_people_rps_ = 1, slowest_ms_ = 1;
  std::shared_ptr<const Candidate> lines_of_;  // the topology whose flows these are
  QTransform to_pixels_;
  QRectF area_;
  double closeness_ = 1;  // 1: the whole map fits
  QPointF middle_;        // of the map, in the middle of the area
  Found hovered_;
};

}  // namespace tradewind::gui
