#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include "apply_order.h"
#include "common_files.h"
#include "target.h"
#include "written_targets.h"

namespace tradewind {
namespace {

constexpr std::array targets = {&terraform_target, &pulumi_target,     &kubernetes_target, &gateway_target,       &helm_target,
                                &kserve_target,    &data_plane_target, &rollouts_target,   &observability_target, &datadog_target,
                                &newrelic_target,  &resilience_target, &runbook_target};

std::string known_names() {
  std::string names;
  for (const Target* target : targets) names += fmt::format("{}'{}'", names.empty() ? "" : ", ", target->name);
  return names;
}

// The targets of these names and those that they build on, in the order of the table.
std::vector<const Target*> chosen(const std::vector<std::string>& names) {
  if (names.empty()) throw std::invalid_argument(fmt::format("name an export target: {}", known_names()));
  for (const std::string& name : names)
    if (std::ranges::none_of(targets, [&](const Target* target) { return target->name == name; }))
      throw std::invalid_argument(fmt::format("there is no export target '{}'; there is {}", name, known_names()));
  std::vector<const Target*> list;
  const auto named = [&](const Target* target) { return std::ranges::find(names, target->name) != names.end(); };
  std::ranges::copy_if(targets, std::back_inserter(list), [&](const Target* target) {
    return named(target) || std::ranges::any_of(targets, [&](const Target* other) { return named(other) && other->builds_on == target->name; });
  });
  return list;
}

}  // namespace

std::vector<ExportTarget> export_targets() {
  std::vector<ExportTarget> list;
  for (const Target* target : targets)
    list.push_back(
        {std::string(target->name), std::string(target->writes), std::string(target->made_for), target->tells_failures, target->tells_knees});
  return list;
}

Bundle export_bundle(const ExportInput& input, const std::vector<std::string>& names) {
  const std::vector<const Target*> wanted = chosen(names);
  std::vector<RegionPlan> regions = region_plans(input);
  const bool has_gateway = std::ranges::find(wanted, &gateway_target) != wanted.end();
  for (RegionPlan& region : regions) region.has_gateway = has_gateway;
  Bundle bundle = {{"EXPECTED.json", expected_json(input, regions)}, {"topology.json", to_json(input.world, input.topology)}};
  // A target that finds nothing to write is none that people are told to apply.
  std::vector<std::string_view> written_names;
  for (const Target* target : wanted) {
    Bundle files = target->files != nullptr ? target->files(input, regions) : Bundle{};
    if (!files.empty() || target->procedures != nullptr) written_names.push_back(target->name);
    std::ranges::move(files, std::back_inserter(bundle));
  }
  const WrittenTargets written(written_names);
  std::string sections = apply_order(input, regions, written);
  for (const Target* target : wanted) {
    if (target->procedures != nullptr) std::ranges::move(target->procedures(input, regions, written), std::back_inserter(bundle));
    sections += target->readme(input, regions);
  }
  bundle.push_back({"README.md", readme(input, regions, sections)});
  std::ranges::sort(bundle, {}, &BundleFile::path);
  return bundle;
}

}  // namespace tradewind
