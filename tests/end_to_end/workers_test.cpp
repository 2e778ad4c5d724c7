// Several workers on one plan, and workers that die: the front is that of one that nobody disturbed.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <thread>

#include "planner/small_plan.h"
#include "support/command.h"

using namespace tradewind::test;
using nlohmann::json;

namespace {

const std::string plan_small = "plan small.json --points 3 --local-search 4 --quiet --study ";

struct SmallFolder : TemporaryFolder {
  SmallFolder() { spit(path() / "small.json", small_scenario); }
};

std::string front_of_one() {
  static const std::string front = [] {
    const SmallFolder folder;
    const Said said = run(plan_small + "s.study --json front.json", folder);
    REQUIRE(said.exit_code == 0);
    return slurp(folder.path() / "front.json");
  }();
  return front;
}

// What a study holds, by key, read as it lies on the disk after a kill. An empty one before the first step.
std::map<std::string, std::string> evaluations_in(const std::filesystem::path& file) {
  std::map<std::string, std::string> found;
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
  const auto add = [](void* into, int, char** cells, char**) {
    static_cast<std::map<std::string, std::string>*>(into)->emplace(cells[0], cells[1]);
    return 0;
  };
  sqlite3_exec(database, "SELECT key, value FROM steps WHERE key LIKE 'evaluation:%'", add, &found, nullptr);
  std::map<std::string, std::string> integrity;
  sqlite3_exec(database, "SELECT 'integrity', integrity_check FROM pragma_integrity_check", add, &integrity, nullptr);
  CHECK(integrity["integrity"] == "ok");
  sqlite3_close(database);
  return found;
}

pid_t start(const std::filesystem::path& folder, const std::vector<std::string>& arguments) {
  const pid_t child = fork();
  if (child != 0) return child;
  if (chdir(folder.c_str()) != 0) _exit(127);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int descriptor : {0, 1, 2}) dup2(nowhere, descriptor);
  std::vector<char*> words{const_cast<char*>("tradewind")};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execv(TRADEWIND_BUILD_DIR "/bin/tradewind", words.data());
  _exit(127);
}

// True when it was killed, false when it had ended before.
bool kill_after(pid_t child, std::chrono::milliseconds delay) {
  std::this_thread::sleep_for(delay);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

// Kills plans at random moments until so many have been killed; each goes on where the one before it was stopped, and when one ends, its front is
// looked at and the next begins anew. Returns how many ended.
int plans_ended_under(int kills, unsigned seed) {
  std::mt19937 random(seed);
  int killed = 0, ended = 0;
  while (killed < kills) {
    const SmallFolder folder;
    std::map<std::string, std::string> before;
    for (bool finished = false; !finished;) {
      const auto delay = std::chrono::milliseconds(std::uniform_int_distribution(0, killed < kills ? 900 : 60'000)(random));
      const pid_t child = start(folder, {"plan", "small.json", "--points", "3", "--study", "s.study", "--json", "front.json"});
      if (killed < kills && kill_after(child, delay)) {
        ++killed;
        if (!std::filesystem::exists(folder.path() / "s.study")) continue;
        const auto after = evaluations_in(folder.path() / "s.study");
        for (const auto& [key, value] : before) CHECK((after.contains(key) && after.at(key) == value));
        before = after;
        continue;
      }
      int status = 0;
      waitpid(child, &status, 0);
      finished = true;
    }
    ++ended;
    CHECK(slurp(folder.path() / "front.json") == front_of_one());
  }
  return ended;
}

}  // namespace

TEST_CASE("a plan that is killed again and again loses nothing and ends with the same front") { CHECK(plans_ended_under(12, 1) >= 1); }

TEST_CASE("a hundred kills", "[.hundred-kills]") { WARN(plans_ended_under(100, 2) << " plans ended under 100 kills"); }

TEST_CASE("of two processes on one study one is killed; the other does not wait for it") {
  const SmallFolder folder;
  const std::vector<std::string> arguments{"plan", "small.json", "--points", "3", "--study", "s.study", "--lease-s", "3600"};
  const pid_t lost = start(folder, arguments);
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  const pid_t left = start(folder, arguments);
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  kill_after(lost, std::chrono::milliseconds(0));
  int status = 0;
  waitpid(left, &status, 0);
  CHECK(WEXITSTATUS(status) == 0);
  REQUIRE(run(plan_small + "s.study --json front.json", folder).exit_code == 0);
  CHECK(slurp(folder.path() / "front.json") == front_of_one());
}

TEST_CASE("eight shards, two of them lost and run again, join to the front of one") {
  const SmallFolder folder;
  for (int round = 0;; ++round) {
    REQUIRE(round < 40);
    bool finished = true;
    std::string studies;
    for (int shard = 0; shard < 8; ++shard) {
      const std::string study = "shard" + std::to_string(shard) + ".study";
      const std::string plan = plan_small + study + " --shard " + std::to_string(shard) + "/8 --json " + study + ".json";
      REQUIRE(run(plan, folder).exit_code == 0);
      // Lost with all that they had, the rounds before included.
      if (round == 1 && (shard == 2 || shard == 5)) {
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(folder.path() / (study + end));
        if (std::filesystem::exists(folder.path() / "joined.study")) run("merge joined.study --into " + study, folder);
        REQUIRE(run(plan, folder).exit_code == 0);
      }
      finished = !json::parse(slurp(folder.path() / (study + ".json"))).contains("awaited_steps") && finished;
      studies += " " + study;
    }
    REQUIRE(run("merge" + studies + " --into joined.study", folder).exit_code == 0);
    if (finished) break;
    // What everybody has, by a merge, which adds nothing the second time, and by a copy of the file.
    REQUIRE(run("merge joined.study --into shard0.study", folder).exit_code == 0);
    const Said again = run("merge joined.study --into shard0.study --json -", folder);
    CHECK(json::parse(again.out) == json({{"new_steps", 0}, {"new_candidates", 0}, {"differing_steps", 0}}));
    for (int shard = 1; shard < 8; ++shard)
      std::filesystem::copy_file(folder.path() / "joined.study", folder.path() / ("shard" + std::to_string(shard) + ".study"),
                                 std::filesystem::copy_options::overwrite_existing);
  }
  REQUIRE(run(plan_small + "joined.study --json front.json", folder).exit_code == 0);
  CHECK(slurp(folder.path() / "front.json") == front_of_one());
}

TEST_CASE("copies that a launcher numbers share the work by a folder beside the study; number 0 writes it") {
  const SmallFolder folder;
  std::vector<std::jthread> copies;
  std::vector<Said> said(3);
  for (int rank = 0; rank < 3; ++rank)
    copies.emplace_back([&, rank] {
      const std::string number = std::to_string(rank);
      const std::string environment = rank == 0   ? "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=3"
                                      : rank == 1 ? "PMI_RANK=1 PMI_SIZE=3"
                                                  : "SLURM_PROCID=2 SLURM_STEP_NUM_TASKS=3 SLURM_NTASKS=99";
      said[static_cast<std::size_t>(rank)] = run(plan_small + "s.study --json front" + number + ".json", folder, environment);
    });
  copies.clear();
  for (const Said& copy : said) {
    INFO(copy.err);
    CHECK(copy.exit_code == 0);
  }
  CHECK(said[1].out.empty());
  CHECK(slurp(folder.path() / "front0.json") == front_of_one());
  CHECK_FALSE(std::filesystem::exists(folder.path() / "front1.json"));
  // What is in the folder is enough for another study.
  REQUIRE(run(plan_small + "other.study --exchange s.study.exchange --json other.json", folder).exit_code == 0);
  CHECK(slurp(folder.path() / "other.json") == front_of_one());
}

TEST_CASE("one is alone where a launcher started one, and in a batch script that is no task") {
  const SmallFolder folder;
  for (const std::string environment : {"OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1", "SLURM_PROCID=0 SLURM_NTASKS=8"})
    REQUIRE(run(plan_small + "s.study --json front.json", folder, environment).exit_code == 0);
  CHECK(slurp(folder.path() / "front.json") == front_of_one());
  CHECK_FALSE(std::filesystem::exists(folder.path() / "s.study.exchange"));
}

TEST_CASE("wrong numbers of workers, and jobs that cannot be, exit with 2 and say why") {
  const SmallFolder folder;
  const std::vector<std::array<std::string, 3>> wrong{{"", "--shard 8/8", "0/8"},
                                                      {"", "--shard 1", "I/N"},
                                                      {"", "--shard -1/4", "I/N"},
                                                      {"", "--shard 1/4x", "I/N"},
                                                      {"PMI_RANK=x PMI_SIZE=4", "", "PMI_RANK"},
                                                      {"PMI_RANK=4 PMI_SIZE=4", "", "PMI_SIZE"},
                                                      {"", "--emit crontab", "slurm, kubernetes-job, github-matrix"},
                                                      {"", "--emit github-matrix", "--image"},
                                                      {"", "--emit slurm --gate 'p95_ms<1'", "--gate"},
                                                      {"", "--shards 4", "--emit"}};
  for (const auto& [environment, flags, hint] : wrong) {
    const Said said = run(plan_small + "s.study " + flags, folder, environment);
    INFO(flags << "\n" << said.err);
    CHECK(said.exit_code == 2);
    CHECK(said.err.find(hint) != std::string::npos);
  }
  CHECK(run("merge none.study --into s.study", folder).exit_code == 2);
}

TEST_CASE("compare says of a study and itself that all is the same, and gates look at its figures") {
  const SmallFolder folder;
  REQUIRE(run(plan_small + "s.study", folder).exit_code == 0);
  const Said said = run("compare s.study s.study", folder);
  CHECK(said.exit_code == 0);
  CHECK(said.out.find("the same") != std::string::npos);
  CHECK(said.out.find("real") == std::string::npos);
  CHECK(run("compare s.study s.study --gate 'front.difference>=0' --gate 'knee.monthly_usd.difference<=0'", folder).exit_code == 0);
  CHECK(run("compare s.study s.study --gate 'front.difference>0'", folder).exit_code == 1);
  CHECK(run("compare s.study none.study", folder).exit_code == 2);
}

TEST_CASE("emitted jobs are printed, and nothing is planned") {
  const SmallFolder folder;
  for (const std::string target : {"slurm", "kubernetes-job --image i", "github-matrix --image i"}) {
    const Said said = run(plan_small + "s.study --shards 2 --emit " + target, folder);
    INFO(said.err);
    CHECK(said.exit_code == 0);
    CHECK(said.out.find("tradewind") != std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "s.study"));
}
