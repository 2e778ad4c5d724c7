// The world: who asks, which regions answer, and which way the requests take.
#pragma once

#include <optional>

#include "chart/chart.h"
#include "chart/live_picture.h"
#include "map/map_camera.h"
#include "map/map_labels.h"
#include "map/map_scene.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class MapChart : public Chart {
  Q_OBJECT

 public:
  explicit MapChart(Workspace& workspace, QObject* parent = nullptr);
  void set_size(MapStyle::Size size);
  void set_people(MapStyle::People people);

  QString name() const override { return tr("World"); }
  QString summary() const override;
  Table table() const override;  // regions; key: index of the world
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  void paint_on_screen(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override { workspace_.select_region(key); }
  int selected_row() const override { return workspace_.selection().region; }
  void step(int by) override;
  void zoom(const QPointF& at, double factor) override;
  void move(const QPointF& by) override;
  void reset_view() override;
  void fill_menu(QMenu& menu, const QPointF& at) override;

  // A click asks what to add there, instead of selecting.
  void set_adding(bool adding) { adding_ = adding; }

  // What is drawn at a pixel; -1: nothing.
  struct Found {
    int region = -1, population = -1;
    friend bool operator==(const Found&, const Found&) = default;
  };
  Found at(const QPointF& pixel) const;
  QPointF pixel_of_region(int region) const { return camera_.pixel(scene().regions[static_cast<std::size_t>(region)].at); }
  QPointF pixel_of_population(int population) const { return camera_.pixel(scene().people[static_cast<std::size_t>(population)].at); }
  // The screen shows what is selected and where the map stands, and not a picture of before.
  bool is_sharp() const { return picture_.is_sharp(); }

 private:
  void take_study();
  void forget_scene();
  const MapScene& scene() const;  // of the present state and the theme that was drawn last
  // Whether there is a map in the area; else it says so.
  bool begin(QPainter& painter, const QRectF& area, const Theme& theme);
  void draw_marks(QPainter& painter);
  void draw_key(QPainter& painter) const;
  QString region_tip(int region) const;
  QString population_tip(int population) const;

  Workspace& workspace_;
  MapStyle style_;
  MapCamera camera_;
  MapLabels labels_;
  LivePicture picture_;
  const Theme* theme_;
  mutable std::shared_ptr<const MapScene> scene_;  // nullptr: to be made
  mutable std::shared_ptr<const FlowPaths> paths_;
  mutable std::shared_ptr<const Candidate> paths_of_;
  std::shared_ptr<const World> shown_world_;
  std::size_t places_ = 0;  // regions and populations that the camera was pointed at
  Found hovered_;
  bool adding_ = false;
};

}  // namespace tradewind::gui
