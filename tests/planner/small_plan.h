// A small scenario that is planned in a second or two, and places for its studies.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "tradewind/planner/plan.h"

namespace tradewind::test {

inline const std::string small_scenario = R"({
  "name": "small",
  "populations": [{"metros": ["Paris, FR", "Berlin, DE"], "users_share": 0.004}],
  "workloads": [{"name": "assistant", "requests_per_user_day": 5, "slo": {"metric": "ttft", "target_ms": 800},
    "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 4000}, "output_tokens": {"p50": 80, "p95": 200, "max": 400}}}],
  "regions": {"providers": ["aws"], "continents": ["europe"]},
  "simulation": {"replications": 2, "window_count": 4, "window_s": 20, "warmup_s": 10}
})";

inline PlanOptions few_points() {
  PlanOptions options;
  options.points = 3;
  options.verify_rounds = 2;
  options.verify_replications = 4;
  options.local_search = 4;
  return options;
}

// A path that is free at the beginning and at the end of a test, whatever runs beside it.
class FreePath {
 public:
  explicit FreePath(const std::string& name)
      : file(std::filesystem::temp_directory_path() / ("tradewind-test-" + name + "-" + std::to_string(::getpid()) + ".study")) {
    remove();
  }
  ~FreePath() { remove(); }
  const std::filesystem::path file;

 private:
  void remove() const {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove_all(file.string() + end);
  }
};

}  // namespace tradewind::test
