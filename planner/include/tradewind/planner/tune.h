// Which settings of its server let a workload keep its objective for the least money: what a cluster simulator's configuration search does, on the
// capacity curves of the simulator and at the prices of the book.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/progress.h"
#include "tradewind/scenarios/world.h"

namespace tradewind {

// USD that a replica costs an hour at the scenario's way of buying; nothing where the book has no price.
std::optional<double> replica_usd_per_hour(const World& world, const PriceBook& book, const ServingOption& option);

// Where a workload is served for the least money while it keeps its objective: at the highest load of a replica at which no more requests are late
// than the percentile allows, of users each at the nearest region that may serve them.
struct TunedOffer {
  std::string gpu, instance_type, region;  // where that GPU is cheapest
  int gpus_per_replica = 1;
  double rate_rps = 0;         // of a replica
  double usd_per_million = 0;  // requests
};

struct TriedSettings {
  std::vector<std::pair<std::string, std::string>> values;  // JSON pointer within the workload and value as JSON, in the order of the knobs
  std::vector<TunedOffer> offers;                           // one a GPU, cheapest first; none where no load keeps the objective
  std::string refused = {};                                 // why the scenario cannot have them: the first problem
  double usd_per_million() const;                           // infinite without an offer
};

struct WorkloadTuning {
  std::string workload;
  Slo slo;
  double network_late_share = 0;     // of users at their nearest region, whatever the servers do
  std::vector<TriedSettings> tried;  // cheapest first; refused ones and those without an offer last
  std::size_t stated = 0;            // which of them the scenario has
  std::size_t chosen = 0;            // and which the descent ended at: the stated ones where no other saves least_gain
  double usd_per_million() const;    // with the chosen ones
};

// A workload as two, by the length of its prompts.
struct TriedSplit {
  int prompt_tokens = 0;       // the longest of the short ones
  double share = 0;            // of the requests that are short
  double usd_per_million = 0;  // requests of both parts, with the settings of the whole; infinite where one of them keeps the objective at no load
};

struct WorkloadSplit {
  std::string workload;
  std::string refused = {};                // why it cannot be split
  std::vector<TriedSplit> tried = {};      // ascending lengths
  std::size_t best = 0;                    // which of them costs least
  std::vector<WorkloadTuning> parts = {};  // short and long there, each with settings of its own; empty where no split keeps the objective
  double usd_per_million = 0;              // requests of both parts, with these
  bool taken = false;                      // whether that saves least_gain against the whole: the scenario then has two workloads
};

struct TuneOptions {
  std::string workload;      // of this one alone; empty = all
  bool split = false;        // also look whether a workload is cheaper as two
  double least_gain = 0.02;  // in cost: less is noise of the curves
  int threads = 0;           // 0 = all cores
};

struct TuneResult {
  std::vector<WorkloadTuning> workloads;
  std::vector<WorkloadSplit> splits;  // one a workload where asked for
  std::string scenario_text;          // with the best settings of each workload where they are cheaper than the stated ones; JSON in the file's order
  bool changed = false;
};

// Splitting takes the settings so found for both parts, at each of a few lengths, and goes on from there at the cheapest one (tuning/split.h). The
// objective then holds for each part by itself.
//
// From the stated settings to a neighbour, one step of one knob, as long as that is cheaper (steepest descent; knobs in tuning/knobs.h). The same
// requests come to all. Deterministic for any number of threads. Throws InvalidInput for a scenario with errors, std::invalid_argument for a workload
// that there is not, Interrupted.
TuneResult tune(const std::string& scenario_text, const std::string& file_name, const PriceBook& book, const TuneOptions& options = {},
                const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace tradewind
