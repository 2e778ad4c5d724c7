// Simulated time: integer nanoseconds, so that sums are exact and the same everywhere.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace tradewind::kernel {

using Time = std::int64_t;  // ns since the start of a window

inline constexpr Time never = std::numeric_limits<Time>::max();
inline constexpr double ns_per_ms = 1e6;
inline constexpr double ns_per_s = 1e9;

inline Time from_ms(double ms) { return std::llrint(ms * ns_per_ms); }
inline Time from_s(double s) { return std::llrint(s * ns_per_s); }
inline double to_ms(Time time) { return static_cast<double>(time) / ns_per_ms; }
inline double to_s(Time time) { return static_cast<double>(time) / ns_per_s; }

}  // namespace tradewind::kernel
