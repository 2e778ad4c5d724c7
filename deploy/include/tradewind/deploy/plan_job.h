// A job that runs `tradewind plan` with several workers on the user's own cluster.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// Every text in it is escaped where it is written.
struct PlanJob {
  std::string name;                // of the scenario; for names and labels
  std::string scenario_file;       // slurm: absolute path; github-matrix: relative to the repository
  std::string scenario_text;       // kubernetes-job: goes with the manifests
  std::string study_file;          // slurm: absolute path
  std::vector<std::string> flags;  // of `plan`, beside those for scenario, study, workers and threads: {"--points", "20"}
  std::string image;               // of a container with the command; kubernetes-job and github-matrix need it
  int shards = 4;
  int cpus = 2;    // of one shard
  int rounds = 8;  // github-matrix: how often the shards meet before one machine does the rest
};

struct PlanJobTarget {
  std::string name, description;
};
// slurm, kubernetes-job, github-matrix.
std::vector<PlanJobTarget> plan_job_targets();

// The text of the file. The same input gives the same bytes. Throws std::invalid_argument for an unknown target, naming the known ones, and for a job
// that the target cannot take.
std::string plan_job(const PlanJob& job, std::string_view target);

}  // namespace tradewind
