// The class names by which style rules show the parts of the picked point.
#pragma once

#include <string>
#include <string_view>

namespace tradewind::text {

// "on on-3" with more class names after it.
inline std::string on(std::size_t point, std::string_view more = {}) {
  return "on on-" + std::to_string(point) + (more.empty() ? "" : " ") + std::string(more);
}

}  // namespace tradewind::text
