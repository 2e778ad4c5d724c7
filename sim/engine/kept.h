// Finished replications in a file, so that more of them can be added later.
#pragma once

#include <filesystem>
#include <string>

#include "engine/ensemble.h"
#include "tradewind/sim/simulate.h"

namespace tradewind::engine {

class KeptFile {
 public:
  KeptFile(const Keep& keep, const Plan& plan, const Groups& groups, const Topology& topology);

  // What the file holds; nothing when there is no such file. Throws InvalidInput when it is of another scenario, topology, schedule or version, or no
  // such file at all; FileError.
  Ensemble load() const;
  // Whoever reads the file meanwhile, or after a crash, sees the old or the new one whole. Throws FileError.
  void save(const Ensemble& ensemble) const;

 private:
  std::filesystem::path file_;
  std::string scenario_, topology_;
  const Plan* plan_;
  const Groups* groups_;
};

}  // namespace tradewind::engine
