#include "map/flow_paths.h"

#include "map/projection.h"

namespace tradewind::gui {

FlowPaths::FlowPaths(const World& world, const std::vector<Flow>& flows) {
  ends_.reserve(flows.size());
  for (const Flow& flow : flows) ends_.push_back({world.populations[flow.population].place, world.regions[flow.region].place});
}

const std::vector<FlowPaths::Path>& FlowPaths::paths() const {
  std::call_once(once_, [this] {
    paths_.reserve(ends_.size());
    for (const auto& [from, to] : ends_) {
      Path path{great_circle(from, to), {}};
      for (const QPolygonF& part : path.parts) path.bounds |= part.boundingRect();
      // A way along a meridian has no width, and would meet no rectangle.
      path.bounds.adjust(-1e-6, -1e-6, 1e-6, 1e-6);
      paths_.push_back(std::move(path));
    }
  });
  return paths_;
}

}  // namespace tradewind::gui
