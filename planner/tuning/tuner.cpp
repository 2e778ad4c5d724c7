#include "tuning/tuner.h"

#include <fmt/format.h>

#include <algorithm>

#include "capacity/curve_store.h"
#include "latency/late_share.h"
#include "tradewind/sim/parallel.h"
#include "tuning/late_load.h"

namespace tradewind::tuning {
namespace {

// Settings are ranked by the same requests: less of them than a plan takes.
CapacityOptions effort(std::uint64_t seed) {
  CapacityOptions less;
  less.seed = seed;
  less.shares_of_max = {0.3, 0.5, 0.7, 0.8, 0.9};
  less.most_points = 6;
  less.requests_per_point = 5000;
  return less;
}

// Tokens of the longest request that is not rejected; 0 of a classic workload.
std::int64_t longest_served(const World& world, std::uint32_t workload) {
  const auto* llm = std::get_if<LlmServing>(&world.workloads[workload].serving);
  return llm ? std::min<std::int64_t>(llm->longest_request(), llm->server.max_model_len) : 0;
}

Json& workload_of(Json& scenario, std::uint32_t workload) { return scenario.at("workloads").at(workload); }

}  // namespace

// A setting and what is being found out about it.
struct Tuner::Trial {
  Setting setting;
  TriedSettings tried = {};
  World world = {};
  std::vector<const ServingOption*> options = {};  // one for each distinct curve
  std::map<std::string, std::size_t> number = {};  // of a curve, by its inputs
  std::vector<std::optional<double>> rates_rps = {};
};

Tuner::Tuner(const Json& scenario, const World& world, std::uint32_t workload, const Conditions& conditions)
    : scenario_(scenario),
      conditions_(conditions),
      workload_(workload),
      name_(world.workloads[workload].name),
      slo_(world.workloads[workload].slo),
      knobs_(knobs_of(world.workloads[workload])),
      network_ms_(nearest_network_ms(world, workload)),
      longest_(longest_served(world, workload)),
      capacity_(effort(world.simulation.seed)) {}

Setting Tuner::stated() const {
  Setting setting;
  for (const Knob& knob : knobs_) setting.push_back(knob.stated);
  return setting;
}

const TriedSettings& Tuner::tried(const Setting& setting, std::stop_token stop) {
  try_all({setting}, stop);
  return known_.at(setting);
}

Setting Tuner::descend(const std::function<void(std::size_t, double)>& tell, std::stop_token stop) {
  Setting best = stated();
  try_all({best}, stop);
  while (true) {
    tell(known_.size(), known_.at(best).usd_per_million());
    const std::vector<Setting> around = neighbours(best);
    try_all(around, stop);
    const Setting next = *std::ranges::min_element(around, {}, [&](const Setting& s) { return known_.at(s).usd_per_million(); });
    // From settings that keep the objective nowhere, any that do is better.
    if (!(known_.at(next).usd_per_million() < (1 - conditions_.options.least_gain) * known_.at(best).usd_per_million())) return best;
    best = next;
  }
}

WorkloadTuning Tuner::result(const Setting& chosen) const {
  WorkloadTuning result{name_, slo_, 0, {}, 0, 0};
  const std::vector<double> no_server(1, 0.0);
  result.network_late_share = network_ms_.empty() ? 1 : latency::late_share(network_ms_, no_server, slo_.target_ms);
  std::vector<const std::pair<const Setting, TriedSettings>*> all;
  for (const auto& entry : known_) all.push_back(&entry);
  std::ranges::stable_sort(all, {}, [](const auto* entry) { return std::pair(entry->second.usd_per_million(), !entry->second.refused.empty()); });
  for (const auto* entry : all) {
    if (entry->first == stated()) result.stated = result.tried.size();
    if (entry->first == chosen) result.chosen = result.tried.size();
    result.tried.push_back(entry->second);
  }
  return result;
}

void Tuner::write(const Setting& setting, Json& scenario) const {
  for (std::size_t k = 0; k < knobs_.size(); ++k)
    if (setting[k] != knobs_[k].stated) workload_of(scenario, workload_)[Json::json_pointer(knobs_[k].pointer)] = knobs_[k].values[setting[k]];
}

std::vector<Setting> Tuner::neighbours(const Setting& from) const {
  std::vector<Setting> around;
  for (std::size_t k = 0; k < knobs_.size(); ++k)
    for (const int step : {-1, 1}) {
      const auto to = static_cast<std::ptrdiff_t>(from[k]) + step;
      if (to < 0 || to >= std::ssize(knobs_[k].values)) continue;
      around.push_back(from);
      around.back()[k] = static_cast<std::size_t>(to);
    }
  return around;
}

void Tuner::try_all(const std::vector<Setting>& settings, std::stop_token stop) {
  std::vector<Trial> trials;
  for (const Setting& setting : settings)
    if (!known_.contains(setting)) trials.push_back({.setting = setting});
  in_parallel(trials.size(), conditions_.options.threads, [&](std::size_t i) { prepare(trials[i]); });
  std::vector<std::pair<Trial*, std::size_t>> curves;
  for (Trial& trial : trials)
    for (std::size_t i = 0; i < trial.options.size(); ++i) curves.emplace_back(&trial, i);
  in_parallel(curves.size(), conditions_.options.threads, [&](std::size_t i) {
    if (stop.stop_requested()) throw Interrupted{};
    auto& [trial, curve] = curves[i];
    trial->rates_rps[curve] = rate_within(capacity_curve(trial->world, *trial->options[curve], capacity_), slo_, network_ms_);
  });
  for (Trial& trial : trials) {
    collect(trial);
    known_[trial.setting] = std::move(trial.tried);
  }
}

// The world with the settings, and the curves that it takes.
void Tuner::prepare(Trial& trial) const {
  Json changed = scenario_;
  for (std::size_t k = 0; k < knobs_.size(); ++k) {
    const nlohmann::json& value = knobs_[k].values[trial.setting[k]];
    trial.tried.values.emplace_back(knobs_[k].pointer, value.dump());
    if (trial.setting[k] != knobs_[k].stated) workload_of(changed, workload_)[Json::json_pointer(knobs_[k].pointer)] = value;
  }
  LoadedScenario loaded = load_scenario_text(changed.dump(2), conditions_.file_name);
  for (const Problem& problem : loaded.problems)
    if (problem.severity == Severity::error && trial.tried.refused.empty())
      trial.tried.refused = fmt::format("{}: {}, expected {}", problem.pointer, problem.found, problem.expected);
  if (trial.tried.refused.empty() && longest_served(loaded.world, workload_) < longest_)
    trial.tried.refused = fmt::format("requests of {} tokens, which the stated settings serve, would be rejected", longest_);
  if (!trial.tried.refused.empty()) return;
  trial.world = std::move(loaded.world);
  for (const ServingOption& option : trial.world.serving_options)
    if (option.workload == workload_ && trial.number.try_emplace(inputs(trial.world, option), trial.options.size()).second)
      trial.options.push_back(&option);
  trial.rates_rps.resize(trial.options.size());
}

std::string Tuner::inputs(const World& world, const ServingOption& option) const { return capacity::curve_inputs(world, option, capacity_); }

// For each GPU the cheapest place.
void Tuner::collect(Trial& trial) const {
  std::map<std::pair<std::string, int>, TunedOffer> by_gpu;
  for (const ServingOption& option : trial.world.serving_options) {
    if (option.workload != workload_) continue;
    const auto rate_rps = trial.rates_rps[trial.number.at(inputs(trial.world, option))];
    const auto usd = replica_usd_per_hour(trial.world, conditions_.book, option);
    if (!rate_rps || !usd) continue;
    const Offer& offer = trial.world.offers[option.offer];
    const double usd_per_million = *usd / (*rate_rps * 3600) * 1e6;
    TunedOffer& best = by_gpu[{offer.gpu, option.gpus_per_replica}];
    if (best.rate_rps > 0 && best.usd_per_million <= usd_per_million) continue;
    best = {offer.gpu, offer.instance_type, trial.world.regions[offer.region].key(), option.gpus_per_replica, *rate_rps, usd_per_million};
  }
  for (auto& [gpu, offer] : by_gpu) trial.tried.offers.push_back(std::move(offer));
  std::ranges::stable_sort(trial.tried.offers, {}, &TunedOffer::usd_per_million);
}

}  // namespace tradewind::tuning
