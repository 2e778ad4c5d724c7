// Bundles on disk: new files in place of the former bundle's, other people's files left alone.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

#include "bundle_marker.h"
#include "tradewind/deploy/bundle.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

namespace fs = std::filesystem;

constexpr const char* marker_title = "Files of a bundle written by tradewind; the next export removes those that it no longer has.";

std::set<std::string> checked_paths(const Bundle& bundle) {
  std::set<std::string> paths;
  for (const BundleFile& file : bundle) {
    if (!is_safe_path(file.path)) throw std::invalid_argument(fmt::format("a bundle cannot hold a file named '{}'", file.path));
    if (!paths.insert(file.path).second) throw std::invalid_argument(fmt::format("the file '{}' stands in the bundle twice", file.path));
  }
  return paths;
}

// What a former bundle wrote.
std::set<std::string> former_paths(const fs::path& folder) {
  std::set<std::string> paths;
  if (!fs::exists(folder)) return paths;
  if (!fs::is_directory(folder)) throw std::runtime_error(fmt::format("{} is not a folder", folder.string()));
  if (!fs::exists(folder / bundle_marker)) {
    if (fs::is_empty(folder)) return paths;
    throw std::runtime_error(fmt::format("{} is not empty and no bundle of tradewind: give a new or empty folder", folder.string()));
  }
  return bundle_paths(folder);
}

void write_marker(const fs::path& folder, const std::set<std::string>& paths) {
  std::string text = fmt::format("# {}\n", marker_title);
  for (const std::string& path : paths) text += path + "\n";
  write_file(folder / bundle_marker, text);
}

// Removes a file and the folders that it leaves empty.
void remove_stale(const fs::path& folder, const std::string& path) {
  fs::remove(folder / path);
  for (fs::path parent = fs::path(path).parent_path(); !parent.empty(); parent = parent.parent_path()) {
    if (!fs::is_directory(folder / parent) || !fs::is_empty(folder / parent)) return;
    fs::remove(folder / parent);
  }
}

}  // namespace

bool is_safe_path(const std::string& path) {
  const fs::path p(path);
  if (path.empty() || path == bundle_marker || p.is_absolute()) return false;
  if (std::any_of(path.begin(), path.end(), [](unsigned char c) { return c < 0x20 || c == '\\'; })) return false;
  return std::none_of(p.begin(), p.end(), [](const fs::path& part) { return part.empty() || part == ".." || part == "."; });
}

std::set<std::string> bundle_paths(const fs::path& folder) {
  std::set<std::string> paths;
  std::istringstream lines(read_file(folder / bundle_marker));
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with('#') && is_safe_path(line)) paths.insert(line);
  return paths;
}

void write_bundle(const Bundle& bundle, const fs::path& folder) {
  const std::set<std::string> now = checked_paths(bundle);
  const std::set<std::string> before = former_paths(folder);
  // The marker first names both, so that an export cut short is still known as a bundle, whole or not.
  std::set<std::string> both = now;
  both.insert(before.begin(), before.end());
  write_marker(folder, both);
  for (const BundleFile& file : bundle) write_file(folder / file.path, file.contents);
  for (const std::string& path : before)
    if (!now.contains(path)) remove_stale(folder, path);
  write_marker(folder, now);
}

}  // namespace tradewind
