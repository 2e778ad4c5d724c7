// The lines of a file, plain or compressed by gzip, in constant memory.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
  bool compressed() const { return compressed_; }
  double progress() const;  // share of the file's bytes that was read; 0 where its length is not known
  const std::string& file_name() const { return file_name_; }

  // Up to `most` of the lines to come, none of them taken: as many as fit into the buffer, but at least one.
  std::vector<std::string> head(std::size_t most);

 private:
  struct Close {
    void operator()(gzFile file) const { gzclose(file); }
  };
  void fill();
  void refuse_foreign_compression() const;
  [[noreturn]] void fail(const std::string& found, const std::string& expected, const std::string& proposal = {}) const;

  std::string file_name_;
  std::unique_ptr<gzFile_s, Close> file_;
  double file_bytes_ = 0;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what is unread in the buffer
  bool at_end_ = false, compressed_ = false;
  std::int64_t line_ = 0;
};

}  // namespace tradewind::traces
