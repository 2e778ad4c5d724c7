// The bytes of a file as RapidJSON's reader takes them (its concept "Stream"), in constant memory.
#pragma once

#include <array>

#include "import/price_file.h"

namespace tradewind::price_import {

class JsonSource {
 public:
  using Ch = char;

  // Throws InvalidInput, as all that follows.
  explicit JsonSource(const PriceFile& file) : bytes_(file.path, price_file), watch_(file.watch) { refill(); }

  // A NUL stands behind the last byte and stays there, however often it is taken.
  Ch Peek() const { return *at_; }
  Ch Take() {
    const Ch c = *at_++;
    if (at_ == end_) refill();
    return c;
  }
  std::size_t Tell() const { return before_ + static_cast<std::size_t>(at_ - buffer_.data()); }

  // Of a stream that is written to; never called.
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }

  bool at_end() const { return ended_; }
  int line();  // that the next byte stands in, from 1

 private:
  void refill();

  ByteReader bytes_;
  std::function<void(double)> watch_;
  std::array<char, 1 << 16> buffer_{};
  const char *at_ = buffer_.data(), *end_ = buffer_.data();
  std::size_t before_ = 0;                // bytes before the buffer
  const char* counted_ = buffer_.data();  // up to where in the buffer ends of lines were counted
  std::size_t lines_ = 0;                 // and how many from the beginning of the file
  bool ended_ = false;
};

}  // namespace tradewind::price_import
