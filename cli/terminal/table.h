// Tables for people: columns as wide as their longest cell, numbers to the right.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace tradewind::terminal {

struct Column {
  std::string title;
  bool number = false;  // aligned to the right
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  // As many cells as columns.
  void add(std::vector<std::string> cells);
  // A thin line before the next row.
  void rule();
  void print(std::FILE* stream = stdout) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;  // an empty row is a rule
};

std::string grouped(double value, int decimals = 0);  // "1,234,567.5"
std::string milliseconds(double ms);                  // three figures: "8.25", "82.5", "825", "8,250"
std::string share(double value);                      // "99.95 %"
std::string duration(double seconds);                 // "850 ms", "12 s", "3 min 20 s"

}  // namespace tradewind::terminal
