// Asks the processor to bring a thing into its cache that will soon be needed, while it does something else. Without effect on any result.
#pragma once

#include <cstddef>

namespace tradewind::kernel {

template <class Thing>
inline void prefetch(const Thing& thing, std::size_t bytes = sizeof(Thing)) {
  for (std::size_t line = 0; line < bytes; line += 64) __builtin_prefetch(reinterpret_cast<const char*>(&thing) + line);
}

}  // namespace tradewind::kernel
