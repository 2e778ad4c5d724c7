#include "language/problem_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace tradewind::language {

void ProblemList::add(Severity severity, Position at, const std::string& pointer, Finding finding) {
  if (full()) return;
  problems_.push_back(
      {severity, file_, at.line, at.column, pointer, std::move(finding.found), std::move(finding.expected), std::move(finding.proposal)});
}

Problems ProblemList::sorted() const {
  Problems problems = problems_;
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return std::tie(a.line, a.column) < std::tie(b.line, b.column); });
  if (full())
    problems.push_back({Severity::error, file_, 0, 0, "", fmt::format("at least {} problems", most), "these mended first: no more are listed", ""});
  return problems;
}

}  // namespace tradewind::language
