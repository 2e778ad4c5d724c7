// Files: read whole, written so that a reader never sees half of one.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tradewind {

// A file that the system did not let us read or write: "cannot read a/b: No such file or directory".
class FileError : public std::runtime_error {
 public:
  FileError(const std::string& attempt, const std::filesystem::path& file, const std::string& reason)
      : std::runtime_error(attempt + " " + file.string() + ": " + reason), reason_(reason) {}
  const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
};

// Throws FileError.
std::string read_file(const std::filesystem::path& file);

// A file that is written piece by piece under a temporary name in the same folder, and gets its own name when it is whole; without `finish` it
// vanishes with the writer. Creates missing parent folders. Of a symbolic link, the target is what gets written. What is there and is no regular
// file (a device, a pipe) is written to directly. All throw FileError.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path file);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  void write(std::string_view contents);
  void finish();

 private:
  std::filesystem::path file_;
  std::string temporary_;  // empty where the file itself is written to
  int descriptor_ = -1;
};

// Writes a file at once, in the same way.
void write_file(const std::filesystem::path& file, std::string_view contents);

}  // namespace tradewind
