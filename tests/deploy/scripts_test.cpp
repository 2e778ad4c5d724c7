// Every script that the exporter writes, through shellcheck where it is installed: files of a bundle, commands of containers, steps of workflows.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <functional>
#include <regex>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"
#include "support/command.h"
#include "tradewind/deploy/plan_job.h"

using namespace tradewind;
using nlohmann::json;

namespace {

struct Script {
  std::string from, shell, text;
};

void each_value(const json& value, const std::function<void(const std::string&, const json&)>& visit, const std::string& key = "") {
  visit(key, value);
  if (value.is_structured())
    for (const auto& [name, inner] : value.items()) each_value(inner, visit, value.is_object() ? name : key);
}

// sh -c TEXT of containers, `run` of workflows, whose ${{ }} GitHub replaces.
void add_inner_scripts(std::vector<Script>& scripts, const std::string& from, const json& document) {
  static const std::regex expression(R"(\$\{\{[^}]*\}\})");
  each_value(document, [&](const std::string& key, const json& value) {
    if (key == "command" && value.is_array() && value.size() == 3 && value[1] == "-c") scripts.push_back({from, "sh", value[2]});
    if (key == "run" && value.is_string()) scripts.push_back({from, "bash", std::regex_replace(value.get<std::string>(), expression, "x")});
  });
}

std::vector<Script> scripts_of_bundle() {
  World world = test::chat();
  world.data.artifacts = {{"weights", 0, 16, 4, 0, 2, ArtifactReplication::s3, {30, 900, 99, false}}};
  Rollout rollout;
  rollout.name = "release";
  rollout.strategy = RolloutStrategy::canary;
  rollout.steps = {{0.5, 300}, {1, 0}};
  rollout.artifact = 0;
  rollout.waves = {{{1}, 600}};
  world.rollouts = {rollout};
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 4);
  std::vector<std::string> targets;
  for (const ExportTarget& target : export_targets()) targets.push_back(target.name);
  std::vector<Script> scripts;
  for (const auto& [path, text] : test::files_of(export_bundle({world, topology, "spring", "t7"}, targets))) {
    if (path.ends_with(".sh")) scripts.push_back({path, "sh", text});
    if (path.ends_with(".yaml") && path.find("/templates/") == std::string::npos) add_inner_scripts(scripts, path, test::YamlReader::read(text));
  }
  return scripts;
}

std::vector<Script> scripts_of_plan_jobs() {
  const PlanJob job{.name = "chat",
                    .scenario_file = "it's a scenario.json",
                    .scenario_text = "{}\n",
                    .study_file = "/data/chat.study",
                    .flags = {"--points", "20"},
                    .image = "registry.example/tradewind:1"};
  std::vector<Script> scripts = {{"slurm", "bash", plan_job(job, "slurm")}};
  add_inner_scripts(scripts, "github-matrix", test::YamlReader::read(plan_job(job, "github-matrix")));
  return scripts;
}

// "" when shellcheck has nothing to say.
std::string complaints(const Script& script) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "script", script.text);
  const std::string log = (folder.path() / "log").string();
  const int code = std::system(("shellcheck --shell=" + script.shell + " '" + (folder.path() / "script").string() + "' >'" + log + "' 2>&1").c_str());
  return code == 0 ? "" : test::slurp(log) + " ";
}

}  // namespace

TEST_CASE("shellcheck has nothing to say about any script that is written", "[scripts]") {
  if (std::system("command -v shellcheck >/dev/null") != 0) SKIP("shellcheck is not installed");
  CHECK_FALSE(complaints({"here", "sh", "echo $unquoted\n"}).empty());
  std::vector<Script> scripts = scripts_of_bundle();
  const std::vector<Script> jobs = scripts_of_plan_jobs();
  CHECK(scripts.size() >= 3);  // check-rules.sh, and the wait in the regions that copies go to
  CHECK(jobs.size() >= 2);
  scripts.insert(scripts.end(), jobs.begin(), jobs.end());
  for (const Script& script : scripts) {
    INFO(script.from << "\n" << script.text);
    CHECK(complaints(script) == "");
  }
}
