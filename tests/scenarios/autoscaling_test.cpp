// Autoscaling as a scenario states it: rules, and schedules in the clock of the simulated week.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>

#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/world.h"

using namespace tradewind;

namespace {

// With these fields beside those that it needs.
Autoscaling autoscaling(const std::string& fields, const std::string& week_of = "2026-01-12") {
  const LoadedScenario loaded = load_scenario_text(
      fmt::format(R"({{"name": "s", "populations": [{{"metros": ["Tokyo"], "users_share": 0.001}}], "calendar": {{"week_of": "{}"}}, "workloads": [{{
        "name": "chat", "requests_per_user_day": 1, "slo": {{"metric": "ttft", "target_ms": 800}},
        "llm": {{"model": "Llama-3.1-8B", "prompt_tokens": {{"p50": 100, "p95": 200, "max": 300}}, "output_tokens": {{"p50": 10, "p95": 20, "max": 30}}}},
        "autoscaling": {{"max_replicas": 4, "target_requests": 8, {}}}}}],
        "regions": {{"providers": ["aws"]}}}})",
                  week_of, fields),
      "test");
  INFO((loaded.problems.empty() ? std::string() : to_string(loaded.problems.front())));
  REQUIRE_FALSE(has_errors(loaded.problems));
  return *loaded.world.workloads[0].autoscaling;
}

std::vector<ScheduledReplicas> spans(const std::string& start, const std::string& end, const std::string& timezone, const std::string& week_of) {
  return autoscaling(fmt::format(R"("schedule": [{{"start": "{}", "end": "{}", "timezone": "{}", "replicas": 3}}])", start, end, timezone), week_of)
      .schedule;
}

}  // namespace

TEST_CASE("what the target counts is all requests, unless it is those that wait", "[autoscaling]") {
  CHECK(autoscaling(R"("polling_interval_s": 15)").metric == ScalingMetric::requests);
  CHECK(autoscaling(R"("metric": "waiting_requests")").metric == ScalingMetric::waiting_requests);
}

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

TEST_CASE("rules of an autoscaler are those of Kubernetes where nothing else is said", "[autoscaling]") {
  const Autoscaling usual = autoscaling(R"("polling_interval_s": 15)");
  CHECK(usual.min_replicas == 1);
  CHECK(usual.scale_up.window_s == 0);
  CHECK(usual.scale_down.window_s == 300);
  CHECK(usual.cooldown_period_s == 300);
  CHECK(usual.activation_requests == 0);
  CHECK_FALSE(usual.fallback);
  REQUIRE(usual.scale_up.policies.size() == 2);
  CHECK(usual.scale_up.policies[0].type == PolicyType::pods);
  CHECK(usual.scale_up.policies[0].value == 4);
  CHECK(usual.scale_up.policies[1].value == 100);
  REQUIRE(usual.scale_down.policies.size() == 1);
  CHECK(usual.scale_down.policies[0].type == PolicyType::percent);
  for (const ScalingRules* rules : {&usual.scale_up, &usual.scale_down}) {
    CHECK(rules->select == SelectPolicy::max);
    CHECK(rules->tolerance == 0.1);
    for (const ScalingPolicy& policy : rules->policies) CHECK(policy.period_s == 15);
  }
}

TEST_CASE("what a scenario says of policies, sleep and fallback gets to the world", "[autoscaling]") {
  const Autoscaling stated = autoscaling(R"("min_replicas": 0, "cooldown_period_s": 60, "activation_requests": 3, "scale_up_window_s": 30,
      "scale_up": {"select_policy": "min", "tolerance": 0}, "scale_down_window_s": 0,
      "scale_down": {"policies": [{"type": "pods", "value": 2, "period_s": 90}, {"type": "percent", "value": 10, "period_s": 1800}]},
      "fallback": {"failure_threshold": 3, "replicas": 4})");
  CHECK(stated.sleeps());
  CHECK(stated.cooldown_period_s == 60);
  CHECK(stated.activation_requests == 3);
  CHECK(stated.scale_up.window_s == 30);
  CHECK(stated.scale_up.select == SelectPolicy::min);
  CHECK(stated.scale_up.tolerance == 0);
  CHECK(stated.scale_up.policies.size() == 2);
  CHECK(stated.scale_down.window_s == 0);
  REQUIRE(stated.scale_down.policies.size() == 2);
  CHECK(stated.scale_down.policies[0].type == PolicyType::pods);
  CHECK(stated.scale_down.policies[0].value == 2);
  CHECK(stated.scale_down.policies[0].period_s == 90);
  CHECK(stated.scale_down.policies[1].type == PolicyType::percent);
  REQUIRE(stated.fallback);
  CHECK(stated.fallback->failure_threshold == 3);
  CHECK(stated.fallback->replicas == 4);
}
