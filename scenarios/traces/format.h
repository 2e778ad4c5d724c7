// Which format a trace has, from its first lines.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "traces/row.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind::traces {

struct Format {
  std::string description;  // "CSV; columns not read: client"
  std::unique_ptr<RowParser> parser;
  bool has_header = false;
  Field time = Field::arrival_s;
  double ns_per_unit = 1e9;  // of the clock
  int block_tokens = 0;      // that one of hash_ids stands for
  bool empty_answer_is_failure = false;
};

// Lines that are looked at.
inline constexpr std::size_t sample_lines = 500;

// Throws InvalidInput when the lines are no trace. `file`: for its problems.
Format recognise(const std::vector<std::string>& lines, const TraceOptions& options, const std::string& file);

}  // namespace tradewind::traces
