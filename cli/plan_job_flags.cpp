#include "plan_job_flags.h"

#include <fmt/format.h>

#include <filesystem>

#include "tradewind/deploy/plan_job.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

constexpr int default_cpus = 2;  // of a shard, where --threads does not say

std::string absolute(const std::string& file) { return std::filesystem::absolute(file).lexically_normal().string(); }

}  // namespace

void PlanJobFlags::add_to(CLI::App& verb, const std::vector<std::string>& excludes) {
  const auto add = [&](const char* flag, auto& value, const char* help) { return verb.add_option(flag, value, help)->group("Job for a cluster"); };
  std::string known;
  for (const PlanJobTarget& target : plan_job_targets()) known += (known.empty() ? "" : ", ") + target.name;
  CLI::Option* emit = add("--emit", target_, "")
                          ->type_name("TARGET")
                          ->description("Plan nothing; print the job that does, with --threads CPUs for a shard: " + known);
  for (const std::string& flag : excludes) emit->excludes(flag);
  add("--shards", shards_, "Workers of the job")->check(CLI::Range(1, 1000))->capture_default_str()->needs(emit);
  add("--rounds", rounds_, "github-matrix: how often the workers meet before one does the rest")
      ->check(CLI::Range(1, 100))
      ->capture_default_str()
      ->needs(emit);
  add("--image", image_, "kubernetes-job, github-matrix: container image that holds the command tradewind")->type_name("IMAGE")->needs(emit);
}

std::string PlanJobFlags::text(const std::string& scenario_name, const std::string& scenario_file, const std::string& study_file,
                               const PlanOptions& options, const std::string& price_book) const {
  const bool on_this_file_system = target_ == "slurm";
  PlanJob job{.name = scenario_name,
              .scenario_file = on_this_file_system ? absolute(scenario_file) : scenario_file,
              .scenario_text = read_file(scenario_file),
              .study_file = absolute(study_file),
              .flags = {"--points", std::to_string(options.points), "--solve-s", fmt::format("{}", options.solve_s), "--verify-rounds",
                        std::to_string(options.verify_rounds), "--verify-replications", std::to_string(options.verify_replications), "--local-search",
                        std::to_string(options.local_search)},
              .image = image_,
              .shards = shards_,
              .cpus = options.threads > 0 ? options.threads : default_cpus,
              .rounds = rounds_};
  if (!price_book.empty()) {
    job.flags.push_back("--price-book");
    job.flags.push_back(on_this_file_system ? absolute(price_book) : price_book);
  }
  return plan_job(job, target_);
}

}  // namespace tradewind
