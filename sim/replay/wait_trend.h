// Mean waits by the time of the arrival, over a span whose length is not known beforehand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tradewind::replaying {

class WaitTrend {
 public:
  // `time_s`: since the first arrival; never less than the one before.
  void add(double time_s, double wait_s);

  struct Quarters {
    double second_s = 0, last_s = 0;  // mean waits; 0 where nobody arrived
    double span_s = 0;                // until the last arrival
  };
  Quarters quarters() const;

 private:
  struct Bin {
    std::uint64_t count = 0;
    double wait_s = 0;  // sum
  };
  void double_width();
  double mean_wait(double from_s, double until_s) const;

  std::array<Bin, 256> bins_{};
  double width_s_ = 1e-3;  // doubled whenever the span outgrows the bins: they stay at least half full
  double last_s_ = 0;
};

}  // namespace tradewind::replaying
