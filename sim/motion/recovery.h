// Whether requests are served well again, judged over blocks of time, as a moment may have few requests.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace tradewind::motion {

// Whether so many of the requests are no proof that more than this share of all is concerned: one-sided binomial test at the level of 1 %, by the
// normal approximation.
inline bool at_most(std::uint64_t counted, std::uint64_t requests, double share) {
  constexpr double z_99 = 2.3263;
  const double n = static_cast<double>(requests);
  return static_cast<double>(counted) <= n * share + z_99 * std::sqrt(n * share * (1 - share));
}

// The first moment of [first, last) from which on every block of `length` moments is well, to the end of the last whole one; a stretch that is
// shorter is one block. well(begin, end) judges a block, or nothing where nobody asked in it: that says neither. Nothing when it is not well at the
// end, or nobody asked at all.
template <class Well>
std::optional<std::size_t> well_since(std::size_t first, std::size_t last, std::size_t length, const Well& well) {
  std::optional<std::size_t> since;
  if (first >= last) return since;
  const std::size_t size = std::min(length, last - first);
  for (std::size_t block = last - size + 1; block-- > first;) {
    const std::optional<bool> verdict = well(block, block + size);
    if (verdict == false) break;
    if (verdict == true) since = block;
  }
  return since;
}

}  // namespace tradewind::motion
