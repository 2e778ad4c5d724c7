// The bytes of a text file, plain or compressed by gzip, in constant memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct gzFile_s;  // of zlib

namespace tradewind {

// How a reader's errors name what it is for.
struct ReaderWording {
  const char* file;     // "a trace file that can be read"
  const char* content;  // "CSV or JSON lines in UTF-8, plain or compressed by gzip"
  const char* after;    // behind "zstd -dc FILE", as a proposal: "| tradewind replay --trace -"
};

class ByteReader {
 public:
  // "-" is standard input. Throws InvalidInput when the file cannot be read, is no text in UTF-8 (UTF-16 and Parquet are named), or is compressed by
  // something else than gzip.
  ByteReader(const std::filesystem::path& file, const ReaderWording& wording);

  // The next bytes, at most `most` (and 1 GiB); fewer only at the end. A byte order mark at the start is left out. Throws InvalidInput when the gzip
  // stream is damaged or ends too early.
  std::size_t read(char* to, std::size_t most);

  bool compressed() const { return compressed_; }
  double progress() const;  // share of the file's bytes that was read; 0 where its length is not known
  const std::string& file_name() const { return file_name_; }

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };
  std::size_t inflate(char* to, std::size_t most);
  void refuse_foreign_content() const;
  [[noreturn]] void fail(const std::string& found, const std::string& expected, const std::string& proposal = {}) const;

  std::string file_name_;
  ReaderWording wording_;
  std::unique_ptr<gzFile_s, Close> file_;
  double file_bytes_ = 0;
  std::string head_;  // first bytes of the content, until they are read
  bool compressed_ = false;
};

}  // namespace tradewind
