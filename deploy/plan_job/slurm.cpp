#include <fmt/format.h>

#include "plan_job/targets.h"

namespace tradewind::plan_jobs {

// Slurm reads #SBATCH lines itself, without a shell: only the job's name, which needs no quotes, stands there. In the steps of srun each task finds
// its number in the environment; the batch script itself is no task, so that its last command plans alone.
std::string slurm(const PlanJob& job) {
  const std::string name = job_name(job);
  return fmt::format(
      R"(#!/usr/bin/env bash
# Plans with {shards} workers on one or more nodes. The scenario and the study must be in folders that all nodes see.
#   sbatch THIS_FILE                       submitted again, it goes on where it stopped
#   TRADEWIND=/path/to/tradewind sbatch ...  where the command is not in the PATH of the nodes
#SBATCH --job-name={name}
#SBATCH --output={name}-%j.log
#SBATCH --ntasks={shards}
#SBATCH --cpus-per-task={cpus}
#SBATCH --requeue
set -euo pipefail

scenario={scenario}
study={study}
plan() {{ "$@" "${{TRADEWIND:-tradewind}}" --quiet plan "$scenario" --study "$study" --exchange "$study.exchange" --threads {cpus}{flags}; }}

# Without a worker that dies the others go on and do its steps.
plan srun --kill-on-bad-exit=0 --cpus-per-task={cpus} || echo 'a worker was lost; doing the rest here' >&2
# Finds every step done, or does what is left; prints the front.
plan env
rm -r "$study.exchange"
)",
      fmt::arg("shards", job.shards), fmt::arg("name", name), fmt::arg("cpus", job.cpus), fmt::arg("scenario", shell_word(job.scenario_file)),
      fmt::arg("study", shell_word(job.study_file)), fmt::arg("flags", shell_words(job.flags)));
}

}  // namespace tradewind::plan_jobs
