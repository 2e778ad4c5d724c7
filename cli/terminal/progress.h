// Progress of long work on stderr: one rewritten line on a terminal, a line every ten percent elsewhere, nothing when quiet.
#pragma once

#include <chrono>

#include "tradewind/scenarios/progress.h"

namespace tradewind::terminal {

class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ProgressCallback callback();

 private:
  void show(const ProgressReport& report);

  bool quiet_, terminal_;
  bool line_open_ = false;
  int last_tenth_ = -1;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace tradewind::terminal
