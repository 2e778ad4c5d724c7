// What the readers of all price files share.
#pragma once

#include <filesystem>
#include <functional>
#include <utility>

#include "tradewind/scenarios/byte_reader.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind::price_import {

inline constexpr ReaderWording price_file = {"a price file that can be read", "JSON or CSV in UTF-8, plain or compressed by gzip", "> UNPACKED"};

// A file to read, and whom to tell how much of it was read: a few times for each MB, 0 to 1. `watch` may throw, which ends the reading.
struct PriceFile {
  PriceFile(
      std::filesystem::path file, std::function<void(double)> watching = [](double) {})
      : path(std::move(file)), watch(std::move(watching)) {}
  std::string name() const { return path.string(); }

  std::filesystem::path path;
  std::function<void(double)> watch;
};

// Calls `read` and adds to `problems` those that it throws, so that the next file is read all the same.
template <typename Read>
void gather(Problems& problems, const Read& read) {
  try {
    read();
  } catch (const InvalidInput& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
}

}  // namespace tradewind::price_import
