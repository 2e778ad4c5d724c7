// Objects of the target "kubernetes" as templates of a Helm chart: what an overlay makes of them is taken from the values.
#pragma once

#include "kubernetes/manifests.h"

namespace tradewind::helm {

// One workload of the chart. `.Values.workloads` has its values under the workload's name; where they are absent, nothing of it is installed.
struct Templates {
  const ExportInput& input;
  std::string chart;         // name of it
  const RegionPlan& region;  // one in which the workload runs
  const PoolPlan& plan;

  // templates/<workload>-<object>.yaml, and files/<workload>/ for the files of a ConfigMap. Paths are relative to the chart.
  Bundle files() const;
  // What templates/_helpers.tpl has for the workload: names of ConfigMaps that change with their contents, as kustomize's do.
  std::string helpers() const;
};

}  // namespace tradewind::helm
