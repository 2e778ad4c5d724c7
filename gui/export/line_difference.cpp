#include "export/line_difference.h"

#include <QStringList>
#include <algorithm>
#include <cstdint>

namespace tradewind::gui {
namespace {

constexpr std::size_t most_cells = 4'000'000;

// Lengths of the longest common subsequences of all suffixes.
std::vector<std::uint16_t> suffix_lengths(const QStringList& a, const QStringList& b) {
  const auto rows = static_cast<std::size_t>(a.size()) + 1, columns = static_cast<std::size_t>(b.size()) + 1;
  std::vector<std::uint16_t> length(rows * columns, 0);
  for (std::size_t i = rows - 1; i-- > 0;)
    for (std::size_t j = columns - 1; j-- > 0;)
      length[i * columns + j] = a[static_cast<qsizetype>(i)] == b[static_cast<qsizetype>(j)]
                                    ? static_cast<std::uint16_t>(length[(i + 1) * columns + j + 1] + 1)
                                    : std::max(length[(i + 1) * columns + j], length[i * columns + j + 1]);
  return length;
}

void add_middle(const QStringList& a, const QStringList& b, std::vector<DifferentLine>& lines) {
  const auto columns = static_cast<std::size_t>(b.size()) + 1;
  qsizetype i = 0, j = 0;
  if ((static_cast<std::size_t>(a.size()) + 1) * columns <= most_cells) {
    const auto length = suffix_lengths(a, b);
    const auto at = [&](qsizetype row, qsizetype column) {
      return length[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
    };
    while (i < a.size() && j < b.size()) {
      if (a[i] == b[j])
        lines.push_back({' ', a[i]}), ++i, ++j;
      else if (at(i + 1, j) >= at(i, j + 1))
        lines.push_back({'-', a[i++]});
      else
        lines.push_back({'+', b[j++]});
    }
  }
  while (i < a.size()) lines.push_back({'-', a[i++]});
  while (j < b.size()) lines.push_back({'+', b[j++]});
}

}  // namespace

std::vector<DifferentLine> line_difference(const QString& before, const QString& after) {
  const QStringList a = before.split('\n'), b = after.split('\n');
  qsizetype begin = 0, end = 0;
  while (begin < a.size() && begin < b.size() && a[begin] == b[begin]) ++begin;
  while (end < a.size() - begin && end < b.size() - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  std::vector<DifferentLine> lines;
  for (qsizetype i = 0; i < begin; ++i) lines.push_back({' ', a[i]});
  add_middle(a.mid(begin, a.size() - begin - end), b.mid(begin, b.size() - begin - end), lines);
  for (qsizetype i = a.size() - end; i < a.size(); ++i) lines.push_back({' ', a[i]});
  return lines;
}

}  // namespace tradewind::gui
