// Topics followed in many regions for an hour of simulated time: every region is asked once a second up to which event time it has seen each topic,
// with a mirror that stands still for a minute in one region of ten.
//
//   bench_streams [TOPICS REGIONS]      1000 30 unless given
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <vector>

#include "streams/replication.h"

using namespace tradewind;

namespace {

constexpr int hour_s = 3600;

std::vector<streams::Mirror> mirrors(std::size_t topics, std::size_t regions) {
  std::vector<streams::Mirror> all;
  for (std::size_t i = 0; i < topics * regions; ++i) {
    const double rtt_ms = 1 + static_cast<double>(i % regions) * 8;
    all.push_back(streams::replication({.name = "topic", .events_per_s = 1000, .mirror_events_per_s = 3000}, rtt_ms, rtt_ms));
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int place, std::size_t usual) { return argc > place ? std::strtoul(argv[place], nullptr, 10) : usual; };
  const std::size_t topics = number(1, 1000), regions = number(2, 30);
  std::vector<streams::Mirror> all = mirrors(topics, regions);
  double age_s = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int second = 1; second <= hour_s; ++second) {
    const kernel::Time now = kernel::from_s(second);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i % regions % 10 == 0 && second == 600) all[i].stand_still(now);
      if (i % regions % 10 == 0 && second == 660) all[i].go_on(now);
      age_s += kernel::to_s(now - all[i].passed(now));
    }
  }
  const double wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double questions = static_cast<double>(hour_s) * static_cast<double>(all.size());
  fmt::print("{} topics x {} regions for an hour: {:.2f} s, {:.1f} ns a question, mean age {:.4f} s\n", topics, regions, wall_s,
             wall_s / questions * 1e9, age_s / questions);
}
