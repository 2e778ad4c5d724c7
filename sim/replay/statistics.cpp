#include <algorithm>
#include <cmath>

#include "engine/latency_summary.h"
#include "replay/wait_trend.h"
#include "statistics/sketch.h"
#include "tradewind/sim/replay_statistics.h"

namespace tradewind {
namespace {

using statistics::Sketch;

void add_seconds(Sketch& sketch, double seconds) { sketch.add(std::llround(seconds * 1e9)); }

// One run has no intervals.
LatencySummary summary(const Sketch& sketch) { return engine::summarize(sketch, {}); }

}  // namespace

struct ReplayStatistics::Parts {
  ReplayFigures counts;
  Sketch ttft, tpot, e2e, queue;
  replaying::WaitTrend waits;
};

ReplayStatistics::ReplayStatistics() : parts_(std::make_unique<Parts>()) {}
ReplayStatistics::~ReplayStatistics() = default;

void ReplayStatistics::add(const ReplayedRequest& request) {
  ReplayFigures& counts = parts_->counts;
  if (counts.offered++ == 0) counts.first_arrival_s = request.arrival_s;
  counts.last_arrival_s = request.arrival_s;
  counts.rejected_length += request.fate == ReplayFate::rejected_length;
  counts.rejected_queue += request.fate == ReplayFate::rejected_queue;
  counts.timed_out += request.fate == ReplayFate::timed_out;
  if (request.fate != ReplayFate::completed) return;
  ++counts.completed;
  counts.prompt_tokens += static_cast<std::uint64_t>(request.prompt_tokens);
  counts.output_tokens += static_cast<std::uint64_t>(request.output_tokens);
  counts.cached_tokens += static_cast<std::uint64_t>(request.cached_tokens);
  counts.last_end_s = std::max(counts.last_end_s, request.arrival_s + request.e2e_s);
  add_seconds(parts_->ttft, request.ttft_s);
  add_seconds(parts_->e2e, request.e2e_s);
  add_seconds(parts_->queue, request.queue_s);
  if (request.output_tokens > 1) add_seconds(parts_->tpot, request.tpot_s);
  parts_->waits.add(request.arrival_s - counts.first_arrival_s, request.queue_s);
}

ReplayFigures ReplayStatistics::figures() const {
  ReplayFigures figures = parts_->counts;
  figures.ttft = summary(parts_->ttft);
  figures.tpot = summary(parts_->tpot);
  figures.e2e = summary(parts_->e2e);
  figures.queue = summary(parts_->queue);
  if (figures.offered == 0) return figures;

  const replaying::WaitTrend::Quarters waits = parts_->waits.quarters();
  const double growth_s = waits.last_s - waits.second_s, service_s = (figures.e2e.mean - figures.queue.mean) * 1e-3;
  Overload& overload = figures.overload;
  overload.waiting_growth = waits.span_s > 0 ? growth_s / (waits.span_s / 2) : 0;
  overload.lost_share = static_cast<double>(figures.rejected_queue + figures.timed_out) / static_cast<double>(figures.offered);
  const bool queue_grows = overload.waiting_growth > 0.01 && waits.last_s > 2 * waits.second_s && growth_s > service_s / 2;
  overload.overloaded = queue_grows || overload.lost_share > 0.01;
  return figures;
}

}  // namespace tradewind
