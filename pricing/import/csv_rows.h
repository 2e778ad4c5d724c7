// A CSV file of any size, row by row (RFC 4180).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "import/price_file.h"

namespace tradewind::price_import {

// Calls `take` with the fields of every row and its last line, 1-based. Adds to `problems` a file that cannot be read, and the line where quotes do
// not match.
void read_rows(const PriceFile& file, const std::function<void(const std::vector<std::string>& fields, int line)>& take, Problems& problems);

}  // namespace tradewind::price_import
