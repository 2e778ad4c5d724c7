#include "measurements/single_requests.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>

#include "measurements/distributions.h"
#include "tradewind/scenarios/percentile.h"

namespace tradewind::measurements {
namespace {

// More tokens or time than any server gives; what is beyond is a mistake.
constexpr double most_tokens = 1e8, longest_s = 1e7;

bool of_use(const SingleRequest& request) {
  const auto in_range = [](double value, double least, double most) { return value >= least && value <= most; };
  return request.ttft_s > 0 && request.ttft_s <= longest_s && in_range(request.prompt, 1, most_tokens) && in_range(request.output, 1, most_tokens) &&
         (request.e2e_s == 0 || in_range(request.e2e_s, request.ttft_s, longest_s));
}

bool starts_known(const std::vector<SingleRequest>& requests) {
  return !requests.empty() && std::ranges::all_of(requests, [](const SingleRequest& request) { return std::isfinite(request.start_s); });
}

}  // namespace

void add_statistics(MeasuredRun& run, MeasuredKind kind, std::vector<double> values_s) {
  if (values_s.empty()) return;
  std::sort(values_s.begin(), values_s.end());
  add_figure(run, kind, 0, std::accumulate(values_s.begin(), values_s.end(), 0.0) / static_cast<double>(values_s.size()), 1e3);
  for (const double percentile : {50.0, 90.0, 99.0}) add_figure(run, kind, percentile, percentile_of(values_s, percentile), 1e3);
}

std::uint64_t add_requests(MeasuredRun& run, std::vector<SingleRequest> requests) {
  const std::size_t all = requests.size();
  std::erase_if(requests, [](const SingleRequest& request) { return !of_use(request); });
  const bool starts = starts_known(requests);
  if (starts) std::ranges::stable_sort(requests, {}, &SingleRequest::start_s);
  std::vector<double> ttft_s, tpot_s, e2e_s;
  for (const SingleRequest& request : requests) {
    if (starts) run.start_s.push_back(std::min(request.start_s - requests.front().start_s, longest_s));
    run.prompt.each.push_back(static_cast<std::int32_t>(request.prompt));
    run.output.each.push_back(static_cast<std::int32_t>(request.output));
    ttft_s.push_back(request.ttft_s);
    if (request.e2e_s == 0) continue;
    e2e_s.push_back(request.e2e_s);
    if (request.output > 1 && request.e2e_s > request.ttft_s) tpot_s.push_back((request.e2e_s - request.ttft_s) / (request.output - 1));
  }
  run.requests = requests.size();
  add_statistics(run, MeasuredKind::ttft, ttft_s);
  add_statistics(run, MeasuredKind::tpot, tpot_s);
  add_statistics(run, MeasuredKind::e2e, e2e_s);
  return all - requests.size();
}

std::uint64_t constant_concurrency(const std::vector<SingleRequest>& all) {
  std::vector<SingleRequest> requests = all;
  std::erase_if(requests, [](const SingleRequest& request) { return !(request.e2e_s > 0); });
  if (requests.size() < 8 || !starts_known(requests)) return 0;
  std::ranges::sort(requests, {}, &SingleRequest::start_s);
  // Clocks and the client's own work blur when an answer has ended and the next request, or the next few at once, have begun.
  constexpr double blur_s = 0.002, almost_every = 0.8;
  std::priority_queue<double, std::vector<double>, std::greater<>> ends;
  std::vector<std::uint64_t> out;
  auto next = requests.begin();
  for (const SingleRequest& request : requests) {
    const double now_s = request.start_s + blur_s;
    for (; next != requests.end() && next->start_s <= now_s; ++next) ends.push(next->start_s + next->e2e_s);
    while (!ends.empty() && ends.top() <= now_s) ends.pop();
    out.push_back(ends.size());
  }
  const std::uint64_t most = *std::ranges::max_element(out);
  if (out.size() < 4 * most) return 0;  // all at once, or too few to tell
  const auto close = std::ranges::count_if(out, [&](std::uint64_t n) { return 10 * n >= 9 * most; });
  return static_cast<double>(close) >= almost_every * static_cast<double>(out.size()) ? most : 0;
}

}  // namespace tradewind::measurements
