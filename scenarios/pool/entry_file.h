// A file that a pool file names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "language/reader.h"

namespace tradewind::pool_file {

struct EntryFile {
  std::filesystem::path file;
  std::string text;
};

// Its path counts from the folder of the pool file. Nothing after a problem was added at `path`.
std::optional<EntryFile> entry_file(const std::string& name, const std::string& path, language::Reading& reading);

}  // namespace tradewind::pool_file
