#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "plan_job/targets.h"
#include "yaml.h"

namespace tradewind::plan_jobs {
namespace {

using yaml::List;
using yaml::Map;

// GitHub evaluates ${{ }} wherever it stands, also in names: the two characters before the brace are put there by an expression.
std::string without_expressions(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = text.substr(at, 3) == "${{";
    out += begins ? "${{ '${{' }}" : std::string(1, text[at]);
    at += begins ? 2 : 0;
  }
  return out;
}

Map step(const char* action, Map with) { return {{"uses", action}, {"with", std::move(with)}}; }
Map script(std::string text) { return {{"run", std::move(text)}}; }

// The studies of the round before, joined; none where all of its shards were lost.
std::string joined(const char* study) {
  return fmt::format("set -- before/*/shard.study\nif [ -e \"$1\" ]; then tradewind merge \"$@\" --into {}; fi\n", study);
}

std::string plan_command(const PlanJob& job, const char* study, const std::string& more) {
  return fmt::format("tradewind --quiet plan \"$SCENARIO\" --study {}{}{}\n", study, more, without_expressions(shell_words(job.flags)));
}

Map download(int round) { return step("actions/download-artifact@v4", {{"pattern", fmt::format("round-{}-shard-*", round)}, {"path", "before"}}); }

Map job_after(const PlanJob& job, int round) {
  Map entry{{"runs-on", "ubuntu-latest"}, {"container", without_expressions(job.image)}};
  if (round > 0) entry.add("needs", fmt::format("round-{}", round)).add("if", "${{ !cancelled() }}");
  return entry;
}

Map round_job(const PlanJob& job, int round) {
  List shards, steps{step("actions/checkout@v4", {{"persist-credentials", false}})};
  for (int shard = 0; shard < job.shards; ++shard) shards.add(shard);
  if (round > 1) steps.add(download(round - 1));
  const std::string shard = fmt::format(" --shard \"${{{{ matrix.shard }}}}/{}\"", job.shards);
  steps.add(script((round > 1 ? joined("shard.study") : "") + plan_command(job, "shard.study", shard)));
  steps.add(step("actions/upload-artifact@v4",
                 {{"name", fmt::format("round-{}-shard-${{{{ matrix.shard }}}}", round)}, {"path", "shard.study"}, {"overwrite", true}}));
  return job_after(job, round - 1).add("strategy", Map{{"fail-fast", false}, {"matrix", Map{{"shard", shards}}}}).add("steps", steps);
}

Map front_job(const PlanJob& job) {
  return job_after(job, job.rounds)
      .add("steps", List{step("actions/checkout@v4", {{"persist-credentials", false}}), download(job.rounds),
                         script(joined("plan.study") + plan_command(job, "plan.study", " --json front.json") +
                                "tradewind report plan.study --html report.html --markdown report.md\n"),
                         step("actions/upload-artifact@v4",
                              {{"name", "front"}, {"path", "plan.study\nfront.json\nreport.html\nreport.md\n"}, {"overwrite", true}})});
}

void check_path(const std::string& file) {
  const std::filesystem::path path = std::filesystem::path(file).lexically_normal();
  if (path.is_absolute() || path.begin() == path.end() || *path.begin() == "..")
    throw std::invalid_argument(fmt::format("github-matrix: '{}' must be a path inside the repository, relative to its root", file));
}

}  // namespace

std::string github_matrix(const PlanJob& job) {
  require_image(job, "github-matrix");
  check_path(job.scenario_file);
  Map jobs;
  for (int round = 1; round <= job.rounds; ++round) jobs.add(fmt::format("round-{}", round), round_job(job, round));
  jobs.add("front", front_job(job));
  Map workflow{{"name", job_name(job)}};
  workflow.add("on", List{"workflow_dispatch"}).add("permissions", Map{{"contents", "read"}});
  workflow.add("env", Map{{"SCENARIO", without_expressions(job.scenario_file)}}).add("jobs", jobs);
  return yaml::text(
      workflow, fmt::format("Plans with {} workers in {} rounds; one machine does what is left. Put this file into .github/workflows and start it "
                            "by hand.\nA shard that failed: \"Re-run failed jobs\", or leave it: the rounds after it do its steps.",
                            job.shards, job.rounds));
}

}  // namespace tradewind::plan_jobs
