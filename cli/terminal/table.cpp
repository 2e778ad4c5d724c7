#include "terminal/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "terminal/style.h"
#include "tradewind/scenarios/numbers.h"

namespace tradewind::terminal {
namespace {

// Characters of UTF-8 text, counting each code point as one cell.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t to, bool right) {
  const std::string spaces(to - std::min(to, width(text)), ' ');
  return right ? spaces + text : text + spaces;
}

}  // namespace

void Table::add(std::vector<std::string> cells) {
  if (cells.size() != columns_.size()) throw std::logic_error("a table row needs as many cells as there are columns");
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

void Table::rule() { rows_.emplace_back(); }

void Table::print(std::FILE* stream) const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    widths.push_back(width(columns_[c].title));
    for (const auto& row : rows_)
      if (!row.empty()) widths[c] = std::max(widths[c], width(row[c]));
  }
  const auto line = [&](const auto& cell) {
    std::string text = " ";
    for (std::size_t c = 0; c < columns_.size(); ++c) text += " " + padded(cell(c), widths[c], columns_[c].number) + " ";
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  fmt::print(stream, "{}\n", styled(line([&](std::size_t c) { return columns_[c].title; }), Style::faint, stream));
  for (const auto& row : rows_) {
    if (row.empty()) {
      fmt::print(stream, "{}\n", line([&](std::size_t c) { return std::string(widths[c], '-'); }));
    } else {
      fmt::print(stream, "{}\n", line([&](std::size_t c) { return row[c]; }));
    }
  }
}

std::string grouped(double value, int decimals) {
  const std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  return (value < 0 ? "-" : "") + with_thousands(digits.substr(0, point)) + digits.substr(point);
}

std::string milliseconds(double ms) {
  const int decimals = ms < 10 ? 2 : ms < 100 ? 1 : 0;
  return grouped(ms, decimals);
}

std::string share(double value) { return fmt::format("{:.2f} %", value * 100); }

std::string duration(double seconds) {
  if (seconds < 1) return fmt::format("{:.0f} ms", seconds * 1000);
  if (seconds < 120) return fmt::format("{:.0f} s", seconds);
  return fmt::format("{:.0f} min {:.0f} s", std::floor(seconds / 60), std::fmod(seconds, 60));
}

}  // namespace tradewind::terminal
