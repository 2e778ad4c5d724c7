#include "calibration/measured_load.h"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <cmath>

#include "random/draws.h"

namespace tradewind::calibration {
namespace {

// The value below which the share `u` of the lengths lies, linear between the quantiles that are known.
std::int32_t length_at(const MeasuredLengths& lengths, double u) {
  const auto& known = lengths.quantiles;
  const auto above = std::find_if(known.begin(), known.end(), [u](const auto& point) { return point.first >= u; });
  double tokens = 0;
  if (above == known.end())
    tokens = known.back().second;
  else if (above == known.begin())
    tokens = above->second;
  else
    tokens = std::lerp((above - 1)->second, above->second, (u - (above - 1)->first) / (above->first - (above - 1)->first));
  return static_cast<std::int32_t>(std::max(1.0, std::round(tokens)));
}

// Mean gap times a gamma-distributed factor with mean 1.
double gap_s(const MeasuredRun& run, double u) {
  if (std::isinf(run.rate_rps)) return 0;
  if (std::isinf(run.burstiness)) return 1 / run.rate_rps;
  if (run.burstiness == 1) return -std::log(u) / run.rate_rps;
  return boost::math::quantile(boost::math::complement(boost::math::gamma_distribution<>(run.burstiness, 1 / run.burstiness), u)) / run.rate_rps;
}

}  // namespace

std::size_t cut_off_of(const MeasuredRun& run) { return std::min<std::size_t>(run.cut_off, most_requests / 2); }

std::int64_t longest(const std::vector<TraceRequest>& requests) {
  std::int64_t tokens = 0;
  for (const TraceRequest& request : requests) tokens = std::max(tokens, std::int64_t{request.prompt_tokens} + request.output_tokens);
  return tokens;
}

std::vector<TraceRequest> requests_of(const MeasuredRun& run) {
  const auto count = std::min<std::size_t>(run.warm_up + run.requests + cut_off_of(run), most_requests);
  const bool recorded = !run.start_s.empty() && run.max_concurrency == 0;
  const random::Stream draws(1, 0, random::Purpose::sizes, 0, 0);
  std::vector<TraceRequest> requests(count);
  double due_s = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const random::Uniforms u = draws.draw(i);
    TraceRequest& request = requests[i];
    request.arrival_ns = std::llround((recorded ? run.start_s[i % run.start_s.size()] : due_s) * 1e9);
    request.prompt_tokens = run.prompt.each.empty() ? length_at(run.prompt, u[1]) : run.prompt.each[i % run.prompt.each.size()];
    request.output_tokens = run.output.each.empty() ? length_at(run.output, u[2]) : run.output.each[i % run.output.each.size()];
    if (run.prefix.tokens > 0) {
      const auto text = static_cast<std::uint64_t>(u[3] * run.prefix.count);
      request.parts = {{1 + text, std::min(run.prefix.tokens, request.prompt_tokens)}};
    }
    due_s += gap_s(run, u[0]);
  }
  return requests;
}

}  // namespace tradewind::calibration
