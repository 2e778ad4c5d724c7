// The topology as a diagram: from which continent to which region the requests go, and which pools answer them there.
#pragma once

#include <QPainterPath>

#include "chart/chart.h"
#include "workspace/workspace.h"

namespace tradewind::gui {

class RoutingChart : public Chart {
  Q_OBJECT

 public:
  explicit RoutingChart(Workspace& workspace, QObject* parent = nullptr);

  QString name() const override { return tr("Topology"); }
  QString summary() const override;
  Table table() const override;  // pools; key: index of the region
  void paint(QPainter& painter, const QRectF& area, const Theme& theme) override;
  QString hover(const QPointF& at) override;
  void leave() override;
  void pick(const QPointF& at, bool also) override;
  void pick_row(int key) override { workspace_.select_region(key); }
  int selected_row() const override { return workspace_.selection().region; }

 private:
  struct Node {
    QString name;
    double rps = 0;
    QRectF box;
    double taken_left = 0, taken_right = 0;  // of the box, by bands drawn so far
  };
  struct Band {
    std::size_t continent = 0, region = 0;  // nodes
    double rps = 0;
    QPainterPath shape;
  };
  void take() override;
  void lay_out(std::vector<Node>& nodes, double x, double top, double height) const;
  void shape_bands();
  QString pools_words(std::uint32_t region) const;
  QString load_words(std::uint32_t region) const;
  int region_at(const QPointF& at) const;

  Workspace& workspace_;
  std::vector<Node> continents_, regions_;
  std::vector<std::uint32_t> region_of_;  // of regions_, index of the world
  std::vector<Band> bands_;
  int hovered_ = -1;
  double scale_ = 1;  // pixels for a request/s
};

}  // namespace tradewind::gui
