#include "written_targets.h"

#include <fmt/format.h>

#include <algorithm>

namespace tradewind {

bool WrittenTargets::has(std::string_view target) const { return std::ranges::find(names_, target) != names_.end(); }

std::vector<std::string> WrittenTargets::cluster_folders() const { return present({{"terraform", "terraform/"}, {"pulumi", "pulumi/"}}); }

std::vector<std::string> WrittenTargets::server_folders() const {
  return present({{"kubernetes", "kubernetes/overlays"}, {"helm", "helm/"}, {"kserve", "kserve/regions"}, {"rollouts", "rollouts/regions"}});
}

std::vector<std::string> WrittenTargets::present(const std::vector<std::pair<std::string_view, std::string_view>>& folders) const {
  std::vector<std::string> list;
  for (const auto& [target, folder] : folders)
    if (has(target)) list.emplace_back(folder);
  return list;
}

std::string either(const std::vector<std::string>& folders) { return fmt::format("{}", fmt::join(folders, " or ")); }

}  // namespace tradewind
