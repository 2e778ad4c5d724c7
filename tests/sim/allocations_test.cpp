// The operators that count, for the whole test program.
#include <malloc.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <memory>
#include <new>

#include "sim/support_allocations.h"

namespace tradewind::test {

std::atomic<std::uint64_t> allocations = 0;
std::atomic<std::size_t> bytes_in_use = 0, most_bytes_in_use = 0;

}  // namespace tradewind::test

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
namespace tradewind::test {
namespace {

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  ++allocations;
  const std::size_t now = bytes_in_use += malloc_usable_size(memory);
  std::size_t seen = most_bytes_in_use;
  while (now > seen && !most_bytes_in_use.compare_exchange_weak(seen, now)) {
  }
  return memory;
}

void release(void* memory) noexcept {
  bytes_in_use -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace
}  // namespace tradewind::test

void* operator new(std::size_t size) { return tradewind::test::counted(std::malloc(size)); }
// Temporary buffers of the standard library's algorithms come from this one, and go back by the plain delete.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  void* memory = std::malloc(size);
  return memory == nullptr ? nullptr : tradewind::test::counted(memory);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto align = static_cast<std::size_t>(alignment);
  return tradewind::test::counted(std::aligned_alloc(align, (size + align - 1) / align * align));
}
void operator delete(void* memory) noexcept { tradewind::test::release(memory); }
void operator delete(void* memory, std::size_t) noexcept { tradewind::test::release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { tradewind::test::release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { tradewind::test::release(memory); }
#endif

TEST_CASE("allocations are counted") {
  if (!tradewind::test::counts_allocations) SKIP("built with a sanitizer");
  const std::uint64_t before = tradewind::test::allocations;
  const std::size_t bytes = tradewind::test::bytes_in_use;
  auto memory = std::make_unique<char[]>(1000);
  memory[0] = 1;
  CHECK(tradewind::test::allocations == before + 1);
  CHECK(tradewind::test::bytes_in_use >= bytes + 1000);
}
