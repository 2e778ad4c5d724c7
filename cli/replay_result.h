// One replay as JSON and as tables.
#pragma once

#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tradewind/scenarios/pool.h"
#include "tradewind/sim/replay.h"
#include "tradewind/sim/replay_statistics.h"

namespace tradewind {

struct ReplayResult {
  std::string pool_file, trace_file;
  ServerPool pool;
  std::uint64_t seed = 1;
  std::string trace_format = {};
  std::vector<std::string> trace_notes = {};
  std::optional<ReplaySummary> summary = {};  // nothing when it was interrupted
  ReplayFigures figures = {};
  bool interrupted = false;
  double wall_s = 0;
};

std::string_view to_string(ReplayFate fate);

// Field names are a contract with scripts; docs/replay.md lists them.
nlohmann::ordered_json replay_json(const ReplayResult& result);
void print_replay(const ReplayResult& result, std::FILE* stream);

}  // namespace tradewind
