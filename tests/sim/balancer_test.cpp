#include "serving/balancer.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace tradewind;
using serving::Balancer;

TEST_CASE("round robin takes replicas in turn") {
  Balancer balancer(Balancing::round_robin, 3);
  for (int i = 0; i < 9; ++i) CHECK(balancer.choose(0.5) == static_cast<std::uint32_t>(i % 3));
}

TEST_CASE("least outstanding takes the emptiest replica, ties in turn") {
  Balancer balancer(Balancing::least_outstanding, 3);
  CHECK(balancer.choose(0.5) == 0);
  CHECK(balancer.choose(0.5) == 1);
  CHECK(balancer.choose(0.5) == 2);
  balancer.done(1);
  CHECK(balancer.choose(0.5) == 1);
  balancer.done(0);
  balancer.done(2);
  CHECK(balancer.choose(0.5) == 2);
  CHECK(balancer.choose(0.5) == 0);
}

TEST_CASE("power of two choices keeps the longest queue far below a random choice") {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> uniform(0, 1);
  constexpr std::uint32_t replicas = 1000;
  Balancer balancer(Balancing::power_of_two, replicas);
  std::vector<int> load(replicas);
  for (std::uint32_t i = 0; i < replicas; ++i) ++load[balancer.choose(uniform(random))];
  // Theory (Mitzenmacher): ln ln n / ln 2 + O(1), about 4 here; one random choice gives about ln n / ln ln n, 5 to 7.
  CHECK(*std::max_element(load.begin(), load.end()) <= 4);
  CHECK(Balancer(Balancing::power_of_two, 1).choose(1.0) == 0);
}
