// Where replications go when the order of a front is in doubt.
#include "verification/effort.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>
#include <random>

namespace tradewind::verification {
namespace {

double drawn(unsigned seed, std::size_t point, int replication) {
  std::seed_seq seeds{seed, static_cast<unsigned>(point), static_cast<unsigned>(replication)};
  std::mt19937 random(seeds);
  return std::normal_distribution<double>()(random);
}

// Replications whose users are common: one disturbance for all points, and one of each point's own.
std::vector<Replications> front(const std::vector<double>& latency_ms, const std::vector<double>& own_ms, const std::vector<int>& counts,
                                unsigned seed = 1) {
  std::vector<Replications> points(latency_ms.size());
  for (std::size_t i = 0; i < points.size(); ++i)
    for (int r = 0; r < counts[i]; ++r) points[i].push_back(latency_ms[i] + 20 * drawn(seed, 0, r) + own_ms[i] * drawn(seed, i + 1, r));
  return points;
}

TEST_CASE("points that are told apart get no more replications, whatever their users do to all of them") {
  const auto points = front({100, 120, 150}, {0.5, 0.5, 0.5}, {4, 4, 4});
  CHECK(next_replications(points, 100, 64) == std::vector<int>{4, 4, 4});
}

TEST_CASE("more replications go to the pair in doubt alone, the budget and the most of a point are kept") {
  const auto points = front({100, 103, 400, 500}, {20, 20, 0.5, 0.5}, {4, 4, 4, 4});
  const auto next = next_replications(points, 100, 64);
  CHECK(next[0] > 4);
  CHECK(next[1] > 4);
  CHECK(next[0] <= 8);  // deviations of four replications are rough
  CHECK(next[2] == 4);
  CHECK(next[3] == 4);
  const auto few = next_replications(points, 3, 64);
  CHECK(std::accumulate(few.begin(), few.end(), 0) == 16 + 3);
  CHECK(next_replications(points, 100, 4) == std::vector<int>{4, 4, 4, 4});
  CHECK(next_replications(points, 0, 64) == std::vector<int>{4, 4, 4, 4});
}

TEST_CASE("a point whose further replications alone put it past its neighbour is in doubt") {
  auto points = front({100, 104}, {0.1, 0.1}, {4, 4});
  REQUIRE(next_replications(points, 10, 64) == std::vector<int>{4, 4});
  for (int r = 0; r < 8; ++r) points[0].push_back(130);  // users of whom the other one knows nothing
  CHECK(next_replications(points, 10, 64)[1] > 4);
  CHECK(next_replications(points, 10, 64)[0] == 12);
}

TEST_CASE("of two doubtful pairs the one that is harder to tell gets more") {
  const auto points = front({100, 101, 300, 320}, {8, 8, 30, 30}, {20, 20, 20, 20});
  const auto next = next_replications(points, 20, 1000);
  CHECK(next[0] + next[1] > next[2] + next[3]);
}

// Against an equal share for everybody: with the same replications, the order of the doubtful pair is right more often.
TEST_CASE("the order is right more often than with an equal share") {
  const std::vector<double> truth{100, 102, 150, 200, 250, 300}, own{5, 5, 5, 5, 5, 5};
  int by_effort = 0, equal = 0;
  constexpr int trials = 200, spare = 48;
  for (unsigned trial = 1; trial <= trials; ++trial) {
    std::vector<int> counts(truth.size(), 4);
    for (int left = spare; left > 0;) {
      const auto next = next_replications(front(truth, own, counts, trial), left, 1000);
      if (next == counts) break;
      left -= std::accumulate(next.begin(), next.end(), 0) - std::accumulate(counts.begin(), counts.end(), 0);
      counts = next;
    }
    const auto right = [&](const std::vector<int>& replications) {
      const auto points = front(truth, own, replications, trial);
      const auto mean = [](const Replications& r) { return std::accumulate(r.begin(), r.end(), 0.0) / static_cast<double>(r.size()); };
      for (std::size_t i = 1; i < points.size(); ++i)
        if (mean(points[i - 1]) > mean(points[i])) return false;
      return true;
    };
    by_effort += right(counts);
    equal += right(std::vector<int>(truth.size(), 4 + spare / static_cast<int>(truth.size())));
  }
  INFO(by_effort << " and " << equal << " of " << trials);
  CHECK(by_effort >= equal);
  CHECK(by_effort > trials * 8 / 10);
}

}  // namespace
}  // namespace tradewind::verification
