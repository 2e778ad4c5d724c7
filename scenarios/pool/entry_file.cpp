#include "pool/entry_file.h"

#include <fmt/format.h>

#include "tradewind/scenarios/files.h"

namespace tradewind::pool_file {

std::optional<EntryFile> entry_file(const std::string& name, const std::string& path, language::Reading& reading) {
  const std::filesystem::path file = std::filesystem::path(reading.problems.file()).parent_path() / name;
  try {
    return EntryFile{file, read_file(file)};
  } catch (const FileError& error) {
    reading.error(path, {fmt::format("{}: {}", file.string(), error.reason()), "an entry of `tradewind calibrate` that can be read"});
    return std::nullopt;
  }
}

}  // namespace tradewind::pool_file
