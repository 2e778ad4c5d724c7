// Schedules of autoscaling in the clock of the simulated week.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>

#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/world.h"

using namespace tradewind;

namespace {

std::vector<ScheduledReplicas> spans(const std::string& start, const std::string& end, const std::string& timezone, const std::string& week_of) {
  const LoadedScenario loaded = load_scenario_text(
      fmt::format(R"({{"name": "s", "populations": [{{"metros": ["Tokyo"], "users_share": 0.001}}], "calendar": {{"week_of": "{}"}}, "workloads": [{{
        "name": "chat", "requests_per_user_day": 1, "slo": {{"metric": "ttft", "target_ms": 800}},
        "llm": {{"model": "Llama-3.1-8B", "prompt_tokens": {{"p50": 100, "p95": 200, "max": 300}}, "output_tokens": {{"p50": 10, "p95": 20, "max": 30}}}},
        "autoscaling": {{"max_replicas": 4, "target_requests": 8, "schedule": [{{"start": "{}", "end": "{}", "timezone": "{}", "replicas": 3}}]}}}}],
        "regions": {{"providers": ["aws"]}}}})",
                  week_of, start, end, timezone),
      "test");
  INFO((loaded.problems.empty() ? std::string() : to_string(loaded.problems.front())));
  REQUIRE_FALSE(has_errors(loaded.problems));
  return loaded.world.workloads[0].autoscaling->schedule;
}

}  // namespace

TEST_CASE("a schedule goes by its own clock, through the night of a change and round the end of the week", "[autoscaling]") {
  const auto berlin = spans("0 8 * * 1-5", "30 20 * * 1-5", "Europe/Berlin", "2026-01-12");
  REQUIRE(berlin.size() == 5);
  for (int day = 0; day < 5; ++day) {
    const ScheduledReplicas& span = berlin[static_cast<std::size_t>(day)];
    CHECK(span.start_minute == day * 1440 + 7 * 60);
    CHECK(span.end_minute == day * 1440 + 19 * 60 + 30);
    CHECK(span.replicas == 3);
  }
  const auto spring = spans("0 8 * * *", "0 9 * * *", "Europe/Berlin", "2026-03-25");  // the clocks go forward on Sunday the 29th
  REQUIRE(spring.size() == 7);
  CHECK(spring[5].start_minute == 5 * 1440 + 7 * 60);
  CHECK(spring[6].start_minute == 6 * 1440 + 6 * 60);
  const auto tokyo = spans("0 8 * * *", "0 10 * * *", "Asia/Tokyo", "2026-01-12");  // 23:00 to 01:00 UTC
  REQUIRE(tokyo.size() == 8);
  CHECK(tokyo.front().start_minute == 0);
  CHECK(tokyo.front().end_minute == 60);
  CHECK(tokyo.back().start_minute == 6 * 1440 + 23 * 60);
  CHECK(tokyo.back().end_minute == 7 * 1440);
  CHECK(spans("0 8 * * 1", "0 9 * * 1", "Asia/Kolkata", "2026-01-12").front().start_minute == 2 * 60 + 30);
}
