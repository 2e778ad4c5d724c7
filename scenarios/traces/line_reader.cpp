#include "traces/line_reader.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace tradewind::traces {
namespace {

constexpr std::size_t usual_buffer = 1 << 20, longest_line = 64 << 20;  // bytes

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

LineReader::LineReader(const std::filesystem::path& file) : file_name_(file == "-" ? "standard input" : file.string()), buffer_(usual_buffer) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) fail(reason(EISDIR), "a trace file that can be read");
  errno = 0;
  file_.reset(file == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(file.c_str(), "rb"));
  if (!file_) fail(reason(errno == 0 ? ENOMEM : errno), "a trace file that can be read");
  gzbuffer(file_.get(), 1 << 17);
  if (std::filesystem::is_regular_file(file, ignored)) file_bytes_ = static_cast<double>(std::filesystem::file_size(file, ignored));
  fill();
  compressed_ = gzdirect(file_.get()) == 0;
  refuse_foreign_compression();
  if (std::string_view(buffer_.data(), end_).starts_with("\xEF\xBB\xBF")) begin_ = 3;
}

double LineReader::progress() const { return file_bytes_ > 0 ? static_cast<double>(gzoffset(file_.get())) / file_bytes_ : 0; }

bool LineReader::next(std::string_view& line) {
  std::size_t searched = 0;  // bytes of the line that hold no end
  for (;;) {
    const char* from = buffer_.data() + begin_;
    const auto* end = static_cast<const char*>(std::memchr(from + searched, '\n', end_ - begin_ - searched));
    if (end == nullptr && !at_end_) {
      searched = end_ - begin_;
      if (searched > longest_line) fail("a line of more than 64 MiB", "a trace with a request a line");
      fill();
      continue;
    }
    if (end == nullptr && begin_ == end_) return false;
    const std::size_t length = end == nullptr ? end_ - begin_ : static_cast<std::size_t>(end - from);
    line = std::string_view(from, length);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin_ = std::min(begin_ + length + 1, end_);
    ++line_;
    return true;
  }
}

std::vector<std::string> LineReader::head(std::size_t most) {
  std::vector<std::string> lines;
  while (!at_end_ && std::memchr(buffer_.data() + begin_, '\n', end_ - begin_) == nullptr && end_ - begin_ < longest_line) fill();
  std::string_view rest(buffer_.data() + begin_, end_ - begin_);
  while (lines.size() < most && !rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos && !at_end_) break;
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

// Moves what is unread to the front and reads on behind it. Called again and again, it reaches the end of the file.
void LineReader::fill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() - end_ < buffer_.size() / 2) buffer_.resize(buffer_.size() * 2);
  const int read = gzread(file_.get(), buffer_.data() + end_, static_cast<unsigned>(buffer_.size() - end_));
  int error = Z_OK;
  const char* message = gzerror(file_.get(), &error);
  if (error == Z_BUF_ERROR) fail("a gzip stream that breaks off", "the whole file", "a new copy of it (`gzip -t` checks one)");
  if (error == Z_ERRNO) fail(reason(errno), "a trace file that can be read");
  if (read < 0) fail(fmt::format("a damaged gzip stream ({})", message), "the whole file", "a new copy of it (`gzip -t` checks one)");
  at_end_ = static_cast<std::size_t>(read) < buffer_.size() - end_;
  end_ += static_cast<std::size_t>(read);
}

void LineReader::refuse_foreign_compression() const {
  struct Magic {
    std::string_view bytes;
    const char *found, *proposal;
  };
  static constexpr Magic magics[] = {{"\x28\xB5\x2F\xFD", "a Zstandard file", "`zstd -dc FILE | tradewind replay --trace -`"},
                                     {"\xFD\x37zXZ", "an xz file", "`xz -dc FILE | tradewind replay --trace -`"},
                                     {"BZh", "a bzip2 file", "`bzip2 -dc FILE | tradewind replay --trace -`"},
                                     {"PK\x03\x04", "a zip archive", "`unzip -p FILE | tradewind replay --trace -`"},
                                     {"\xFF\xFE", "text in UTF-16", "the file saved as UTF-8"},
                                     {"\xFE\xFF", "text in UTF-16", "the file saved as UTF-8"},
                                     {"PAR1", "a Parquet file", "the file converted to CSV"}};
  const std::string_view text(buffer_.data(), end_);
  for (const Magic& magic : magics)
    if (text.starts_with(magic.bytes)) fail(magic.found, "CSV or JSON lines in UTF-8, plain or compressed by gzip", magic.proposal);
}

void LineReader::fail(const std::string& found, const std::string& expected, const std::string& proposal) const {
  throw InvalidInput(Problems{{Severity::error, file_name_, static_cast<int>(line_ == 0 ? 0 : line_ + 1), 0, "", found, expected, proposal}});
}

}  // namespace tradewind::traces
