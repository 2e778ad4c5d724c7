// A target of the export: a folder next to this file, one row in the table of export.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region_plan.h"
#include "written_targets.h"

namespace tradewind {

struct Target {
  std::string_view name, writes, made_for;  // as ExportTarget
  // The target's own files, all below folders that no other target writes to.
  Bundle (*files)(const ExportInput& input, const std::vector<RegionPlan>& regions);
  // The target's sections of README.md: what is in its folder, what it needs, how to apply it.
  std::string (*readme)(const ExportInput& input, const std::vector<RegionPlan>& regions);
  bool tells_failures = false, tells_knees = false;  // as ExportTarget
  std::string_view builds_on = {};                   // a target that is written too: its files refer to that one's
  // In place of `files`: those that tell people what to do with the folders of the other targets.
  Bundle (*procedures)(const ExportInput& input, const std::vector<RegionPlan>& regions, const WrittenTargets& written) = nullptr;
};

extern const Target terraform_target, pulumi_target, kubernetes_target, gateway_target, helm_target, kserve_target, data_plane_target,
    rollouts_target, observability_target, datadog_target, newrelic_target, resilience_target, runbook_target;

}  // namespace tradewind
