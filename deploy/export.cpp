#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "common_files.h"
#include "target.h"

namespace tradewind {
namespace {

const std::array<const Target*, 1>& targets() {
  static const std::array<const Target*, 1> table = {&kubernetes_target};
  return table;
}

const Target& find_target(std::string_view name) {
  std::string known;
  for (const Target* target : targets()) {
    if (target->name == name) return *target;
    known += fmt::format("{}'{}'", known.empty() ? "" : ", ", target->name);
  }
  throw std::invalid_argument(fmt::format("there is no export target '{}'; there is {}", name, known));
}

}  // namespace

std::vector<ExportTarget> export_targets() {
  std::vector<ExportTarget> list;
  for (const Target* target : targets()) list.push_back({std::string(target->name), std::string(target->description)});
  return list;
}

Bundle export_bundle(const ExportInput& input, std::string_view name) {
  const Target& target = find_target(name);
  const std::vector<RegionPlan> regions = region_plans(input);
  Bundle bundle = target.files(input, regions);
  bundle.push_back({"EXPECTED.json", expected_json(input, regions)});
  bundle.push_back({"README.md", readme(input, regions, target.readme(input, regions))});
  bundle.push_back({"topology.json", to_json(input.world, input.topology)});
  std::sort(bundle.begin(), bundle.end(), [](const BundleFile& a, const BundleFile& b) { return a.path < b.path; });
  return bundle;
}

}  // namespace tradewind
