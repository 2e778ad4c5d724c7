// The requests of a measured run, drawn anew where the file does not have them one by one.
#pragma once

#include <vector>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind::calibration {

// When each is due, as the file has it, or with gamma-distributed gaps at the run's rate; lengths likewise. The same run gives the same requests. At
// most `most_requests`, the first `warm_up` of them answered before the run began to measure, the last cut_off_of() of them out when it ends.
std::vector<TraceRequest> requests_of(const MeasuredRun& run);
std::size_t cut_off_of(const MeasuredRun& run);

// Tokens of the longest request, prompt and answer.
std::int64_t longest(const std::vector<TraceRequest>& requests);

inline constexpr std::size_t most_requests = 20'000;

// A trace in memory.
class ListTrace final : public Trace {
 public:
  explicit ListTrace(const std::vector<TraceRequest>& requests) : requests_(requests) {}
  bool next(TraceRequest& request) override {
    if (at_ == requests_.size()) return false;
    request = requests_[at_++];
    return true;
  }

 private:
  const std::vector<TraceRequest>& requests_;
  std::size_t at_ = 0;
};

}  // namespace tradewind::calibration
