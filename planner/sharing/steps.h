// The steps of a plan. A step is pure: its key names all that its result depends on. The plan itself is a deterministic programme whose costly parts
// are steps, done in batches of independent ones; so every worker that runs it meets the same batches, and the front does not depend on who did what,
// on how many there were, or on what was there before.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "sharing/division.h"
#include "tradewind/planner/study.h"

namespace tradewind::sharing {

class Steps {
 public:
  Steps(Study& study, Division& division, std::stop_token stop) : study_(&study), division_(&division), stop_(std::move(stop)) {}

  // The results of independent steps, in the order of their keys. What the study has or others have sent is taken from there; the rest is computed on
  // `threads` threads (0 = all cores), each result kept at once, or awaited from the workers who do it. Throws Interrupted, AwaitsShards, and what
  // `compute` throws.
  std::vector<std::string> run(const std::vector<std::string>& keys, int threads, const std::function<std::string(std::size_t)>& compute);

 private:
  std::optional<std::string> find(const std::string& key);
  std::size_t compute_mine(const std::vector<std::string>& keys, const std::vector<std::size_t>& missing, int threads,
                           const std::function<std::string(std::size_t)>& compute);

  Study* study_;
  Division* division_;
  std::stop_token stop_;
};

}  // namespace tradewind::sharing
