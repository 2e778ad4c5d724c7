// What the requests of one route measured: the grain from which every table of the outcome is merged. All counts and sums are integers, so that
// requests and cells may be added in any order and give the same bytes.
#pragma once

#include <cstdint>

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

  void count(const RequestRecord& record, const demand::Sizes& sizes);  // what counts for the bill: every request
  void judge(const RequestRecord& record, const Workload& workload);    // latencies: of the requests after the warm-up
  void merge(const Cell& other);
};

}  // namespace tradewind::engine
