// A study of 50,000 topologies in a world of 1,000 metros, made up: to see what the window does with one.
#pragma once

#include <filesystem>

namespace tradewind::bench {

inline constexpr int candidates = 50'000, metros = 1'000;

// Writes the study, unless the file is there. Latency and cost lie above a hyperbola; the first points have flows from each metro to three regions
// and latencies of each metro, as a simulation finds them.
inline constexpr int with_people = 41;
void write_large_study(const std::filesystem::path& file);

}  // namespace tradewind::bench
