// What one replication measured: a cell of statistics for each route, from which every table of the outcome is merged. All counts and sums are
// integers, so that windows may be added in any order, from any thread, and give the same bytes.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "engine/plan.h"
#include "engine/window.h"
#include "statistics/sketch.h"
#include "tradewind/sim/outcome.h"

namespace tradewind::engine {

struct Cell {
  RequestCounts requests;
  std::uint64_t judged = 0, within_slo = 0;  // requests after the warm-up, and those of them that kept the SLO's target
  std::uint64_t request_bytes = 0, response_bytes = 0, new_connections = 0;
  statistics::Sketch e2e, network, queue, service, ttft, tpot;

  void merge(const Cell& other);
};

class Replication {
 public:
  explicit Replication(const Plan& plan);

  // Adds one window; safe from several threads. MSER-5 over the requests' time at the server, in the order in which they were sent, finds what
  // warm-up is left in the measured part; latencies and SLO attainment leave it out, counts and bytes do not.
  void add(int window, const WindowResult& result);

  const std::vector<Cell>& cells() const { return cells_; }  // by route
  const std::vector<serving::ServerLoad>& loads(int window) const { return loads_[static_cast<std::size_t>(window)]; }
  std::uint64_t events() const { return events_; }
  // Sum of a 64-bit hash of each measured request's history.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  void count(Cell& cell, const RequestRecord& record) const;
  void judge(Cell& cell, const RequestRecord& record) const;

  const Plan* plan_;
  std::mutex mutex_;
  std::vector<Cell> cells_;
  std::vector<std::vector<serving::ServerLoad>> loads_;  // by window
  std::uint64_t events_ = 0, fingerprint_ = 0;
};

}  // namespace tradewind::engine
