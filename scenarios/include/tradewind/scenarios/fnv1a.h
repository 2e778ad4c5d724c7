// 64-bit FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv): names contents, the same on every machine.
#pragma once

#include <cstdint>
#include <string_view>

namespace tradewind {

constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = 14695981039346656037ull) {
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
  return hash;
}

}  // namespace tradewind
