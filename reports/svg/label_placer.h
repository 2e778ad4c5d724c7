// Labels beside marks, so that none lies on another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "svg/world_projection.h"

namespace tradewind::svg {

struct PlacedLabel {
  Point at;            // baseline
  std::string anchor;  // text-anchor
};

// Greedy: a label takes the first of four sides of its mark where it meets no mark and no label placed before, else it is left out.
class LabelPlacer {
 public:
  // Keeps labels off a mark.
  void avoid(Point mark, double mark_radius) {
    taken_.push_back({mark.x - mark_radius, mark.y - mark_radius, mark.x + mark_radius, mark.y + mark_radius});
  }
  std::optional<PlacedLabel> place(Point mark, double mark_radius, std::string_view text);

 private:
  struct Box {
    double left, top, right, bottom;
  };
  bool is_free(const Box& box) const;
  std::vector<Box> taken_;
};

}  // namespace tradewind::svg
