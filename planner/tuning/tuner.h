// The search of one workload's server settings.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/planner/tune.h"
#include "tradewind/sim/capacity.h"
#include "tuning/knobs.h"

namespace tradewind::tuning {

using Json = nlohmann::ordered_json;  // keeps the order of the file's fields

// One value of each knob, by its number.
using Setting = std::vector<std::size_t>;

// What the settings of all workloads are tried with.
struct Conditions {
  const std::string& file_name;
  const PriceBook& book;
  const TuneOptions& options;
};

class Tuner {
 public:
  // `world` is the scenario's; both are asked for this workload alone.
  Tuner(const Json& scenario, const World& world, std::uint32_t workload, const Conditions& conditions);

  Setting stated() const;
  const TriedSettings& tried(const Setting& setting, std::stop_token stop);

  // tell(settings tried, USD per million of the best) after each round.
  Setting descend(const std::function<void(std::size_t, double)>& tell, std::stop_token stop);

  WorkloadTuning result(const Setting& chosen) const;
  void write(const Setting& setting, Json& scenario) const;

 private:
  struct Trial;
  std::vector<Setting> neighbours(const Setting& from) const;
  void try_all(const std::vector<Setting>& settings, std::stop_token stop);
  void prepare(Trial& trial) const;
  std::string inputs(const World& world, const ServingOption& option) const;
  void collect(Trial& trial) const;

  const Json& scenario_;
  Conditions conditions_;
  std::uint32_t workload_;
  std::string name_;
  Slo slo_;
  std::vector<Knob> knobs_;
  std::vector<double> network_ms_;
  std::int64_t longest_;  // tokens that a server has to take, as the stated one does
  CapacityOptions capacity_;
  std::map<Setting, TriedSettings> known_;
};

}  // namespace tradewind::tuning
