// What makes a run usable, whatever tool it is from.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measurements/distributions.h"
#include "measurements/formats.h"

namespace tradewind::measurements {
namespace {

bool usable(const MeasuredLengths& lengths) { return !lengths.each.empty() || !lengths.quantiles.empty(); }

bool sensible(double rate_rps) { return std::isinf(rate_rps) || (rate_rps > 1e-6 && rate_rps < 1e7); }

std::string why_unusable(const MeasuredRun& run, const Findings& findings) {
  // The rate is that of the whole run, whose end waits for the last answers.
  constexpr double least_share = 0.85;
  const bool open = run.max_concurrency == 0 && std::isfinite(run.rate_rps) && run.start_s.empty();
  if (!findings.unusable.empty()) return findings.unusable;
  if (run.rate_rps <= 0) return "the file says neither a request rate nor a concurrency: give --rate or --concurrency";
  if (!sensible(run.rate_rps)) return fmt::format("a request rate of {:g}/s", run.rate_rps);
  if (run.requests == 0) return "no request was completed";
  if (findings.failed > run.requests) return fmt::format("{} requests failed, {} were completed", findings.failed, run.requests);
  if (!usable(run.prompt) || !usable(run.output))
    return "no lengths of prompts and answers: give --prompt-tokens and --output-tokens if all were as long, or --batch of a classic model";
  if (run.figures.empty()) return "no latencies";
  if (open && findings.completed_rps > 0 && findings.completed_rps < least_share * run.rate_rps)
    return fmt::format("{:.3g} requests/s were completed of {:.3g} offered: overloaded, or an unstated limit on concurrency", findings.completed_rps,
                       run.rate_rps);
  return "";
}

// How long a user of a closed loop of n waits before the next request, by the interactive response time law (Denning and Buzen 1978): n / X - R, with
// the throughput X and the mean response time R; less what the last n answers take, when nobody sends any more. Load generators should send at once;
// those that start their requests in waves, or are too slow for the server, do not.
double think_s(const MeasuredRun& run, double completed_rps) {
  const auto e2e = std::ranges::find_if(run.figures, [](const MeasuredFigure& f) { return f.kind == MeasuredKind::e2e && f.percentile == 0; });
  if (run.max_concurrency == 0 || std::isfinite(run.rate_rps) || completed_rps <= 0 || e2e == run.figures.end()) return 0;
  const double users = static_cast<double>(run.max_concurrency), response_s = e2e->value * 1e-3,
               span_s = static_cast<double>(run.requests) / completed_rps;
  const double loaded_s = std::max(span_s - (run.cut_off > 0 ? 0 : response_s / 2), response_s);
  const double out = static_cast<double>(run.requests) * response_s / loaded_s;
  constexpr double almost_all = 0.9;
  return out < almost_all * users && run.requests > 2 * run.max_concurrency ? users * loaded_s / static_cast<double>(run.requests) - response_s : 0;
}

}  // namespace

MeasuredRun Intake::new_run(std::string tool) const {
  MeasuredRun run;
  run.file = file_;
  run.tool = std::move(tool);
  while (run.tool.ends_with(' ')) run.tool.pop_back();
  return run;
}

void Intake::take(MeasuredRun run, const Findings& findings) {
  if (run.rate_rps <= 0) {
    run.max_concurrency = std::max(run.max_concurrency, unstated_.max_concurrency);
    run.rate_rps = unstated_.rate_rps > 0 ? unstated_.rate_rps : run.max_concurrency > 0 ? at_once : 0;
  }
  const auto state = [](MeasuredLengths& lengths, int tokens) {
    if (!usable(lengths) && tokens > 0) lengths.quantiles = {{1, tokens}};
  };
  state(run.prompt, unstated_.prompt_tokens);
  state(run.output, unstated_.output_tokens);
  if (unstated_.items > 0 && !usable(run.prompt) && !usable(run.output)) {
    run.items = unstated_.items;
    state(run.prompt, run.items);
    state(run.output, 1);
  }
  if (run.max_concurrency >= run.requests) run.max_concurrency = 0;  // never reached
  if (!(run.burstiness > 1e-3)) run.burstiness = 1;
  run.label = load_label(run);
  if (const std::string why = why_unusable(run, findings); !why.empty()) {
    measurements_.left_out.push_back(fmt::format("{} ({}): {}", run.file, run.label, why));
    return;
  }
  if (findings.failed > 0)
    run.notes.push_back(fmt::format("{} of {} requests failed: not part of the figures", findings.failed, run.requests + findings.failed));
  run.think_s = think_s(run, findings.completed_rps);
  if (run.think_s > 0)
    run.notes.push_back(
        fmt::format("fewer than {} requests were out on average: each user is taken to pause for {:.3g} s", run.max_concurrency, run.think_s));
  // The throughput of an open loop is its rate; that of users who pause is made by the pauses; requests that failed may be counted or not.
  if (std::isinf(run.rate_rps) && run.think_s == 0 && findings.failed == 0 && findings.completed_rps < 1e7)
    add_figure(run, MeasuredKind::throughput, 0, findings.completed_rps);
  measurements_.runs.push_back(std::move(run));
}

}  // namespace tradewind::measurements
