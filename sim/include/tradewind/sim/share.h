// Shares of counts.
#pragma once

#include <cstdint>

namespace tradewind {

// 0 of nothing.
inline double share_of(std::uint64_t part, std::uint64_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace tradewind
