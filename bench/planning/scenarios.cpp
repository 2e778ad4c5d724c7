#include "planning/scenarios.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "tradewind/scenarios/files.h"

namespace tradewind::bench {
namespace {

using nlohmann::json;

json assistant(double requests_a_day) {
  return {{"name", "assistant"},
          {"requests_per_user_day", requests_a_day},
          {"slo", {{"metric", "ttft"}, {"percentile", 95}, {"target_ms", 800}}},
          {"llm",
           {{"model", "Llama-3.1-8B"},
            {"prompt_tokens", {{"p50", 600}, {"p95", 2000}, {"max", 4000}}},
            {"output_tokens", {{"p50", 100}, {"p95", 300}, {"max", 600}}}}}};
}

json ranking(double requests_a_day) {
  return {
      {"name", "ranking"},
      {"requests_per_user_day", requests_a_day},
      {"profile", "net_marketplace"},
      {"slo", {{"metric", "e2e"}, {"percentile", 95}, {"target_ms", 300}}},
      {"classic",
       {{"model", "Wide and Deep"},
        {"items_per_request", 256},
        {"request_bytes", 20000},
        {"response_bytes", 6000},
        {"tensorflow_serving", {{"max_batch_size", 4096}, {"batch_timeout_micros", 1000}, {"num_batch_threads", 1}, {"max_enqueued_batches", 10}}}}}};
}

}  // namespace

std::vector<NamedScenario> examples(const std::string& folder) {
  std::vector<NamedScenario> all;
  for (const char* name : {"chat", "fraud", "recommend", "starter"}) all.push_back({name, read_file(fmt::format("{}/{}.json", folder, name))});
  return all;
}

NamedScenario generated(unsigned number) {
  std::mt19937 random(number);
  const auto any = [&](unsigned count) { return random() % count; };
  const auto some = [&](std::vector<std::string> from, unsigned least) {
    std::shuffle(from.begin(), from.end(), random);
    from.resize(least + any(static_cast<unsigned>(from.size()) - least + 1));
    std::sort(from.begin(), from.end());
    return from;
  };
  const std::vector<std::string> continents = some({"europe", "north-america", "asia"}, 1);
  json workloads = json::array();
  const unsigned kind = any(3);
  if (kind != 1) workloads.push_back(assistant(1 + any(5)));
  if (kind != 0) workloads.push_back(ranking(4 + any(20)));
  const double users_share = 0.002 * std::pow(2.0, any(4));
  const json scenario{{"name", fmt::format("generated-{}", number)},
                      {"populations", {{{"metros", {{"continents", continents}, {"top", 8 + any(53)}}}, {"users_share", users_share}}}},
                      {"workloads", workloads},
                      {"regions", {{"providers", some({"aws", "azure", "gcp"}, 1)}, {"continents", continents}}},
                      {"objective", {{"percentile", std::vector<int>{90, 95, 99}[any(3)]}}},
                      {"simulation", {{"replications", 4}, {"window_count", 12}, {"window_s", 20}, {"warmup_s", 10}}}};
  return {scenario.at("name"), scenario.dump(2)};
}

}  // namespace tradewind::bench
