// The study on disk: what it refuses, and that an interrupted plan ends with the same front.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stop_token>

#include "tradewind/planner/plan.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

const std::string scenario = R"({
  "name": "small",
  "populations": [{"metros": ["Paris, FR", "Berlin, DE"], "users_share": 0.004}],
  "workloads": [{"name": "assistant", "requests_per_user_day": 5, "slo": {"metric": "ttft", "target_ms": 800},
    "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 4000}, "output_tokens": {"p50": 80, "p95": 200, "max": 400}}}],
  "regions": {"providers": ["aws"], "continents": ["europe"]},
  "simulation": {"replications": 2, "window_count": 4, "window_s": 20, "warmup_s": 10}
})";

// A path that is free at the beginning and at the end of a test.
class FreePath {
 public:
  explicit FreePath(const std::string& name) : file(std::filesystem::temp_directory_path() / ("tradewind-test-" + name + ".study")) { remove(); }
  ~FreePath() { remove(); }
  const std::filesystem::path file;

 private:
  void remove() const {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  }
};

std::string refusal(const std::filesystem::path& file, const std::string& text) {
  try {
    Study::create_or_open(file, text, "small.json");
  } catch (const InvalidInput& error) {
    return to_string(error.problems().at(0));
  }
  return {};
}

PlanOptions few_points() {
  PlanOptions options;
  options.points = 3;
  return options;
}

TEST_CASE("a study keeps its scenario and its blobs") {
  const FreePath path("keeps");
  {
    Study study = Study::create_or_open(path.file, scenario, "small.json");
    study.save("key", "first");
    study.save("key", std::string("se\0cond", 7));
  }
  const Study study = Study::open(path.file);
  CHECK(study.scenario_text() == scenario);
  CHECK(study.world().name == "small");
  CHECK(study.load("key") == std::string("se\0cond", 7));
  CHECK_FALSE(study.load("other").has_value());
  CHECK_FALSE(study.finished());
  CHECK(study.picked().empty());
  CHECK_THROWS_AS(study.find("knee"), std::invalid_argument);
}

TEST_CASE("a study of another scenario and a file that is no study are refused") {
  const FreePath path("refused");
  { Study::create_or_open(path.file, scenario, "small.json"); }
  CHECK(refusal(path.file, scenario + " ").find("another scenario") != std::string::npos);
  CHECK(refusal(path.file, scenario).empty());

  const FreePath text("text");
  std::ofstream(text.file) << std::string(5000, 'x');
  CHECK(refusal(text.file, scenario).find("cannot be used as a study") != std::string::npos);
  CHECK_THROWS_AS(Study::open(text.file), InvalidInput);
  CHECK_THROWS_AS(Study::open(text.file.string() + ".none"), InvalidInput);
}

TEST_CASE("a truncated study is refused or read, never a crash") {
  const FreePath path("whole"), cut("cut");
  { Study::create_or_open(path.file, scenario, "small.json").save("key", std::string(20000, 'v')); }
  const auto size = std::filesystem::file_size(path.file);
  for (const auto length : {size / 8, size / 2, size - 100}) {
    std::filesystem::copy_file(path.file, cut.file, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(cut.file, length);
    try {
      static_cast<void>(Study::open(cut.file).candidates());
    } catch (const InvalidInput&) {
    } catch (const std::runtime_error&) {
    }
  }
}

TEST_CASE("a plan that is interrupted again and again ends with the same front as one that is not") {
  const FreePath whole_path("uninterrupted"), path("interrupted");
  Study whole = Study::create_or_open(whole_path.file, scenario, "small.json");
  plan(whole, PriceBook::shipped(), few_points());
  REQUIRE(whole.finished());
  const std::string expected = plan_json(whole);
  CHECK(nlohmann::json::parse(expected).at("front").size() >= 1);

  int interruptions = 0;
  for (bool finished = false; !finished && interruptions < 100;) {
    Study study = Study::create_or_open(path.file, scenario, "small.json");
    const std::size_t before = study.candidates().size();
    std::stop_source stop;
    try {
      // Stops at the first step after one more candidate is stored.
      plan(
          study, PriceBook::shipped(), few_points(),
          [&](const ProgressReport&) {
            if (study.candidates().size() > before) stop.request_stop();
          },
          stop.get_token());
      finished = true;
    } catch (const Interrupted&) {
      ++interruptions;
      CHECK_FALSE(study.finished());
      CHECK(study.candidates().size() > before);
    }
  }
  CHECK(interruptions >= 2);
  CHECK(plan_json(Study::open(path.file)) == expected);
}

TEST_CASE("an impossible budget is told with what the cheapest topology costs") {
  const FreePath path("budget");
  nlohmann::json poor = nlohmann::json::parse(scenario);
  poor["constraints"]["monthly_budget_usd"] = 10;
  Study study = Study::create_or_open(path.file, poor.dump(), "poor.json");
  try {
    plan(study, PriceBook::shipped(), few_points());
    FAIL("a topology for ten dollars a month");
  } catch (const Infeasible& error) {
    CHECK(std::string(error.what()).find("budget of 10.00 USD") != std::string::npos);
  }
}

}  // namespace
}  // namespace tradewind
