// --emit and what goes with it: the job that plans on the user's own cluster, instead of planning here.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tradewind/planner/plan.h"

namespace tradewind {

class PlanJobFlags {
 public:
  // Refuses to stand beside the flags named in `excludes`, which a job does not hand on.
  void add_to(CLI::App& verb, const std::vector<std::string>& excludes);
  bool wanted() const { return !target_.empty(); }

  // The text of the job. Throws std::invalid_argument, FileError.
  std::string text(const std::string& scenario_name, const std::string& scenario_file, const std::string& study_file, const PlanOptions& options,
                   const std::string& price_book) const;

 private:
  std::string target_, image_;
  int shards_ = 4, rounds_ = 8;
};

}  // namespace tradewind
