// Faults by chance: every part alternates between working and broken, independently of the others (an alternating renewal process), so that in the
// long run it works for MTBF / (MTBF + MTTR) of the time. MTBF is the time from repair to failure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "faults/fault.h"
#include "random/draws.h"
#include "random/durations.h"

namespace tradewind::faults {

struct Reliability {
  random::Durations up;    // time between failures
  random::Durations down;  // time to repair
  double availability() const { return up.mean_s() / (up.mean_s() + down.mean_s()); }
};

// Rates with a source. Everything else is for the scenario to state: there is no honest figure for the loss of a whole region, or of a link between
// regions (most public incidents touch one service in one region, and providers report differently).
//   419 unexpected interruptions in 54 days on 16,384 H100: "The Llama 3 Herd of Models" (2024), table 5, as quoted in the press. 148 by faulty GPUs,
//   72 by HBM3, 19 by SRAM, 17 by the system processor: 256 of the GPU. The report's own shares do not agree (148 of 419 is 35.3 %, it prints 30.1
//   %).
inline constexpr double llama3_gpu_hours = 16384.0 * 54 * 24;
inline constexpr double h100_gpu_mtbf_hours = llama3_gpu_hours / (148 + 72 + 19 + 17);  // 82,944 h: 0.106 a GPU and year
inline constexpr double h100_any_mtbf_hours = llama3_gpu_hours / 419;                   // all causes, of one GPU's share

struct FaultSeed {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
};

// All parts are new and work at time 0. Draws depend on (seed, replication, kind, target) only: a part more or less leaves the faults of the others
// as they were. Faults that begin before `horizon`, sorted; they may end after it. Throws std::invalid_argument: a mean time up that is not positive.
std::vector<Fault> random_faults(std::span<const Part> parts, const Reliability& reliability, Time horizon, FaultSeed seed);

}  // namespace tradewind::faults
