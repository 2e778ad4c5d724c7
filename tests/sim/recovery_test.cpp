#include "motion/recovery.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

using namespace tradewind::motion;

namespace {

// A block is well when none of its moments is bad; nobody asks in the moments of -1.
auto well(const std::vector<int>& bad) {
  return [&bad](std::size_t begin, std::size_t end) -> std::optional<bool> {
    int asked = 0, failed = 0;
    for (std::size_t i = begin; i < end; ++i) {
      asked += bad[i] >= 0;
      failed += bad[i] > 0;
    }
    if (asked == 0) return std::nullopt;
    return failed == 0;
  };
}

std::optional<std::size_t> since(const std::vector<int>& bad, std::size_t length) { return well_since(0, bad.size(), length, well(bad)); }

}  // namespace

TEST_CASE("recovery is judged on whole blocks, to the end") {
  CHECK(since({1, 1, 0, 0, 0, 0}, 3) == 2u);
  CHECK_FALSE(since({1, 1, 1, 1, 1, 0}, 3));  // a last moment alone is no block
  CHECK(since({0, 0, 0, 0}, 3) == 0u);
  CHECK(since({0, 0}, 3) == 0u);  // the stretch is shorter than a block
  CHECK_FALSE(since({0, 1}, 3));
  CHECK_FALSE(since({}, 3));
}

TEST_CASE("moments in which nobody asks say neither") {
  CHECK_FALSE(since({1, 1, 1, -1, -1, -1, -1}, 3));  // dead to the end, although nothing fails any more
  CHECK(since({1, 0, 0, 0, -1, -1, -1, -1}, 3) == 1u);
  CHECK_FALSE(since({-1, -1, -1, -1}, 3));
}

TEST_CASE("few failures among few requests are no proof, and none are always fine") {
  CHECK(at_most(2, 131, 0.01));  // 1.5 %, where chance alone makes 3 of 1 %
  CHECK_FALSE(at_most(5, 131, 0.01));
  CHECK_FALSE(at_most(2, 2, 0.01));
  CHECK_FALSE(at_most(1, 10, 0.01));
  CHECK(at_most(1000, 100000, 0.01));
  CHECK_FALSE(at_most(1100, 100000, 0.01));  // 3.2 standard deviations
  CHECK(at_most(0, 50, 0));
  CHECK_FALSE(at_most(1, 50, 0));
}
