#include "serving/balancer.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace tradewind;
using serving::Balancer;

TEST_CASE("round robin takes replicas in turn") {
  Balancer balancer(Balancing::round_robin, 3);
  for (int i = 0; i < 9; ++i) CHECK(balancer.choose(0.5, 1) == static_cast<std::uint32_t>(i % 3));
}

TEST_CASE("least outstanding takes the emptiest replica, ties in turn") {
  Balancer balancer(Balancing::least_outstanding, 3);
  CHECK(balancer.choose(0.5, 1) == 0);
  CHECK(balancer.choose(0.5, 1) == 1);
  CHECK(balancer.choose(0.5, 1) == 2);
  balancer.done(1, 1);
  CHECK(balancer.choose(0.5, 1) == 1);
  balancer.done(0, 1);
  balancer.done(2, 1);
  CHECK(balancer.choose(0.5, 1) == 2);
  CHECK(balancer.choose(0.5, 1) == 0);
}

TEST_CASE("least outstanding takes what a look at all replicas would take, as requests end and replicas come and go") {
  std::mt19937 random(9);
  Balancer balancer(Balancing::least_outstanding, 5);
  std::vector<int> requests(5);
  std::size_t turn = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::size_t place = requests.empty() ? 0 : random() % requests.size();
    if (const auto what = random() % 20; what == 0) {
      balancer.add();
      requests.push_back(0);
    } else if (what == 1 && requests.size() > 1) {
      balancer.remove(static_cast<std::uint32_t>(place));
      requests.erase(requests.begin() + static_cast<std::ptrdiff_t>(place));
      if (turn > place) --turn;
      if (turn >= requests.size()) turn = 0;
    } else if (what < 10 && requests[place] > 0) {
      balancer.done(static_cast<std::uint32_t>(place), 1);
      --requests[place];
    } else {
      std::size_t least = turn;
      for (std::size_t k = 1; k < requests.size(); ++k)
        if (const std::size_t next = (turn + k) % requests.size(); requests[next] < requests[least]) least = next;
      REQUIRE(balancer.choose(0.5, 1) == least);
      ++requests[least];
      turn = least + 1 < requests.size() ? least + 1 : 0;
    }
  }
  while (balancer.size() > 0) balancer.remove(0);
  balancer.add();
  CHECK(balancer.choose(0.5, 1) == 0);
}

TEST_CASE("power of two choices keeps the longest queue far below a random choice") {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> uniform(0, 1);
  constexpr std::uint32_t replicas = 1000;
  Balancer balancer(Balancing::power_of_two, replicas);
  std::vector<int> load(replicas);
  for (std::uint32_t i = 0; i < replicas; ++i) ++load[balancer.choose(uniform(random), 1)];
  // Theory (Mitzenmacher): ln ln n / ln 2 + O(1), about 4 here; one random choice gives about ln n / ln ln n, 5 to 7.
  CHECK(*std::max_element(load.begin(), load.end()) <= 4);
  CHECK(Balancer(Balancing::power_of_two, 1).choose(1.0, 1) == 0);
}

TEST_CASE("least tokens takes the replica with the fewest tokens in flight, however many requests they are") {
  Balancer balancer(Balancing::least_tokens, 2);
  CHECK(balancer.choose(0.5, 1000) == 0);
  CHECK(balancer.choose(0.5, 300) == 1);
  CHECK(balancer.choose(0.5, 300) == 1);
  CHECK(balancer.choose(0.5, 500) == 1);  // 1000 : 600
  CHECK(balancer.choose(0.5, 10) == 0);   // 1000 : 1100
  balancer.done(1, 500);
  CHECK(balancer.choose(0.5, 10) == 1);  // 1010 : 600
}

TEST_CASE("prefix affinity follows the longest cached prefix, unless it is short or its replica far busier") {
  Balancer balancer(Balancing::prefix_affinity, 3);
  using Cached = std::vector<std::int64_t>;
  CHECK(balancer.choose(0.5, 1, 100, Cached{0, 64, 32}) == 1);
  CHECK(balancer.choose(0.5, 1, 100, Cached{0, 64, 96}) == 2);
  CHECK(balancer.choose(0.5, 1, 100, Cached{0, 0, 30}) == 0);  // 30 % is too short: the idlest
  for (int i = 0; i < 65; ++i) CHECK(balancer.choose(0.5, 1, 100, Cached{0, 64, 32}) == 1);
  CHECK(balancer.choose(0.5, 1, 100, Cached{0, 64, 32}) != 1);  // 66 against 1
  CHECK(Balancer(Balancing::prefix_affinity, 1).by_prefix() == false);
}
