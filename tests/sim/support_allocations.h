// What this test program has allocated: its operator new counts.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tradewind::test {

// A sanitizer brings an operator new of its own, which must stay: what counts is skipped then.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool counts_allocations = false;
#else
inline constexpr bool counts_allocations = true;
#endif

extern std::atomic<std::uint64_t> allocations;
extern std::atomic<std::size_t> bytes_in_use, most_bytes_in_use;  // the latter since it was last set

}  // namespace tradewind::test
