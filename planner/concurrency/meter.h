// Progress of work in parts of known weight, reported a few times a second and never backwards.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "tradewind/scenarios/progress.h"

namespace tradewind {

class Meter {
 public:
  explicit Meter(ProgressCallback callback) : callback_(std::move(callback)) {}

  // Begins a part that ends at `until` of the whole work.
  void begin(double until, std::string stage);
  // Share of the part that is done. Safe from several threads.
  void advance(double share);

 private:
  void report(double done, bool at_once);

  ProgressCallback callback_;
  std::mutex mutex_;
  std::string stage_;
  double from_ = 0, until_ = 0, done_ = 0;
  std::chrono::steady_clock::time_point last_{};
};

// Steps of equal weight that make up a part, done in any order and side by side.
class EqualSteps {
 public:
  EqualSteps(Meter& meter, std::size_t count) : meter_(&meter), shares_(count) {}
  // Share of the step that is done. Safe from several threads.
  void advance(std::size_t step, double share);

 private:
  Meter* meter_;
  std::mutex mutex_;
  std::vector<double> shares_;  // of each step
};

}  // namespace tradewind
