// What this test program has allocated: its operator new counts.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tradewind::test {

extern std::atomic<std::uint64_t> allocations;
extern std::atomic<std::size_t> bytes_in_use, most_bytes_in_use;  // the latter since it was last set

}  // namespace tradewind::test
