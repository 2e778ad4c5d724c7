// Runs the built command as a user does and keeps what it said.
#pragma once

#include <filesystem>
#include <string>

namespace tradewind::test {

struct Said {
  int exit_code = 0;
  std::string out, err;
};

// build/bin/tradewind with these arguments, given as one line to the shell, in `folder`. `before` stands before the command ("NO_COLOR=1", "timeout
// -s INT 2").
Said run(const std::string& arguments, const std::filesystem::path& folder, const std::string& before = "");

// A new empty folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  operator const std::filesystem::path&() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string slurp(const std::filesystem::path& file);
void spit(const std::filesystem::path& file, const std::string& contents);

}  // namespace tradewind::test
