#include "kernel/winner_tree.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace tradewind::kernel;

TEST_CASE("the winner tree names the earliest source, of equal ones the first") {
  std::mt19937 random(7);
  for (const std::size_t sources : {1, 2, 3, 8, 13, 100}) {
    WinnerTree tree(sources);
    CHECK(tree.first_time() == never);
    std::vector<Time> times(sources, never);
    for (int i = 0; i < 2000; ++i) {
      const auto source = static_cast<std::uint32_t>(random() % sources);
      times[source] = random() % 5 == 0 ? never : static_cast<Time>(random() % 50);
      tree.set(source, times[source]);
      const auto first = std::ranges::min_element(times);
      REQUIRE(tree.first_time() == *first);
      if (*first != never) REQUIRE(tree.first() == static_cast<std::uint32_t>(first - times.begin()));
    }
  }
}
