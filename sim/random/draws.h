// Random numbers by what they are for: a draw is a function of (seed, replication, purpose, entity, window, index) and of nothing else, so that
// two topologies meet the very same users, and a change in one part of a model leaves the draws of every other part alone.
// Generator: Philox4x64-10, counter-based (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11), from Random123.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace tradewind::random {

enum class Purpose : std::uint32_t {
  arrivals = 1,
  journey = 2,
  sizes = 3,
  retries = 4,
  sessions = 5,
  probes = 6,
  clients = 7,
  nodes = 8,
  spot = 9,
  faults = 10,
  windows = 11,
  access_lines = 12,
  feature_reads = 13,
  feature_ticks = 14,
  packet_losses = 15,
  lost_answers = 16,
  publications = 17,  // of artifacts
  artifact_copies = 18,
  versions = 19,  // which version of a model takes a request
  bad_answers = 20,
  syncs = 21  // of a region's deployment controller
};

// Four uniform numbers of the half-open interval (0, 1]: never 0, so that a logarithm may follow.
using Uniforms = std::array<double, 4>;

class Stream {
 public:
  Stream() = default;
  Stream(std::uint64_t seed, std::uint32_t replication, Purpose purpose, std::uint64_t entity, std::uint64_t window)
      : key_{{seed, std::uint64_t{replication} << 32 | static_cast<std::uint32_t>(purpose)}}, entity_(entity), window_(window) {}

  Uniforms draw(std::uint64_t index) const {
    const auto bits = r123::Philox4x64{}({{entity_, window_, index, 0}}, key_);
    Uniforms uniforms{};
    for (std::size_t lane = 0; lane < uniforms.size(); ++lane) uniforms[lane] = static_cast<double>((bits[lane] >> 11) + 1) * 0x1p-53;
    return uniforms;
  }

 private:
  r123::Philox4x64::key_type key_{{0, 0}};
  std::uint64_t entity_ = 0, window_ = 0;
};

// Index of a draw that every attempt of a request has for itself: attempts stand above all bits of the request's own index.
constexpr std::uint64_t index_of_attempt(std::uint64_t index, std::uint64_t attempt) { return index | attempt << 48; }

// Two independent standard normal numbers from two uniform ones (Box and Muller, 1958).
inline std::array<double, 2> normal_pair(double u, double v) {
  const double radius = std::sqrt(-2.0 * std::log(u)), angle = 2.0 * std::numbers::pi * v;
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace tradewind::random
