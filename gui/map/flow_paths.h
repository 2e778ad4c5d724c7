// The ways of the flows of one topology over the globe: worked out once, by whoever draws them first.
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <mutex>
#include <vector>

#include "workspace/service.h"

namespace tradewind::gui {

class FlowPaths {
 public:
  struct Path {
    std::vector<QPolygonF> parts;
    QRectF bounds;
  };
  FlowPaths(const World& world, const std::vector<Flow>& flows);
  // In the order of the flows. Safe from several threads.
  const std::vector<Path>& paths() const;

 private:
  struct Ends {
    GeoPoint from, to;
  };
  std::vector<Ends> ends_;
  mutable std::once_flag once_;
  mutable std::vector<Path> paths_;
};

}  // namespace tradewind::gui
