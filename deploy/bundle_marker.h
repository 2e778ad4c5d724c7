// The list of its own files that a bundle keeps on disk.
#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace tradewind {

inline constexpr const char* bundle_marker = ".tradewind-bundle";

// Stays inside the folder: relative, no "..", no empty part, no control character (the marker is a list of lines).
bool is_safe_path(const std::string& path);

// The files that the marker of a folder lists. Lines that lead elsewhere are not believed. Throws FileError when there is no marker.
std::set<std::string> bundle_paths(const std::filesystem::path& folder);

}  // namespace tradewind
