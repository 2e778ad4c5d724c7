#include "calibration/predictor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "calibration/measured_load.h"
#include "tradewind/scenarios/percentile.h"

namespace tradewind::calibration {
namespace {

// The requests that the run saw answered.
struct Answers {
  std::vector<ReplayedRequest> requests;
  std::uint64_t rejected = 0;
};

double end_s(const ReplayedRequest& request) { return request.arrival_s + request.e2e_s; }

Answers answers_of(const PoolReplay& replay, Constants constants, const MeasuredRun& run, const std::vector<TraceRequest>& load) {
  Answers answers;
  ListTrace trace(load);
  const ReplayOptions options{.limit = {.requests = run.max_concurrency, .think_ns = std::llround(run.think_s * 1e9)}};
  const auto sink = [&](const ReplayedRequest& request) {
    if (request.fate == ReplayFate::completed)
      answers.requests.push_back(request);
    else
      ++answers.rejected;
  };
  replay(constants, trace, sink, options);
  // What was answered before the run began to measure, and what was still out when it ended, did its part of the load, but was not measured.
  std::vector<ReplayedRequest>& all = answers.requests;
  const std::size_t before = std::min<std::size_t>(run.warm_up, all.size()), after = cut_off_of(run);
  if (before + after == 0) return answers;
  std::ranges::stable_sort(all, {}, end_s);
  all.resize(std::min(all.size(), load.size() - std::min(after, load.size())));
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(before, all.size())));
  return answers;
}

double mean_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

double latency_ms(const std::vector<ReplayedRequest>& requests, const MeasuredFigure& figure) {
  std::vector<double> values_ms;
  for (const ReplayedRequest& request : requests) {
    if (figure.kind == MeasuredKind::tpot && request.output_tokens < 2) continue;
    values_ms.push_back(1e3 * (figure.kind == MeasuredKind::ttft   ? request.ttft_s
                               : figure.kind == MeasuredKind::tpot ? request.tpot_s
                                                                   : request.e2e_s));
  }
  if (values_ms.empty()) return 0;
  if (figure.percentile == 0) return mean_of(values_ms);
  std::ranges::sort(values_ms);
  return percentile_of(values_ms, figure.percentile);
}

double throughput_rps(const std::vector<ReplayedRequest>& requests, const MeasuredRun& run) {
  if (requests.empty()) return 0;
  // Of a stretch of a closed loop, by the interactive response time law (Denning and Buzen 1978): answers come in batches, and a count over their
  // first and last would depend on where the stretch begins.
  if (run.warm_up > 0 && run.max_concurrency > 0)
    return static_cast<double>(run.max_concurrency) / (latency_ms(requests, {.kind = MeasuredKind::e2e}) * 1e-3 + run.think_s);
  double first_s = requests.front().arrival_s, last_s = 0;
  for (const ReplayedRequest& request : requests) {
    first_s = std::min(first_s, request.arrival_s);
    last_s = std::max(last_s, end_s(request));
  }
  return last_s > first_s ? static_cast<double>(requests.size()) / (last_s - first_s) : 0;
}

}  // namespace

Predictor::Predictor(PoolReplay replay, Constants starts, std::span<const MeasuredRun> runs) : replay_(std::move(replay)), runs_(runs) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Load load{i, requests_of(runs[i])};
    if (const Answers answers = answers_of(replay_, starts, runs[i], load.requests); answers.rejected > 0) {
      const std::string size =
          runs[i].items > 0 ? fmt::format("of {} items", runs[i].items) : fmt::format("up to {} tokens long", longest(load.requests));
      left_out_.push_back(fmt::format("{} ({}): the pool rejects {} of {} requests, {}: does the pool file describe the server?", runs[i].file,
                                      runs[i].label, answers.rejected, load.requests.size(), size));
      continue;
    }
    for (const MeasuredFigure& figure : runs[i].figures) targets_.push_back({i, figure});
    loads_.push_back(std::move(load));
  }
}

std::vector<double> Predictor::predict(Constants constants) {
  std::vector<double> predicted;
  for (const Load& load : loads_) {
    const MeasuredRun& run = runs_[load.run];
    const Answers answers = answers_of(replay_, constants, run, load.requests);
    for (const MeasuredFigure& figure : run.figures)
      predicted.push_back(figure.kind == MeasuredKind::throughput ? throughput_rps(answers.requests, run) : latency_ms(answers.requests, figure));
  }
  ++predictions_;
  return predicted;
}

}  // namespace tradewind::calibration
