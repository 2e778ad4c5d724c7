// The targets of plan_job(), one file each, and how a text is written where a shell reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tradewind/deploy/plan_job.h"

namespace tradewind::plan_jobs {

std::string slurm(const PlanJob& job);
std::string kubernetes_job(const PlanJob& job);
std::string github_matrix(const PlanJob& job);

// "tradewind-<name>", as a DNS label.
std::string job_name(const PlanJob& job);

// One word of a POSIX shell, whatever is in it: in single quotes unless it needs none. Throws std::invalid_argument for a NUL byte.
std::string shell_word(std::string_view text);
std::string shell_words(const std::vector<std::string>& texts);  // with a space before each

// Throws std::invalid_argument without an image.
void require_image(const PlanJob& job, std::string_view target);

}  // namespace tradewind::plan_jobs
