#include "tuning/split.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

namespace tradewind::tuning {
namespace {

constexpr std::array<double, 5> quantiles = {0.25, 0.5, 0.75, 0.9, 0.97};
constexpr std::size_t longest_name = 40;  // of a workload

int two_digits(int value) {
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(value)) - 1));
  return static_cast<int>(std::lround(std::round(value / unit) * unit));
}

std::string named(const std::string& workload, const std::string& part) {
  std::string stem = workload.substr(0, longest_name - part.size() - 1);
  while (stem.ends_with('-')) stem.pop_back();
  return stem + "-" + part;
}

// Fields that name one workload, which two cannot stand for.
constexpr std::array naming = {"/data/artifacts", "/rollouts", "/constraints/keep"};

std::string named_at(const Json& scenario, const std::string& workload) {
  for (const char* list : naming) {
    const Json::json_pointer at(list);
    if (!scenario.contains(at)) continue;
    for (std::size_t i = 0; i < scenario[at].size(); ++i)
      if (scenario[at][i].value("workload", "") == workload) return fmt::format("{}/{}", list, i);
  }
  return "";
}

// Requests drawn from the intervals of a renewal process with probability p keep its excess variation to that share: c² = 1 + p (c² of all - 1).
Json part_of(Json workload, const std::string& name, double share) {
  workload["name"] = name;
  workload["requests_per_user_day"] = workload.at("requests_per_user_day").get<double>() * share;
  if (workload.contains("burstiness")) workload["burstiness"] = 1 + share * (workload["burstiness"].get<double>() - 1);
  return workload;
}

void name_both(Json& names, const std::string& workload) {
  const auto one = std::ranges::find(names, Json(workload));
  if (one == names.end()) return;
  *one = named(workload, "short");
  names.push_back(named(workload, "long"));
}

}  // namespace

std::string why_not_split(const World& world, const Json& scenario, std::uint32_t workload) {
  const auto* llm = std::get_if<LlmServing>(&world.workloads[workload].serving);
  const std::string& name = world.workloads[workload].name;
  if (llm == nullptr) return "all requests to a classic model have one size";
  if (llm->session.goes_on())
    return "its conversations grow from short prompts to long ones, and would change servers and lose what these have cached";
  if (const std::string at = named_at(scenario, name); !at.empty()) return fmt::format("{} names it, and would have to name two", at);
  for (const char* part : {"short", "long"})
    if (std::ranges::find(world.workloads, named(name, part), &Workload::name) != world.workloads.end())
      return fmt::format("there is a workload {} already", named(name, part));
  if (lengths_to_split_at(llm->prompt_tokens).empty()) return "its prompts all have one length";
  return "";
}

double share_of_short(const TokenDistribution& prompts, int length) {
  const double below = prompts.share_up_to(prompts.above);
  return (prompts.share_up_to(length) - below) / (prompts.share_up_to(prompts.longest()) - below);
}

std::vector<int> lengths_to_split_at(const TokenDistribution& prompts) {
  std::vector<int> lengths;
  for (const double quantile : quantiles) {
    const auto all = std::views::iota(prompts.above + 1, prompts.longest() + 1);
    const int length = two_digits(*std::ranges::partition_point(all, [&](int tokens) { return share_of_short(prompts, tokens) < quantile; }));
    const double share = share_of_short(prompts, length);
    if (share >= 0.01 && share <= 0.99 && (lengths.empty() || lengths.back() < length)) lengths.push_back(length);
  }
  return lengths;
}

Json split_at(const Json& scenario, const World& world, std::uint32_t workload, int length) {
  Json split = scenario;
  Json& workloads = split.at("workloads");
  const std::string name = workloads.at(workload).at("name");
  const double share = share_of_short(std::get<LlmServing>(world.workloads[workload].serving).prompt_tokens, length);
  Json small = part_of(workloads.at(workload), named(name, "short"), share), large = part_of(workloads.at(workload), named(name, "long"), 1 - share);
  small["llm"]["prompt_tokens"]["up_to"] = length;
  large["llm"]["prompt_tokens"]["above"] = length;
  workloads.at(workload) = large;
  workloads.insert(workloads.begin() + workload, small);
  if (split.contains("residency"))
    for (Json& rule : split["residency"])
      if (rule.contains("workloads")) name_both(rule["workloads"], name);
  return split;
}

}  // namespace tradewind::tuning
