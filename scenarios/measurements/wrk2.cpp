// wrk2 with --latency: text with mixed units. Its requests are due at a constant rate, which the text does not say, and latencies count from when one
// was due. wrk, its predecessor, counts from when one was sent, which hides what waited (coordinated omission), and is not read.
#include <fmt/format.h>

#include <limits>
#include <regex>

#include "measurements/distributions.h"
#include "measurements/formats.h"

namespace tradewind::measurements {
namespace {

const std::string number_form = R"(([0-9]+(?:\.[0-9]+)?))";

// The first number that a form captures.
std::optional<double> found(const std::string& text, const std::string& form) {
  std::smatch match;
  if (!std::regex_search(text, match, std::regex(form))) return std::nullopt;
  return number_of(Json(match[1].str()));
}

double ms_of(const std::string& unit) { return unit == "us" ? 1e-3 : unit == "ms" ? 1 : unit == "s" ? 1e3 : unit == "m" ? 6e4 : 3.6e6; }

}  // namespace

bool is_wrk2(std::string_view text) {
  constexpr std::size_t longest = 1 << 20;
  return text.size() <= longest && text.starts_with("Running ") && text.find("Latency Distribution (HdrHistogram - Recorded Latency)") != text.npos;
}

void read_wrk2(std::string_view all, Intake& intake) {
  const std::string text(all);
  MeasuredRun run = intake.new_run("wrk2");
  run.requests = static_cast<std::uint64_t>(found(text, R"(#\[Max[^\]]*Total count\s*=\s*)" + number_form).value_or(0));
  add_figure(run, MeasuredKind::e2e, 0, found(text, R"(#\[Mean\s*=\s*)" + number_form));
  const std::regex line(R"(\n\s*)" + number_form + R"(%\s+)" + number_form + "(us|ms|s|m|h)");
  for (std::sregex_iterator at(text.begin(), text.end(), line), end; at != end; ++at) {
    const double percentile = number_of(Json((*at)[1].str())).value_or(0);
    if (percentile <= 99) add_figure(run, MeasuredKind::e2e, percentile, number_of(Json((*at)[2].str())), ms_of((*at)[3].str()));
  }
  run.burstiness = std::numeric_limits<double>::infinity();  // evenly spaced
  const auto failed = static_cast<std::uint64_t>(found(text, "Non-2xx or 3xx responses: " + number_form).value_or(0));
  intake.take(std::move(run), {.completed_rps = found(text, "Requests/sec:\\s*" + number_form).value_or(0), .failed = failed});
}

}  // namespace tradewind::measurements
