// What users felt, moment by moment: of the requests by when they were sent.
#pragma once

#include <vector>

#include "engine/plan.h"
#include "engine/window.h"
#include "statistics/sketch.h"

namespace tradewind::motion {

using kernel::Time;

struct Tally {
  std::uint64_t sent = 0, completed = 0, late = 0;
  statistics::Sketch latency;  // that the SLO names, of the completed ones

  void add(const engine::RequestRecord& record, const Workload& workload);
  void merge(const Tally& other);
};

// All counts are integers: records may be added, and timelines merged, in any order.
class Timeline {
 public:
  // Moments of this length from `start` on; requests of [from, to) also count for their population.
  Timeline(const engine::Plan& plan, Time start, Time moment, std::size_t moments, Time from, Time to);

  void add(const engine::RequestRecord& record);
  void merge(const Timeline& other);

  std::size_t moments() const { return moments_.size(); }
  const Tally& moment(std::size_t index) const { return moments_[index]; }
  std::uint64_t sent_to(std::size_t moment, std::uint32_t region) const { return sent_to_[moment * regions_ + region]; }  // region of the world
  const std::vector<Tally>& populations() const { return populations_; }
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  const engine::Plan* plan_;
  Time start_, moment_, from_, to_;
  std::size_t regions_;
  std::vector<Tally> moments_, populations_;
  std::vector<std::uint64_t> sent_to_;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace tradewind::motion
