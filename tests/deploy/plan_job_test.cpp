// Jobs for a cluster: what the shell, Kubernetes and GitHub read of them, whatever the user's files are called.
#include "tradewind/deploy/plan_job.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "deploy/yaml_reader.h"
#include "plan_job/targets.h"
#include "support/command.h"

using namespace tradewind;
using nlohmann::json;

namespace {

const std::string nasty = "it's \"$HOME\" `id` $(id) ${{ secrets.TOKEN }} #no\n#SBATCH --wrap=id";

PlanJob job_named(const std::string& name) {
  return {.name = name,
          .scenario_file = name + ".json",
          .scenario_text = "{\"name\": \"" + name + "\"}\n",
          .study_file = "/data/" + name + ".study",
          .flags = {"--points", "20"},
          .image = "registry.example/tradewind:1",
          .shards = 8,
          .cpus = 4,
          .rounds = 3};
}

// What a shell makes of a line, from its stdout.
std::string shell(const std::string& line) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "script", line);
  const std::string out = (folder.path() / "out").string();
  REQUIRE(std::system(("sh '" + (folder.path() / "script").string() + "' > '" + out + "'").c_str()) == 0);
  return test::slurp(out);
}

std::vector<json> documents(const std::string& text) {
  std::vector<json> all;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find("---\n", from), text.size());
    all.push_back(test::YamlReader::read(text.substr(from, to - from)));
    from = to + 4;
  }
  return all;
}

}  // namespace

TEST_CASE("a shell reads back every word as it was") {
  for (const std::string& word : {std::string("plain-1.json"), std::string(), std::string("two words"), std::string("-n"), std::string("~"), nasty,
                                  std::string("'"), std::string("\\"), std::string("a=b"), std::string("*"), std::string("\xff\x01")})
    CHECK(shell("printf '%s' " + plan_jobs::shell_word(word)) == word);
  CHECK_THROWS_AS(plan_jobs::shell_word(std::string("a\0b", 3)), std::invalid_argument);
}

TEST_CASE("the batch script parses, gives directives only of its own, and runs the command with the user's names") {
  const std::string name = GENERATE(std::string("chat"), nasty);
  const std::string script = plan_job(job_named(name), "slurm");
  int directives = 0;
  bool before_commands = true;
  std::istringstream lines(script);
  for (std::string line; std::getline(lines, line);) {
    before_commands = before_commands && (line.empty() || line.starts_with('#'));  // sbatch stops at the first command
    if (before_commands && line.starts_with("#SBATCH")) ++directives;
  }
  CHECK(directives == 5);
  CHECK(script.find("#SBATCH --ntasks=8\n") != std::string::npos);

  // With stand-ins for srun and the command, which show what they are called with.
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "job", script);
  test::spit(folder.path() / "srun", "#!/bin/sh\nwhile [ \"${1#-}\" != \"$1\" ]; do shift; done\n\"$@\"\n");
  test::spit(folder.path() / "tradewind",
             "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done\nprintf '\\n'\nwhile [ \"$1\" != --exchange ]; do shift; done\n"
             "mkdir -p \"${PWD}/x\"\n");
  const auto quoted = [&](const char* file) { return "'" + (folder.path() / file).string() + "'"; };
  std::filesystem::create_directory(folder.path() / "bin");
  REQUIRE(std::system(("chmod +x " + quoted("srun") + " " + quoted("tradewind") + "; cd " + quoted("") +
                       " && PATH=\"$PWD:$PATH\" bash -c 'rm() { :; }; . ./job' > " + quoted("out"))
                          .c_str()) == 0);
  const std::string call = "<--quiet><plan><" + name + ".json><--study></data/" + name + ".study><--exchange></data/" + name +
                           ".study.exchange><--threads><4><--points><20>\n";
  CHECK(test::slurp(folder.path() / "out") == call + call);
}

TEST_CASE("the Kubernetes job numbers its pods and brings the scenario along") {
  const std::string name = GENERATE(std::string("chat"), nasty);
  const std::vector<json> objects = documents(plan_job(job_named(name), "kubernetes-job"));
  REQUIRE(objects.size() == 3);
  CHECK(objects[0]["kind"] == "ConfigMap");
  CHECK(objects[0]["data"]["scenario.json"] == "{\"name\": \"" + name + "\"}\n");
  CHECK(objects[1]["spec"]["accessModes"] == json({"ReadWriteMany"}));
  const json& spec = objects[2]["spec"];
  CHECK(spec["completionMode"] == "Indexed");
  CHECK(spec["completions"] == 8);
  CHECK(spec["parallelism"] == 8);
  const json& container = spec["template"]["spec"]["containers"][0];
  const std::vector<std::string> args = container["args"];
  const auto shard = std::ranges::find(args, "--shard");
  REQUIRE(shard != args.end());
  CHECK(*(shard + 1) == "$(SHARD)/8");
  CHECK(container["env"][0]["valueFrom"]["fieldRef"]["fieldPath"] == "metadata.annotations['batch.kubernetes.io/job-completion-index']");
  const std::string object_name = objects[2]["metadata"]["name"];
  CHECK(object_name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
  CHECK(spec["template"]["spec"]["volumes"][1]["persistentVolumeClaim"]["claimName"] == objects[1]["metadata"]["name"]);
}

TEST_CASE("the workflow meets in rounds, and evaluates no expression of the user's") {
  const std::string name = GENERATE(std::string("chat"), nasty);
  const json workflow = test::YamlReader::read(plan_job(job_named(name), "github-matrix"));
  REQUIRE(workflow["jobs"].size() == 4);
  CHECK(workflow["jobs"]["round-1"]["strategy"]["matrix"]["shard"].size() == 8);
  CHECK_FALSE(workflow["jobs"]["round-1"].contains("needs"));
  CHECK(workflow["jobs"]["round-3"]["needs"] == "round-2");
  CHECK(workflow["jobs"]["front"]["needs"] == "round-3");
  // Only what is ours is evaluated: the shard, and the way in which "${{" is written itself.
  std::string scenario = workflow["env"]["SCENARIO"];
  const std::string written = "${{ '${{' }}";
  for (std::size_t at = scenario.find("${{"); at != std::string::npos; at = scenario.find("${{", at + written.size()))
    CHECK(scenario.substr(at, written.size()) == written);
  for (std::size_t at = scenario.find(written); at != std::string::npos; at = scenario.find(written, at + 3))
    scenario.replace(at, written.size(), "${{");
  CHECK(scenario == name + ".json");
  for (const auto& [key, round] : workflow["jobs"].items())
    for (const json& step : round["steps"])
      if (step.contains("run")) CHECK(step["run"].get<std::string>().find("secrets") == std::string::npos);
}

TEST_CASE("a job that a target cannot take is refused") {
  PlanJob job = job_named("chat");
  CHECK_THROWS_AS(plan_job(job, "crontab"), std::invalid_argument);
  job.image.clear();
  CHECK_THROWS_AS(plan_job(job, "kubernetes-job"), std::invalid_argument);
  CHECK_THROWS_AS(plan_job(job, "github-matrix"), std::invalid_argument);
  job = job_named("chat");
  for (const char* file : {"/etc/scenario.json", "../scenario.json", ""}) {
    job.scenario_file = file;
    CHECK_THROWS_AS(plan_job(job, "github-matrix"), std::invalid_argument);
  }
  job.scenario_text.assign(2'000'000, ' ');
  CHECK_THROWS_AS(plan_job(job, "kubernetes-job"), std::invalid_argument);
}
