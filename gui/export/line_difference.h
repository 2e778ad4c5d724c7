// What changed between two texts, line by line.
#pragma once

#include <QString>
#include <vector>

namespace tradewind::gui {

struct DifferentLine {
  char sign = ' ';  // ' ' as before, '-' gone, '+' new
  QString text;
};

// The longest common subsequence of lines (Hunt and McIlroy, 1976), by dynamic programming: time and memory are lines x lines of what differs between
// the common begin and end. Beyond 4 million cells the middle is told as gone and new as a whole.
std::vector<DifferentLine> line_difference(const QString& before, const QString& after);

}  // namespace tradewind::gui
