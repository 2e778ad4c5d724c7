#include "calibration/predictor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "calibration/measured_load.h"
#include "tradewind/scenarios/percentile.h"
#include "tradewind/sim/replay.h"

namespace tradewind::calibration {
namespace {

// The requests that the run saw answered.
struct Answers {
  std::vector<ReplayedRequest> requests;
  std::uint64_t rejected = 0;
};

Answers answers_of(const LlmPool& pool, const MeasuredRun& run, const std::vector<TraceRequest>& load, const std::stop_token& stop) {
  Answers answers;
  ListTrace trace(load);
  const ReplayOptions options{.limit = {.requests = run.max_concurrency, .think_ns = std::llround(run.think_s * 1e9)}};
  const auto sink = [&](const ReplayedRequest& request) {
    if (request.fate == ReplayFate::completed)
      answers.requests.push_back(request);
    else
      ++answers.rejected;
  };
  replay(pool, trace, sink, options, stop);
  // What was still out when the run ended did its part of the load, but was not measured.
  const std::size_t kept = std::min(answers.requests.size(), load.size() - cut_off_of(run));
  const auto end_s = [](const ReplayedRequest& request) { return request.arrival_s + request.e2e_s; };
  if (kept < answers.requests.size()) {
    std::ranges::nth_element(answers.requests, answers.requests.begin() + static_cast<std::ptrdiff_t>(kept), {}, end_s);
    answers.requests.resize(kept);
  }
  return answers;
}

double latency_ms(const std::vector<ReplayedRequest>& requests, const MeasuredFigure& figure) {
  std::vector<double> values_ms;
  for (const ReplayedRequest& request : requests) {
    if (figure.kind == MeasuredKind::tpot && request.output_tokens < 2) continue;
    values_ms.push_back(1e3 * (figure.kind == MeasuredKind::ttft   ? request.ttft_s
                               : figure.kind == MeasuredKind::tpot ? request.tpot_s
                                                                   : request.e2e_s));
  }
  if (values_ms.empty()) return 0;
  if (figure.percentile == 0) return std::accumulate(values_ms.begin(), values_ms.end(), 0.0) / static_cast<double>(values_ms.size());
  std::ranges::sort(values_ms);
  return percentile_of(values_ms, figure.percentile);
}

double throughput_rps(const std::vector<ReplayedRequest>& requests) {
  double first_s = requests.empty() ? 0 : requests.front().arrival_s, last_s = 0;
  for (const ReplayedRequest& request : requests) {
    first_s = std::min(first_s, request.arrival_s);
    last_s = std::max(last_s, request.arrival_s + request.e2e_s);
  }
  return last_s > first_s ? static_cast<double>(requests.size()) / (last_s - first_s) : 0;
}

}  // namespace

Predictor::Predictor(const LlmPool& pool, std::span<const MeasuredRun> runs, const std::stop_token& stop) : pool_(pool), runs_(runs), stop_(stop) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Load load{i, requests_of(runs[i])};
    if (const Answers answers = answers_of(pool, runs[i], load.requests, stop); answers.rejected > 0) {
      left_out_.push_back(fmt::format("{} ({}): the pool rejects {} of {} requests, up to {} tokens long: does the pool file describe the server?",
                                      runs[i].file, runs[i].label, answers.rejected, load.requests.size(), longest(load.requests)));
      continue;
    }
    for (const MeasuredFigure& figure : runs[i].figures) targets_.push_back({i, figure});
    loads_.push_back(std::move(load));
  }
}

std::vector<double> Predictor::predict(const CalibrationConstants& constants) {
  LlmPool pool = pool_;
  for (ReplicaGroup& group : pool.groups) set_constants(group.iteration, constants);
  std::vector<double> predicted;
  for (const Load& load : loads_) {
    const MeasuredRun& run = runs_[load.run];
    const Answers answers = answers_of(pool, run, load.requests, stop_);
    for (const MeasuredFigure& figure : run.figures)
      predicted.push_back(figure.kind == MeasuredKind::throughput ? throughput_rps(answers.requests) : latency_ms(answers.requests, figure));
  }
  ++predictions_;
  return predicted;
}

}  // namespace tradewind::calibration
