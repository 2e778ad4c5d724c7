#include "tradewind/scenarios/byte_reader.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

constexpr std::size_t longest_magic = 8;       // bytes
constexpr unsigned gzip_buffer = 1 << 17;      // bytes
constexpr std::size_t most_at_once = 1 << 30;  // bytes; zlib counts in int

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

void ByteReader::Close::operator()(gzFile_s* file) const { gzclose(file); }

ByteReader::ByteReader(const std::filesystem::path& file, const ReaderWording& wording)
    : file_name_(file == "-" ? "standard input" : file.string()), wording_(wording) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) fail(reason(EISDIR), wording_.file);
  errno = 0;
  file_.reset(file == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(file.c_str(), "rb"));
  if (!file_) fail(reason(errno == 0 ? ENOMEM : errno), wording_.file);
  gzbuffer(file_.get(), gzip_buffer);
  if (std::filesystem::is_regular_file(file, ignored)) file_bytes_ = static_cast<double>(std::filesystem::file_size(file, ignored));
  head_.resize(longest_magic);
  head_.resize(inflate(head_.data(), head_.size()));
  compressed_ = gzdirect(file_.get()) == 0;
  refuse_foreign_content();
  if (head_.starts_with("\xEF\xBB\xBF")) head_.erase(0, 3);
}

double ByteReader::progress() const { return file_bytes_ > 0 ? static_cast<double>(gzoffset(file_.get())) / file_bytes_ : 0; }

std::size_t ByteReader::read(char* to, std::size_t most) {
  const std::size_t first = std::min(most, head_.size());
  std::copy_n(head_.data(), first, to);
  head_.erase(0, first);
  return first + inflate(to + first, most - first);
}

std::size_t ByteReader::inflate(char* to, std::size_t most) {
  const int read = gzread(file_.get(), to, static_cast<unsigned>(std::min(most, most_at_once)));
  int error = Z_OK;
  const char* message = gzerror(file_.get(), &error);
  if (error == Z_BUF_ERROR) fail("a gzip stream that breaks off", "the whole file", "a new copy of it (`gzip -t` checks one)");
  if (error == Z_ERRNO) fail(reason(errno), wording_.file);
  if (read < 0) fail(fmt::format("a damaged gzip stream ({})", message), "the whole file", "a new copy of it (`gzip -t` checks one)");
  return static_cast<std::size_t>(read);
}

void ByteReader::refuse_foreign_content() const {
  struct Magic {
    std::string_view bytes;
    const char *found, *proposal;
  };
  static constexpr Magic magics[] = {{"\x28\xB5\x2F\xFD", "a Zstandard file", "`zstd -dc FILE {}`"},
                                     {"\xFD\x37zXZ", "an xz file", "`xz -dc FILE {}`"},
                                     {"BZh", "a bzip2 file", "`bzip2 -dc FILE {}`"},
                                     {"PK\x03\x04", "a zip archive", "`unzip -p FILE {}`"},
                                     {"\xFF\xFE", "text in UTF-16", "the file saved as UTF-8"},
                                     {"\xFE\xFF", "text in UTF-16", "the file saved as UTF-8"},
                                     {"PAR1", "a Parquet file", "the file converted to CSV"}};
  for (const Magic& magic : magics)
    if (head_.starts_with(magic.bytes)) fail(magic.found, wording_.content, fmt::format(fmt::runtime(magic.proposal), wording_.after));
}

void ByteReader::fail(const std::string& found, const std::string& expected, const std::string& proposal) const {
  throw InvalidInput(Problems{{Severity::error, file_name_, 0, 0, "", found, expected, proposal}});
}

}  // namespace tradewind
