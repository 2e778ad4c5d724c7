#include "tradewind/deploy/plan_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "names.h"
#include "plan_job/targets.h"

namespace tradewind {
namespace {

struct JobTarget {
  const char *name, *description;
  std::string (*text)(const PlanJob& job);
};

constexpr std::array<JobTarget, 3> targets{
    {{"slurm", "batch script; one task a shard, results exchanged in a folder beside the study", plan_jobs::slurm},
     {"kubernetes-job", "Indexed Job with its scenario and a shared volume (Kubernetes 1.29 or later)", plan_jobs::kubernetes_job},
     {"github-matrix", "GitHub Actions workflow; shards meet by artifacts", plan_jobs::github_matrix}}};

}  // namespace

std::vector<PlanJobTarget> plan_job_targets() {
  std::vector<PlanJobTarget> list;
  for (const JobTarget& target : targets) list.push_back({target.name, target.description});
  return list;
}

std::string plan_job(const PlanJob& job, std::string_view target) {
  std::string known;
  for (const JobTarget& candidate : targets) {
    if (candidate.name == target) return candidate.text(job);
    known += (known.empty() ? "" : ", ") + std::string(candidate.name);
  }
  throw std::invalid_argument(fmt::format("there is no job for '{}'; there are {}", target, known));
}

namespace plan_jobs {

std::string job_name(const PlanJob& job) { return dns_label("tradewind-" + slug(job.name)); }

std::string shell_word(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) throw std::invalid_argument("a name with a NUL byte cannot be given to a shell");
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+,";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string shell_words(const std::vector<std::string>& texts) {
  std::string words;
  for (const std::string& text : texts) words += " " + shell_word(text);
  return words;
}

void require_image(const PlanJob& job, std::string_view target) {
  if (job.image.empty()) throw std::invalid_argument(fmt::format("{}: say with --image which container image holds the command tradewind", target));
}

}  // namespace plan_jobs
}  // namespace tradewind
