// --shard, --exchange, --lease-s: this process as one of several workers of a plan.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tradewind/planner/plan.h"

namespace tradewind {

class WorkerFlags {
 public:
  void add_to(CLI::App& verb);

  // Fills in shard, exchange and lease. Without --shard, a process of mpirun or srun takes its number from there, and the exchange is a folder beside
  // the study. Throws std::invalid_argument.
  void apply(PlanOptions& options, const std::string& study) const;

 private:
  std::string shard_, exchange_;
  double lease_s_ = 30;
};

// "2/8" -> {2, 8}. Throws std::invalid_argument.
Shard shard_from(const std::string& text);

// Where results are exchanged, only shard 0 writes the study; the others have theirs in the folder.
inline bool writes_study(const PlanOptions& options) { return !options.shard || options.exchange.empty() || options.shard->index == 0; }

}  // namespace tradewind
