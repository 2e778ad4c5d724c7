// Files: read whole, written so that a reader never sees half of one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tradewind {

// Throws std::runtime_error with the path and the system's reason.
std::string read_file(const std::filesystem::path& file);

// Writes to a temporary name in the same folder and renames; creates missing parent folders. Throws std::runtime_error.
void write_file(const std::filesystem::path& file, std::string_view contents);

}  // namespace tradewind
