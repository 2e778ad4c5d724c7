// What users saw of two versions.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/window.h"
#include "statistics/sketch.h"
#include "tradewind/sim/rollout.h"

namespace tradewind::rollout {

using kernel::Time;

// The requests of one moment, by when they were sent.
struct Tally {
  std::uint64_t sent = 0, completed = 0, late = 0, by_new = 0;
  std::uint64_t answers = 0, answers_by_new = 0;  // errors too
  // Answers after another one of their conversation: by when they came, by when that other one came; and those by another version than it.
  std::uint64_t turns = 0, turns_since = 0, switched = 0;
  statistics::Sketch latency;
  void merge(const Tally& other);
};

// When a version answered.
struct Span {
  std::optional<Time> first, last;
  void add(Time at);
};

// From the first answer of the new version to the last of the version that went; nothing when one of them never answered.
std::optional<Span> both(const Span& old_version, const Span& new_version);

class Statistics {
 public:
  // Requests of one workload. Moments of this length from `start` on. `new_pools`: by pool of the plan, whether it is one of the new version.
  Statistics(const engine::Plan& plan, std::uint32_t workload, std::vector<char> new_pools, Time start, Time moment, std::size_t moments);

  // In the order in which their fates are known.
  void add(const engine::RequestRecord& record);

  const std::vector<Tally>& moments() const { return moments_; }
  double skew_s(std::uint32_t region) const;  // of the world
  std::optional<Time> first_answer_of_new(std::uint32_t region) const { return new_[region].first; }
  std::uint64_t fingerprint() const { return fingerprint_; }
  VersionSkew skew() const;

 private:
  struct Conversation {
    Time first = 0, last = 0;  // answers
    bool several = false, last_by_new = false, split = false;
  };
  Tally& moment_at(Time at);
  void follow(const engine::RequestRecord& record, bool by_new);

  const engine::Plan* plan_;
  std::uint32_t workload_;
  std::vector<char> new_pools_;
  Time start_, moment_;
  std::vector<Tally> moments_;
  std::vector<Span> old_, new_;                                                 // by region of the world
  std::vector<std::unordered_map<std::uint64_t, Conversation>> conversations_;  // by stream; memory grows with them
  std::uint64_t fingerprint_ = 0;
};

}  // namespace tradewind::rollout
