#include "tradewind/planner/tune.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "tuning/layout.h"
#include "tuning/split.h"
#include "tuning/tuner.h"

namespace tradewind {
namespace {

using tuning::Conditions;
using tuning::Json;
using tuning::Setting;
using tuning::Tuner;

World checked(const std::string& text, const std::string& file_name) {
  LoadedScenario loaded = load_scenario_text(text, file_name);
  if (has_errors(loaded.problems)) throw InvalidInput(loaded.problems);
  return std::move(loaded.world);
}

std::uint32_t index_of(const World& world, const std::string& workload) {
  return static_cast<std::uint32_t>(std::ranges::find(world.workloads, workload, &Workload::name) - world.workloads.begin());
}

// A split that is being tried: the scenario with both parts, of which `workload` is the short one and the next the long one. It stays where it is:
// the tuners hold its scenario.
struct Halves {
  Json scenario;
  World world;
  std::vector<Tuner> tuners;

  Halves(const Json& whole, const World& whole_world, std::uint32_t workload, int length, const Conditions& conditions)
      : scenario(tuning::split_at(whole, whole_world, workload, length)), world(checked(scenario.dump(2), conditions.file_name)) {
    for (const std::uint32_t part : {workload, workload + 1}) tuners.emplace_back(scenario, world, part, conditions);
  }
};

double of_both(double share, double short_usd, double long_usd) { return share * short_usd + (1 - share) * long_usd; }

// Tries to split the workload, whose requests cost `whole_usd` a million now, and writes the split into the scenario where that pays.
WorkloadSplit split(Json& scenario, const std::string& name, double whole_usd, const Conditions& conditions,
                    const std::function<void(const std::string&)>& tell, std::stop_token stop) {
  const World world = checked(scenario.dump(2), conditions.file_name);
  const std::uint32_t workload = index_of(world, name);
  WorkloadSplit result{.workload = name, .refused = tuning::why_not_split(world, scenario, workload)};
  if (!result.refused.empty()) return result;
  const TokenDistribution& prompts = std::get<LlmServing>(world.workloads[workload].serving).prompt_tokens;
  std::deque<Halves> all;
  for (const int length : tuning::lengths_to_split_at(prompts)) {
    tell(fmt::format("split at prompts of {} tokens", length));
    Halves& halves = all.emplace_back(scenario, world, workload, length, conditions);
    const double share = tuning::share_of_short(prompts, length);
    const auto usd = [&](Tuner& tuner) { return tuner.tried(tuner.stated(), stop).usd_per_million(); };
    const double short_usd = usd(halves.tuners[0]), long_usd = usd(halves.tuners[1]);
    result.tried.push_back({length, share, of_both(share, short_usd, long_usd)});
  }
  const auto best = std::ranges::min_element(result.tried, {}, &TriedSplit::usd_per_million);
  result.best = static_cast<std::size_t>(best - result.tried.begin());
  result.usd_per_million = best->usd_per_million;
  if (!std::isfinite(best->usd_per_million)) return result;

  Halves& halves = all[result.best];
  Json tuned = halves.scenario;
  for (Tuner& tuner : halves.tuners) {
    const Setting setting =
        tuner.descend([&](std::size_t tried, double) { tell(fmt::format("parts of the split, {} settings tried", tried)); }, stop);
    tuner.write(setting, tuned);
    result.parts.push_back(tuner.result(setting));
  }
  result.usd_per_million = of_both(best->share, result.parts[0].usd_per_million(), result.parts[1].usd_per_million());
  result.taken = result.usd_per_million < (1 - conditions.options.least_gain) * whole_usd;
  if (result.taken) scenario = std::move(tuned);
  return result;
}

}  // namespace

std::optional<double> replica_usd_per_hour(const World& world, const PriceBook& book, const ServingOption& option) {
  const Offer& offer = world.offers[option.offer];
  const Region& region = world.regions[offer.region];
  const auto price = book.instance(region.provider, region.id, offer.instance_type, world.purchase);
  return price ? std::optional(price->usd / option.replicas_per_instance) : std::nullopt;
}

double WorkloadTuning::usd_per_million() const { return tried[chosen].usd_per_million(); }

double TriedSettings::usd_per_million() const { return offers.empty() ? std::numeric_limits<double>::infinity() : offers.front().usd_per_million; }

TuneResult tune(const std::string& scenario_text, const std::string& file_name, const PriceBook& book, const TuneOptions& options,
                const ProgressCallback& progress, std::stop_token stop) {
  const World world = checked(scenario_text, file_name);
  Json scenario = Json::parse(scenario_text);
  const Conditions conditions{file_name, book, options};
  TuneResult result;
  for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload) {
    const std::string& name = world.workloads[workload].name;
    if (!options.workload.empty() && options.workload != name) continue;
    const auto tell = [&](const std::string& what) {
      if (progress) progress({static_cast<double>(workload) / static_cast<double>(world.workloads.size()), fmt::format("{}: {}", name, what)});
    };
    const World current = checked(scenario.dump(2), file_name);
    Json tuned = scenario;
    Tuner tuner(scenario, current, index_of(current, name), conditions);
    const Setting best = tuner.descend(
        [&](std::size_t tried, double usd) { tell(fmt::format("{} settings tried, {:.2f} USD per million requests", tried, usd)); }, stop);
    tuner.write(best, tuned);
    result.workloads.push_back(tuner.result(best));
    result.changed |= best != tuner.stated();
    scenario = std::move(tuned);
    if (!options.split) continue;
    result.splits.push_back(split(scenario, name, result.workloads.back().usd_per_million(), conditions, tell, stop));
    result.changed |= result.splits.back().taken;
  }
  if (result.workloads.empty()) throw std::invalid_argument(fmt::format("the scenario has no workload '{}'", options.workload));
  result.scenario_text = tuning::laid_out(scenario) + "\n";
  return result;
}

}  // namespace tradewind
