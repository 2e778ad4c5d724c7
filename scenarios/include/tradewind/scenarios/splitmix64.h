// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): spreads the bits of a number.
#pragma once

#include <cstdint>

namespace tradewind {

constexpr std::uint64_t splitmix64_finalized(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}
inline constexpr std::uint64_t splitmix64_increment = 0x9e3779b97f4a7c15;

}  // namespace tradewind
