// Who does which step of a plan: claims, rounds, exchange. Whoever does it, the front has the same bytes.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <memory>
#include <thread>

#include "planner/small_plan.h"
#include "sharing/claims.h"
#include "sharing/process.h"
#include "sharing/shards.h"
#include "sharing/steps.h"

namespace tradewind::sharing {
namespace {

using namespace std::chrono_literals;
using test::few_points;
using test::FreePath;
using test::small_scenario;

constexpr auto never = 1h;

// Runs `work` in another process that then ends without tidying up, as a killed one.
void in_lost_process(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}

std::string planned(const PlanOptions& options, Study& study) {
  plan(study, PriceBook::shipped(), options);
  return plan_json(study);
}

std::string front_of_one_process() {
  static const std::string front = [] {
    const FreePath path("alone");
    Study study = Study::create_or_open(path.file, small_scenario, "small.json");
    return planned(few_points(), study);
  }();
  return front;
}

TEST_CASE("a process is known by its start, not by its number alone") {
  CHECK_FALSE(has_ended(own_process()));
  const std::string own = own_process();
  CHECK(has_ended(own.substr(0, own.rfind(' ')) + " 1"));  // the number is taken, by one that began at another time
  CHECK_FALSE(has_ended("elsewhere 1 1"));
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  in_lost_process([&] {
    const std::string name = own_process();
    static_cast<void>(write(ends[1], name.data(), name.size()));
  });
  char name[256] = {};
  static_cast<void>(read(ends[0], name, sizeof name - 1));
  CHECK(has_ended(name));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("of two processes that want a step one gets it, until it is done or the lease lapses") {
  const FreePath path("claims");
  const Study study = Study::create_or_open(path.file, small_scenario, "small.json");
  Claims first(path.file, never);
  CHECK(first.take("a", 0, 2));
  {
    Claims second(path.file, never);
    CHECK_FALSE(second.take("a", 0, 2));
    CHECK(second.take("b", 1, 2));
    CHECK_FALSE(first.take("b", 1, 2));
    first.done("a", "");
    CHECK(second.take("a", 0, 2));
  }
  CHECK(first.take("a", 0, 2));  // the second one has ended in order

  // A claim that nobody renews: its owner lives, as far as can be known, but says nothing.
  sqlite::Database(path.file, sqlite::Database::Mode::open_existing).execute("INSERT INTO claims VALUES ('late', 'elsewhere 1 1', 1)");
  CHECK(first.take("late", 0, 1));
}

TEST_CASE("nobody waits for a process that was killed") {
  const FreePath path("killed");
  const Study study = Study::create_or_open(path.file, small_scenario, "small.json");
  in_lost_process([&] {
    auto* lost = new Claims(path.file, never);  // never deleted
    if (!lost->take("a", 0, 1)) _exit(1);
  });
  Claims left(path.file, never);
  CHECK(left.take("a", 0, 1));
}

TEST_CASE("a claim is renewed for as long as its step takes") {
  const FreePath path("renewed");
  const Study study = Study::create_or_open(path.file, small_scenario, "small.json");
  Claims first(path.file, 2s), second(path.file, 2s);
  REQUIRE(first.take("a", 0, 1));
  const auto claim_end = [&] {
    return sqlite::Database(path.file, sqlite::Database::Mode::open_existing).number("SELECT until_ms FROM claims WHERE key = 'a'");
  };
  const auto before = claim_end();
  while (claim_end() == before) std::this_thread::sleep_for(20ms);
  CHECK(claim_end() > before);
  CHECK_FALSE(second.take("a", 0, 1));
}

TEST_CASE("each step is computed once by whoever is there, and all have all results") {
  const FreePath path("once");
  Study study = Study::create_or_open(path.file, small_scenario, "small.json");
  std::vector<std::string> keys;
  for (int i = 0; i < 40; ++i) keys.push_back("step " + std::to_string(i));
  std::atomic<int> computed = 0;
  std::vector<std::string> results[3];
  {
    std::vector<std::jthread> workers;
    for (auto& result : results)
      workers.emplace_back([&] {
        Study own = Study::open(path.file);
        Claims claims(path.file, never);
        result = Steps(own, claims, {}).run(keys, 1, [&](std::size_t i) {
          ++computed;
          std::this_thread::sleep_for(2ms);
          return "result " + std::to_string(i);
        });
      });
  }
  CHECK(computed == 40);
  for (const auto& result : results) {
    REQUIRE(result.size() == 40);
    CHECK(result[39] == "result 39");
    CHECK(result == results[0]);
  }
}

TEST_CASE("a shard by itself does its own steps, and those that stand alone") {
  Rounds rounds({1, 3});
  CHECK_FALSE(rounds.take("", 0, 5));
  CHECK(rounds.take("", 1, 5));
  CHECK(rounds.take("", 4, 5));
  CHECK(rounds.take("", 0, 1));
  CHECK_THROWS_AS(rounds.wait(2), AwaitsShards);
}

TEST_CASE("shards find each other's results in the exchange, and do the steps of one that is lost") {
  const FreePath folder("exchange");
  Exchange first(folder.file, "plan", {0, 3}, never);
  Exchange second(folder.file, "plan", {1, 3}, never);
  CHECK(first.take("a", 0, 3));
  CHECK_FALSE(first.take("b", 1, 3));
  CHECK_FALSE(first.take("c", 2, 3));  // the third one may still come
  second.done("b", "result\nof b");
  CHECK(first.received("b") == "result\nof b");
  CHECK_FALSE(first.received("c").has_value());
  // Another plan in the same folder has results of its own.
  CHECK_FALSE(Exchange(folder.file, "other plan", {0, 3}, never).received("b").has_value());

  Exchange impatient(folder.file, "plan", {1, 3}, 0ms);
  CHECK(impatient.take("c", 2, 3));  // silent for longer than its patience: 2, then 0, then itself
  CHECK(impatient.take("a", 0, 3));
}

TEST_CASE("what a shard had before the others came, it shows to them") {
  const FreePath folder("had-before");
  Study study = Study::in_memory(small_scenario, "small.json"), other = Study::in_memory(small_scenario, "small.json");
  study.save("a", "old");
  Exchange first(folder.file, "plan", {0, 2}, never), second(folder.file, "plan", {1, 2}, never);
  const auto compute = [](std::size_t) { return std::string("new"); };
  CHECK(Steps(study, first, {}).run({"a"}, 1, compute).front() == "old");
  CHECK(Steps(other, second, {}).run({"a"}, 1, compute).front() == "old");
}

TEST_CASE("a shard that has ended in order is not waited for") {
  const FreePath folder("ended");
  Exchange first(folder.file, "plan", {0, 2}, never);
  {
    Exchange second(folder.file, "plan", {1, 2}, never);
    CHECK_FALSE(first.take("b", 1, 2));
  }
  CHECK(first.take("b", 1, 2));
}

TEST_CASE("of many processes that make one study at once each one has it") {
  for (int round = 0; round < 20; ++round) {
    const FreePath path("made-at-once");
    std::atomic<int> opened = 0;
    {
      std::vector<std::jthread> workers;
      for (int worker = 0; worker < 8; ++worker)
        workers.emplace_back([&] {
          try {
            Study::create_or_open(path.file, small_scenario, "small.json");
            ++opened;
          } catch (const InvalidInput&) {  // not counted
          }
        });
    }
    CHECK(opened == 8);
  }
}

TEST_CASE("two processes on one study find the front of one, with the same ids") {
  const FreePath path("two");
  std::string fronts[2];
  {
    std::vector<std::jthread> workers;
    for (std::string& front : fronts)
      workers.emplace_back([&] {
        Study study = Study::create_or_open(path.file, small_scenario, "small.json");
        front = planned(few_points(), study);
      });
  }
  CHECK(fronts[0] == front_of_one_process());
  CHECK(fronts[1] == front_of_one_process());
}

// One round of one shard, from what was joined before. True when nothing is left for others.
bool finished_by(const std::filesystem::path& file, const Study& joined, Shard shard) {
  std::filesystem::remove(file);
  Study study = Study::create_or_open(file, small_scenario, "small.json");
  study.merge(joined);
  PlanOptions options = few_points();
  options.shard = shard;
  try {
    plan(study, PriceBook::shipped(), options);
    return true;
  } catch (const AwaitsShards&) {
    return false;
  }
}

std::string front_of_shards(int count) {
  const FreePath path("joined");
  Study joined = Study::create_or_open(path.file, small_scenario, "small.json");
  for (int round = 0; round < 50; ++round) {
    bool finished = true;
    std::vector<std::unique_ptr<FreePath>> files;
    for (int index = 0; index < count; ++index) {
      files.push_back(std::make_unique<FreePath>("shard-" + std::to_string(index)));
      finished = finished_by(files.back()->file, joined, {index, count}) && finished;
      if (round == 1 && index == 1) finished_by(files.back()->file, joined, {index, count});  // lost, and run again
    }
    for (const auto& shard : files) {
      joined.merge(Study::open(shard->file));
      const Merged again = joined.merge(Study::open(shard->file));
      CHECK(again.steps + again.candidates + again.differing == 0);
    }
    if (finished) return plan_json(joined);
  }
  return "no front after 50 rounds";
}

TEST_CASE("one, two and four shards find the same front, byte by byte") {
  for (const int count : {1, 2, 4}) CHECK(front_of_shards(count) == front_of_one_process());
}

TEST_CASE("shards that exchange results all end with the front, also when one never comes") {
  for (const int missing : {-1, 2}) {
    const FreePath folder("exchanged");
    std::string fronts[3];
    {
      std::vector<std::jthread> workers;
      for (int index = 0; index < 3; ++index)
        if (index != missing)
          workers.emplace_back([&, index] {
            Study study = Study::in_memory(small_scenario, "small.json");
            PlanOptions options = few_points();
            options.shard = Shard{index, 3};
            options.exchange = folder.file;
            options.lease_s = missing < 0 ? 3600 : 0.5;
            fronts[index] = planned(options, study);
          });
    }
    for (int index = 0; index < 3; ++index)
      if (index != missing) CHECK(fronts[index] == front_of_one_process());
  }
}

TEST_CASE("studies of other scenarios, books or programs are not merged") {
  const FreePath a("merge-a"), b("merge-b");
  Study into = Study::create_or_open(a.file, small_scenario, "small.json");
  const Study other = Study::create_or_open(b.file, small_scenario + " ", "other.json");
  CHECK_THROWS_AS(into.merge(other), std::invalid_argument);
  const FreePath c("merge-c");
  Study same = Study::create_or_open(c.file, small_scenario, "small.json");
  same.save("price_book", "mine");
  into.save("price_book", "shipped");
  CHECK_THROWS_AS(into.merge(same), std::invalid_argument);
  into.save("price_book", "mine");
  into.save("a", "1");
  same.save("a", "2");
  same.save("b", "3");
  const Merged merged = into.merge(same);
  CHECK(merged.steps == 1);
  CHECK(merged.differing == 1);
  CHECK(into.load("a") == "1");
}

}  // namespace
}  // namespace tradewind::sharing
