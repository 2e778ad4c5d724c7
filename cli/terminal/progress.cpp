#include "terminal/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include "terminal/table.h"

namespace tradewind::terminal {

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  if (line_open_) fmt::print(stderr, "\r\x1b[K");
}

ProgressCallback ProgressLine::callback() {
  if (quiet_) return {};
  return [this](const ProgressReport& report) { show(report); };
}

void ProgressLine::show(const ProgressReport& report) {
  const double elapsed_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  // An estimate from the first percent would only be noise.
  const std::string rest = report.done > 0.02 && report.done < 1 ? ", about " + duration(elapsed_s * (1 - report.done) / report.done) + " left" : "";
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[K{:3.0f} %  {}{}", report.done * 100, report.stage, rest);
    std::fflush(stderr);
    line_open_ = true;
    return;
  }
  const int tenth = static_cast<int>(report.done * 10);
  if (tenth == last_tenth_) return;
  last_tenth_ = tenth;
  fmt::print(stderr, "{:3.0f} %  {}{}\n", report.done * 100, report.stage, rest);
}

}  // namespace tradewind::terminal
