// The command as a user meets it: help, exit codes, streams, colours.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;

namespace {
const std::string examples = TRADEWIND_SOURCE_DIR "/scenarios/examples/";
}

TEST_CASE("wrong use exits with 2 and says so on stderr") {
  const TemporaryFolder folder;
  const auto [arguments, hint] =
      GENERATE(table<std::string, std::string>({{"", "subcommand is required"},
                                                {"fly", "fly"},
                                                {"validate", "which scenario"},
                                                {"simulate", "scenario"},
                                                {"simulate nowhere.json", "nowhere.json"},
                                                {"simulate nowhere.json --precision 200%", "as 2% or 0.02"},
                                                {"simulate nowhere.json --precision 2%%", "as 2% or 0.02"},
                                                {"simulate nowhere.json --max-replications 5", "--precision"},
                                                {"chaos nowhere.json", "--topology"},
                                                {"validate --no-such-flag", "no-such-flag"},
                                                {"report nowhere.study --html x.html", "nowhere.study"},
                                                {"export --target kubernetes", "--out"},
                                                {"completion powershell", "powershell"},
                                                {"catalog rtt aws:us-east-1 aws:us-esat-2", "did you mean 'aws:us-east-2'"}}));
  const Said said = run(arguments, folder);
  INFO(arguments << "\n" << said.err);
  CHECK(said.exit_code == 2);
  CHECK(said.out.empty());
  CHECK(said.err.find(hint) != std::string::npos);
}

// So short that all of it is still in the buffer at the end.
TEST_CASE("a result that a full disk did not take is a failure") {
  const TemporaryFolder folder;
  for (const std::string arguments : {"catalog rtt aws:us-east-1 aws:us-east-2", "--help", "--version"}) {
    const Said said = run("-q " + arguments + " > /dev/full 2> said; echo rc $?", folder);
    INFO(arguments);
    CHECK(said.out == "rc 3\n");
    CHECK(slurp(folder.path() / "said").find("cannot write to standard output: No space left on device") != std::string::npos);
  }
}

TEST_CASE("help shows examples and exit codes") {
  const TemporaryFolder folder;
  const Said top = run("--help", folder);
  CHECK(top.exit_code == 0);
  CHECK(top.out.find("Exit codes") != std::string::npos);
  for (const std::string verb :
       {"validate", "simulate", "chaos", "replay", "calibrate", "capacity", "tune", "plan", "price", "export", "report", "catalog", "completion"}) {
    CHECK(top.out.find(verb) != std::string::npos);
    const Said help = run(verb + " --help", folder);
    CHECK(help.exit_code == 0);
    CHECK(help.out.find("Examples:") != std::string::npos);
  }
}

TEST_CASE("every example scenario is valid") {
  const TemporaryFolder folder;
  for (const std::string name : {"chat", "fraud", "recommend", "starter"}) {
    const Said said = run("validate --explain '" + examples + name + ".json'", folder);
    INFO(name << "\n" << said.err);
    CHECK(said.exit_code == 0);
    CHECK(said.out.find("is valid") != std::string::npos);
  }
}

TEST_CASE("the reference page in docs is the one that the schema gives") {
  const TemporaryFolder folder;
  CHECK(run("validate --reference", folder).out == slurp(TRADEWIND_SOURCE_DIR "/docs/scenario-reference.md"));
}

TEST_CASE("schemas are JSON and the examples name only fields of the schema") {
  const TemporaryFolder folder;
  CHECK(nlohmann::json::parse(run("validate --schema", folder).out)["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(nlohmann::json::parse(run("validate --topology-schema", folder).out).is_object());
  CHECK(nlohmann::json::parse(run("validate --pool-schema", folder).out).is_object());
}

TEST_CASE("completion scripts are made of the verbs and parse in bash") {
  const TemporaryFolder folder;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const Said said = run("completion " + shell, folder);
    CHECK(said.exit_code == 0);
    CHECK(said.out.find("simulate") != std::string::npos);
  }
  spit(folder.path() / "completion", run("completion bash", folder).out);
  CHECK(std::system(("bash -n '" + (folder.path() / "completion").string() + "'").c_str()) == 0);
}

TEST_CASE("catalog rtt marks what is measured and what is estimated") {
  const TemporaryFolder folder;
  const Said measured = run("catalog rtt aws:us-east-1 aws:eu-west-1", folder);
  CHECK(measured.out.find(",measured") != std::string::npos);
  spit(folder.path() / "pairs.csv", "a,b\naws:us-east-1,aws:eu-west-1\ngcp:us-west2,aws:ap-northeast-1\n");
  const Said pairs = run("catalog rtt --pairs pairs.csv", folder);
  CHECK(pairs.exit_code == 0);
  CHECK(pairs.out.starts_with("a,b,rtt_ms,basis\n"));
  CHECK(pairs.out.find("gcp:us-west2,aws:ap-northeast-1") != std::string::npos);
  CHECK(pairs.out.find(",estimated") != std::string::npos);
}

TEST_CASE("catalog lists as table and as JSON") {
  const TemporaryFolder folder;
  for (const std::string list : {"regions", "metros", "gpus", "models", "classic-models", "profiles", "offers"}) {
    CHECK(run("catalog " + list, folder).exit_code == 0);
    CHECK(nlohmann::json::parse(run("catalog " + list + " --json -", folder).out).size() > 5);
  }
}

TEST_CASE("catalog timing tells times and memory of one case, and what is wrong with another") {
  const TemporaryFolder folder;
  const Said said = run("catalog timing H100 Qwen/Qwen3-14B --json -", folder);
  REQUIRE(said.exit_code == 0);
  const auto timing = nlohmann::json::parse(said.out);
  CHECK(timing["basis"] == "table and roofline");
  CHECK(timing["kv_blocks"] > 10000);
  CHECK(timing["held_against"]["measured"]["runs"] >= 2);
  CHECK(run("catalog timing H100 Qwen3-14B", folder).out.find("held against") != std::string::npos);
  const std::string unmeasured = run("catalog timing L4 Qwen3-8B", folder).out;
  CHECK(unmeasured.find("roofline") != std::string::npos);
  CHECK(unmeasured.find("not measured on a real server") != std::string::npos);
  CHECK(run("catalog timing H100 Qwen3-14C", folder).err.find("did you mean \"Qwen3-14B\"") != std::string::npos);
  CHECK(run("catalog timing L4 Qwen3-14B", folder).out.find("does not fit") != std::string::npos);
}

TEST_CASE("the README shows the starter scenario as it is") {
  const std::string readme = slurp(TRADEWIND_SOURCE_DIR "/README.md");
  CHECK(readme.find("```json\n" + slurp(examples + "starter.json") + "```") != std::string::npos);
}
