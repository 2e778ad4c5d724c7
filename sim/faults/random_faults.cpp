#include "faults/random_faults.h"

#include <stdexcept>

namespace tradewind::faults {

std::vector<Fault> random_faults(std::span<const Part> parts, const Reliability& reliability, Time horizon, FaultSeed seed) {
  if (!(reliability.up.mean_s() > 0)) throw std::invalid_argument("The mean time between failures must be positive.");
  std::vector<Fault> faults;
  for (const Part& part : parts) {
    const random::Stream stream(seed.seed, seed.replication, random::Purpose::faults, static_cast<std::uint64_t>(part.kind) << 32 | part.target, 0);
    Time now = 0;
    for (std::uint64_t index = 0;; ++index) {
      const random::Uniforms u = stream.draw(index);
      const double up_s = reliability.up.seconds(u[0], u[1]);
      if (up_s >= kernel::to_s(horizon - now)) break;
      const Time begin = now + kernel::from_s(up_s);
      now = begin + reliability.down.draw(u[2], u[3]);
      faults.push_back({part.kind, part.target, begin, now, part.severity});
      if (now >= horizon) break;
    }
  }
  check_and_sort(faults);
  return faults;
}

}  // namespace tradewind::faults
