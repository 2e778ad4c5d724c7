// Which targets one bundle has: what tells people what to do names their folders, and no others.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tradewind {

class WrittenTargets {
 public:
  // Names as ExportTarget has them.
  explicit WrittenTargets(std::vector<std::string_view> names) : names_(std::move(names)) {}

  bool has(std::string_view target) const;

  // Folders of which one is applied: "terraform/", "pulumi/"; none where neither is written.
  std::vector<std::string> cluster_folders() const;
  std::vector<std::string> server_folders() const;

 private:
  std::vector<std::string> present(const std::vector<std::pair<std::string_view, std::string_view>>& folders) const;

  std::vector<std::string_view> names_;
};

// "terraform/ or pulumi/"
std::string either(const std::vector<std::string>& folders);

}  // namespace tradewind
