// Collects the problems of one file.
#pragma once

#include <string>

#include "language/node.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::language {

class ProblemList {
 public:
  explicit ProblemList(std::string file) : file_(std::move(file)) {}

  // What is wrong, without the place.
  struct Finding {
    std::string found, expected, proposal = {};
  };
  void error(Position at, const std::string& pointer, Finding finding) { add(Severity::error, at, pointer, std::move(finding)); }
  void warning(Position at, const std::string& pointer, Finding finding) { add(Severity::warning, at, pointer, std::move(finding)); }
  // A problem of the file as a whole.
  void file_error(Finding finding) { add(Severity::error, {0, 0}, "", std::move(finding)); }

  // No more than this many are kept; then the list says so.
  static constexpr std::size_t most = 200;
  bool full() const { return problems_.size() >= most; }

  // Sorted by place; two problems of one place stay in the order in which they were found.
  Problems sorted() const;
  const std::string& file() const { return file_; }

 private:
  void add(Severity severity, Position at, const std::string& pointer, Finding finding);
  std::string file_;
  Problems problems_;
};

}  // namespace tradewind::language
