#include "tradewind/scenarios/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace tradewind {
namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file, int error) {
  throw FileError(what, file, std::generic_category().message(error));
}

// Another name for each writer: two programs that write the same file at once leave one whole file, not a mixture.
std::string temporary_name(const std::filesystem::path& file) {
  static std::atomic<unsigned> counter = 0;
  return file.string() + ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
}

// The file that a name leads to: a symbolic link stays, what it points to is written, whether that is there yet or not.
std::filesystem::path behind_links(std::filesystem::path file) {
  constexpr int most_links = 40;  // as many as Linux follows (path_resolution(7))
  std::error_code error;
  for (int links = 0; std::filesystem::is_symlink(file, error); ++links) {
    if (links == most_links) fail("cannot write", file, ELOOP);
    const std::filesystem::path target = std::filesystem::read_symlink(file, error);
    if (error) fail("cannot write", file, error.value());
    file = file.parent_path() / target;
  }
  return file;
}

// A device, a pipe or the like takes what is written to it; another file in its place would not be what was named.
bool takes_writing_only(const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

}  // namespace

std::string read_file(const std::filesystem::path& file) {
  if (std::filesystem::is_directory(file)) fail("cannot read", file, EISDIR);
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) fail("cannot read", file, errno);
  std::string contents((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) fail("cannot read", file, errno);
  return contents;
}

FileWriter::FileWriter(std::filesystem::path file) : file_(std::move(file)) {
  if (takes_writing_only(file_)) {
    descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail("cannot write", file_, errno);
    return;
  }
  file_ = behind_links(std::move(file_));
  temporary_ = temporary_name(file_);
  if (file_.has_parent_path()) {
    std::error_code error;
    std::filesystem::create_directories(file_.parent_path(), error);
    if (error) fail("cannot create the folder of", file_, error.value());
  }
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail("cannot write", file_, errno);
}

FileWriter::~FileWriter() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void FileWriter::write(std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t written = ::write(descriptor_, contents.data(), contents.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", file_, errno);
    contents.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Bytes must be on the disk before the rename makes them visible, or a power cut can leave an empty file under the final name.
void FileWriter::finish() {
  if (::fsync(descriptor_) != 0 && errno != EINVAL) fail("cannot write", file_, errno);
  if (!temporary_.empty() && ::rename(temporary_.c_str(), file_.c_str()) != 0) fail("cannot write", file_, errno);
  ::close(descriptor_);
  descriptor_ = -1;
}

void write_file(const std::filesystem::path& file, std::string_view contents) {
  FileWriter writer(file);
  writer.write(contents);
  writer.finish();
}

}  // namespace tradewind
