// What one window measured.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "engine/cell.h"
#include "statistics/batch_means.h"

namespace tradewind::engine {

// Takes one request after the other. Up to 16384 records are kept until they are added to the sketches all at once: few windows have more, and making
// sketches of each route for a window alone costs more than the requests. Memory does not grow beyond that.
class WindowStatistics {
 public:
  // Latencies and SLO attainment are those of the requests from number `judged_from` on, counts and bytes those of all.
  WindowStatistics(const Plan& plan, int window, std::uint64_t judged_from);

  void add(const RequestRecord& record);

  // Adds what was measured to the cells of all routes.
  void merge_into(std::vector<Cell>& cells) const;
  // Sum of a 64-bit hash of each request's history: the same in whatever order the requests end.
  std::uint64_t fingerprint() const { return fingerprint_; }
  // The number of the first request after the warm-up that MSER-5 finds in the requests' times at the server, in the order in which they were sent.
  std::uint64_t warmup() const;
  // Moves the start of what is judged. False when it is too late, because records have been added to sketches.
  bool judge_from(std::uint64_t number);

 private:
  std::vector<std::uint32_t> records_by_route() const;  // indices into records_
  void add_records(std::vector<Cell>& cells) const;

  const Plan* plan_;
  std::uint64_t window_, judged_from_;
  std::vector<RequestRecord> records_;  // those that are not in the cells yet
  std::vector<Cell> cells_;             // by route; empty as long as the records have been few
  statistics::BatchMeans at_server_ns_;
  std::uint64_t fingerprint_ = 0;
};

struct MeasuredWindow {
  WindowStatistics statistics;
  WindowRun run;
  std::uint64_t left_out = 0;  // requests of the measured part that MSER-5 gave to the warm-up
};

// Simulates a window. What MSER-5 finds to be left of the warm-up in its measured part does not count for the latencies; a window whose requests are
// too many to be kept until then is simulated again without it, which costs time only where the scenario's own warm-up is too short.
MeasuredWindow measure_window(const Plan& plan, std::uint32_t replication, int window, const std::stop_token& stop);

}  // namespace tradewind::engine
