#include "traces/line_reader.h"

#include <algorithm>
#include <cstring>

namespace tradewind::traces {
namespace {

constexpr std::size_t usual_buffer = 1 << 20, longest_line = 64 << 20;  // bytes

constexpr ReaderWording wording = {"a trace file that can be read", "CSV or JSON lines in UTF-8, plain or compressed by gzip",
                                   "| tradewind replay --trace -"};

}  // namespace

LineReader::LineReader(const std::filesystem::path& file) : bytes_(file, wording), buffer_(usual_buffer) { fill(); }

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
  const std::size_t read = bytes_.read(buffer_.data() + end_, buffer_.size() - end_);
  at_end_ = read < buffer_.size() - end_;
  end_ += read;
}

void LineReader::fail(const std::string& found, const std::string& expected) const {
  throw InvalidInput(Problems{{Severity::error, file_name(), static_cast<int>(line_ == 0 ? 0 : line_ + 1), 0, "", found, expected, ""}});
}

}  // namespace tradewind::traces
