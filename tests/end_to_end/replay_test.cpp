// The verb `replay` as a user meets it.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/command.h"

using namespace tradewind::test;
using Catch::Approx;
using nlohmann::json;

namespace {

const std::string pool = R"({"server": {"max_num_seqs": 8, "max_num_batched_tokens": 512, "kv_blocks": 1000},
 "iteration": {"affine": {"base_ms": 10, "per_token_ms": 0.1}}})";

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

struct Folder : TemporaryFolder {
  Folder() { spit(path() / "pool.json", pool); }
  void trace(const std::string& rows) const { spit(path() / "t.csv", "arrival_s,prompt_tokens,output_tokens\n" + rows); }
};

}  // namespace

TEST_CASE("a request alone takes the time of its iterations") {
  const Folder folder;
  folder.trace("1.5,100,4\n");
  const Said said = run("replay --pool pool.json --trace t.csv --json summary.json --out out.csv", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  const auto rows = rows_of(slurp(folder.path() / "out.csv"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] == std::vector<std::string>{"id", "arrival_s", "ttft_s", "tpot_s", "e2e_s", "replica", "status", "cached_tokens"});
  CHECK(rows[1] == std::vector<std::string>{"0", "1.5", "0.02", "0.0101", "0.0503", "0", "completed", "0"});
  const json summary = json::parse(slurp(folder.path() / "summary.json"));
  CHECK(summary["requests"]["completed"] == 1);
  CHECK(summary["latency_ms"]["e2e"]["mean"].get<double>() == Approx(50.3));
  CHECK(summary["iterations"] == 4);
  CHECK(summary["overloaded"] == false);
  CHECK(summary["iteration"][0]["source"] == "affine, as given");
}

TEST_CASE("rows go to stdout unless something else is asked for") {
  const Folder folder;
  folder.trace("0,10,1\n0.1,10,1\n0.2,10,1\n");
  const Said rows = run("replay --pool pool.json --trace t.csv", folder);
  CHECK(rows_of(rows.out).size() == 4);
  CHECK(rows.err.find("3 of 3 requests") != std::string::npos);
  const Said summary = run("replay --pool pool.json --trace t.csv --json - --limit 2", folder);
  CHECK(json::parse(summary.out)["requests"]["offered"] == 2);
  const Said table = run("replay --pool pool.json --trace t.csv --out rows.csv", folder);
  CHECK(table.out.find("whole answer") != std::string::npos);
  const Said piped = run("replay --pool pool.json --trace - --quiet; }", folder, "{ cat t.csv |");
  CHECK(piped.out == rows.out);
  CHECK(piped.err.empty());
}

TEST_CASE("leaping and iterating give the same rows") {
  const Folder folder;
  const std::string trace = "'" TRADEWIND_SOURCE_DIR "/tests/data/traces/small.csv.gz'";
  const Said leaping = run("replay -q --pool pool.json --trace " + trace, folder);
  REQUIRE(leaping.exit_code == 0);
  CHECK(rows_of(leaping.out).size() == 201);
  CHECK(run("replay -q --every-iteration --pool pool.json --trace " + trace, folder).out == leaping.out);
  CHECK(run("replay -q --pool pool.json --trace " + trace, folder).out == leaping.out);
}

TEST_CASE("a request that cannot be served says why") {
  const Folder folder;
  folder.trace("0,100,4\n0.1,20000,4\n");
  const auto rows = rows_of(run("replay -q --pool pool.json --trace t.csv", folder).out);
  REQUIRE(rows.size() == 3);
  CHECK(rows[1][6] == "completed");
  CHECK(rows[2] == std::vector<std::string>{"1", "0.1", "", "", "", "0", "rejected_length", "0"});
}

TEST_CASE("a repeated prompt is found in the prefix cache") {
  const Folder folder;
  spit(folder.path() / "t.csv", "arrival_s,prompt_tokens,output_tokens,prompt_id\n0,100,4,a\n1,100,4,a\n2,100,4,b\n");
  const auto rows = rows_of(run("replay -q --pool pool.json --trace t.csv", folder).out);
  REQUIRE(rows.size() == 4);
  CHECK(rows[1][7] == "0");
  CHECK(rows[2][7] == "96");
  CHECK(rows[3][7] == "0");
}

TEST_CASE("bad pools and traces exit with 2, name file and line, and leave no result") {
  const Folder folder;
  folder.trace("0,100,4\n0.1,zero,4\n0.2,-1,4\n");
  spit(folder.path() / "bad.json", R"({"iteration": {"affine": {"base_ms": 10}}})");
  const auto [arguments, hint] = GENERATE(table<std::string, std::string>({
      {"--pool pool.json --trace t.csv", "t.csv:3:5: error: found \"zero\" in column \"prompt_tokens\""},
      {"--pool pool.json --trace t.csv", "t.csv:4:"},
      {"--pool pool.json --trace nowhere.csv", "nowhere.csv: error: found No such file"},
      {"--pool bad.json --trace t.csv", "kv_blocks"},
      {"--pool nowhere.json --trace t.csv", "nowhere.json"},
      {"--pool pool.json", "--trace"},
      {"--pool pool.json --trace t.csv --limit 0", "--limit"},
      {"--pool pool.json --trace t.csv --timestamp-unit h", "--timestamp-unit"},
  }));
  const Said said = run("replay --out out.csv " + arguments, folder);
  INFO(arguments << "\n" << said.err);
  CHECK(said.exit_code == 2);
  CHECK(said.err.find(hint) != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "out.csv"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 3);  // no temporary file is left
}

TEST_CASE("an interrupted replay keeps what it has") {
  const Folder folder;
  // An endless trace: only the interrupt ends it.
  const Said said = run("replay -q --pool pool.json --trace - --out out.csv --json summary.json; }", folder,
                        "{ { echo arrival_s,prompt_tokens,output_tokens; seq 1 1000000000 | sed 's/$/,100,4/'; } | timeout -s INT 2");
  CHECK(said.exit_code != 0);
  CHECK(rows_of(slurp(folder.path() / "out.csv")).size() > 1000);
  CHECK(json::parse(slurp(folder.path() / "summary.json"))["interrupted"] == true);
}
