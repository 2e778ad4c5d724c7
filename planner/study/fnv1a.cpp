#include "study/fnv1a.h"

#include <fmt/core.h>

#include <cstdint>

namespace tradewind {

std::string fnv1a_hex(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
  return fmt::format("{:016x}", hash);
}

}  // namespace tradewind
