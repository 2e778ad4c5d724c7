// The study on disk: what it refuses, and that an interrupted plan ends with the same front.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stop_token>

#include "planner/small_plan.h"
#include "study/schema.h"
#include "study/sqlite.h"
#include "tradewind/planner/candidate_reader.h"
#include "tradewind/planner/standing.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using test::few_points;
using test::FreePath;
const std::string& scenario = test::small_scenario;

std::string refusal(const std::filesystem::path& file, const std::string& text) {
  try {
    Study::create_or_open(file, text, "small.json");
  } catch (const InvalidInput& error) {
    return to_string(error.problems().at(0));
  }
  return {};
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

TEST_CASE("candidates are the same one by one as all together") {
  const FreePath path("one-by-one");
  Study study = Study::create_or_open(path.file, scenario, "small.json");
  CHECK(CandidateReader(study).verified() == 0);
  plan(study, PriceBook::shipped(), few_points());
  const CandidateReader reader(study);
  CHECK(reader.verified() > 0);
  const std::vector<Candidate> all = study.candidates();
  REQUIRE(all.size() >= 2);
  std::vector<Standing> standings;
  std::size_t seen = 0;
  reader.visit([&](const Candidate& candidate) {
    const Candidate& same = all.at(seen++);
    CHECK(candidate.id == same.id);
    CHECK(candidate.latency_ms() == same.latency_ms());
    CHECK(candidate.bill.total() == same.bill.total());
    standings.push_back(standing_of(study.world(), candidate));
  });
  CHECK(seen == all.size());
  mark_front(standings);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(standings[i].on_front == all[i].on_front);
    CHECK(standings[i].knee == all[i].knee);
  }
  std::vector<std::string> later;
  reader.visit([&later](const Candidate& candidate) { later.push_back(candidate.id); }, all.size() - 1);
  CHECK(later == std::vector{all.back().id});
  CHECK(reader.read(all.back().id).outcome.fingerprint == all.back().outcome.fingerprint);
  for (const char* id : {"t0", "t99999", "knee", "t1 ", ""}) CHECK_THROWS_AS(reader.read(id), std::invalid_argument);
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

// What format 2 looked like: outcome and bill in the row of a candidate, steps in a table of another name, no claims.
void write_back_to_format_2(const std::filesystem::path& file) {
  sqlite::Database database(file, sqlite::Database::Mode::open_existing);
  database.execute(R"(
    ALTER TABLE candidates RENAME TO newer;
    CREATE TABLE candidates (number INTEGER PRIMARY KEY, topology TEXT NOT NULL, outcome TEXT NOT NULL, bill TEXT NOT NULL,
                             promised_latency_ms REAL NOT NULL, promised_monthly_usd REAL NOT NULL, gap REAL NOT NULL);
    INSERT INTO candidates SELECT number, topology, substr(value, 1, instr(value, char(30)) - 1), substr(value, instr(value, char(30)) + 1),
                                  promised_latency_ms, promised_monthly_usd, gap FROM newer JOIN steps ON key = evaluation;
    DROP TABLE newer;
    DROP TABLE claims;
    DELETE FROM steps WHERE key LIKE 'evaluation:%';
    ALTER TABLE steps RENAME TO blobs;
    PRAGMA user_version = 2;
  )");
}

TEST_CASE("a study of format 2 is brought forward, and planning goes on with what it has") {
  const FreePath path("format2");
  std::string expected;
  {
    Study study = Study::create_or_open(path.file, scenario, "small.json");
    plan(study, PriceBook::shipped(), few_points());
    expected = plan_json(study);
  }
  write_back_to_format_2(path.file);
  Study study = Study::create_or_open(path.file, scenario, "small.json");
  CHECK(plan_json(study) == expected);
  const std::size_t candidates = study.candidates().size();
  // Nothing is simulated again: no stage of the plan says so.
  plan(study, PriceBook::shipped(), few_points(), [](const ProgressReport& report) { CHECK(report.stage.find("simulating") == std::string::npos); });
  CHECK(study.candidates().size() == candidates);
  CHECK(plan_json(study) == expected);
}

TEST_CASE("a study of a newer or a forgotten format is refused with what to do") {
  const FreePath path("formats");
  { Study::create_or_open(path.file, scenario, "small.json"); }
  const auto refused_as = [&](std::int64_t version) {
    sqlite::Database(path.file, sqlite::Database::Mode::open_existing).execute(("PRAGMA user_version = " + std::to_string(version)).c_str());
    return refusal(path.file, scenario);
  };
  CHECK(refused_as(study::schema_version + 1).find("take a newer tradewind") != std::string::npos);
  CHECK(refused_as(1).find("plan again into a new file") != std::string::npos);
  CHECK(refused_as(study::schema_version).empty());
}

TEST_CASE("a study can be read while another connection writes to it, each time as a whole") {
  const FreePath path("watched");
  Study writer = Study::create_or_open(path.file, scenario, "small.json");
  const Study watcher = Study::open(path.file);
  std::size_t seen = 0;
  plan(writer, PriceBook::shipped(), few_points(), [&](const ProgressReport&) {
    const auto candidates = watcher.candidates();
    CHECK(candidates.size() >= seen);
    seen = candidates.size();
    for (const Candidate& candidate : candidates) CHECK(candidate.bill.total().usd() > 0);
  });
  CHECK(seen >= 2);
  CHECK(plan_json(watcher) == plan_json(writer));
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
