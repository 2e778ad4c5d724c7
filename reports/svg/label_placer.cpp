#include "svg/label_placer.h"

#include <algorithm>

namespace tradewind::svg {
namespace {

// Size of the map's label font in pixels of the view box, and the mean width of its characters.
constexpr double font_px = 12.5, character_px = 6.8, gap_px = 4;

double width_of(std::string_view text) {
  // Characters, not bytes: continuation bytes of UTF-8 take no room.
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return static_cast<double>(characters) * character_px;
}

}  // namespace

std::optional<PlacedLabel> LabelPlacer::place(Point mark, double mark_radius, std::string_view text) {
  const double width = width_of(text), reach = mark_radius + gap_px, middle = mark.y + font_px * 0.35;
  const PlacedLabel sides[] = {{{mark.x + reach, middle}, "start"},
                               {{mark.x - reach, middle}, "end"},
                               {{mark.x, mark.y - reach}, "middle"},
                               {{mark.x, mark.y + reach + font_px * 0.8}, "middle"}};
  for (const PlacedLabel& side : sides) {
    const double left = side.anchor == "start" ? side.at.x : side.anchor == "end" ? side.at.x - width : side.at.x - width / 2;
    const Box box{left, side.at.y - font_px * 0.8, left + width, side.at.y + font_px * 0.25};
    if (!is_free(box)) continue;
    taken_.push_back(box);
    return side;
  }
  return std::nullopt;
}

bool LabelPlacer::is_free(const Box& box) const {
  if (box.left < 0 || box.right > map_width || box.top < 0 || box.bottom > map_height) return false;
  return std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) {
    return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  });
}

}  // namespace tradewind::svg
