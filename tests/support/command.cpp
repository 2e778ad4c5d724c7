#include "support/command.h"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tradewind::test {

std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void spit(const std::filesystem::path& file, const std::string& contents) { std::ofstream(file, std::ios::binary) << contents; }

Said run(const std::string& arguments, const std::filesystem::path& folder, const std::string& before) {
  const TemporaryFolder streams;
  const std::string command = "cd '" + folder.string() + "' && " + before + " '" TRADEWIND_BUILD_DIR "/bin/tradewind' " + arguments + " > '" +
                              (streams.path() / "out").string() + "' 2> '" + (streams.path() / "err").string() + "' < /dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), slurp(streams.path() / "out"), slurp(streams.path() / "err")};
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "tradewind-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tradewind::test
