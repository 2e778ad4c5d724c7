// The lines of a file, plain or compressed by gzip, in constant memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/byte_reader.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::traces {

class LineReader {
 public:
  // "-" is standard input. Throws InvalidInput when the file cannot be read, or is compressed by something else than gzip.
  explicit LineReader(const std::filesystem::path& file);

  // The next line without its end (LF or CRLF); it stays valid until the next call. A byte order mark at the start of the file is skipped. Throws
  // InvalidInput when the gzip stream is damaged or ends too early.
  bool next(std::string_view& line);

  std::int64_t line() const { return line_; }  // number of the last line, from 1
  bool compressed() const { return bytes_.compressed(); }
  double progress() const { return bytes_.progress(); }  // share of the file's bytes that was read; 0 where its length is not known
  const std::string& file_name() const { return bytes_.file_name(); }

  // Up to `most` of the lines to come, none of them taken: as many as fit into the buffer, but at least one.
  std::vector<std::string> head(std::size_t most);

 private:
  void fill();
  [[noreturn]] void fail(const std::string& found, const std::string& expected) const;

  ByteReader bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what is unread in the buffer
  bool at_end_ = false;
  std::int64_t line_ = 0;
};

}  // namespace tradewind::traces
