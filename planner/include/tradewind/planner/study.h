// The study: one planning run on disk (SQLite). A plan killed at any moment goes on where it stopped; several processes may work on one study, and
// others watch (docs/study.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/pricing/value_of_latency.h"
#include "tradewind/scenarios/topology.h"
#include "tradewind/sim/outcome.h"

namespace tradewind {

// One evaluated topology. `id` is "t1", "t2", ... in the order in which the plan found them; front() sorts by latency.
// The front holds the candidates that keep to the scenario's constraints (budget, SLOs where they are enforced, at most 0.1 % of the requests timed
// out or failed, and not all rejected) and that no other such candidate beats on latency, cost and the scenario's third axis, if it has one: one that
// is beaten on latency and cost alone stays if it earns more, is fresher, fails less or emits less. The knee is the point of the front in latency and
// cost farthest from the straight line between its ends, both axes scaled to 0..1 (Das, 1999, "On characterizing the knee of the Pareto curve").
struct Candidate {
  std::string id;
  Topology topology;
  Outcome outcome;
  Bill bill;
  double promised_latency_ms = 0;  // what the placement model promised
  double promised_monthly_usd = 0;
  double gap = 0;  // proven relative gap of the placement model at this point
  bool on_front = false;
  bool knee = false;                                 // the point of the front with the best trade-off
  std::optional<Benefit> benefit = {};               // worked out anew from outcome and bill whenever a study is read
  std::optional<double> expected_availability = {};  // of a year, from the stated failures; where it is the third axis
  std::optional<double> third = {};                  // value on the world's third axis (third_axis.h)
  bool third_best = false;                           // the point of the front that is best on it
  double latency_ms() const { return outcome.latency.perceived_at_objective_ms; }
  double monthly_usd() const { return bill.total().usd(); }
};

// What a merge brought.
struct Merged {
  std::size_t steps = 0, candidates = 0;  // new ones
  std::size_t differing = 0;              // steps whose value was another one: exact searches that a time limit ended
};

class Study {
 public:
  // Creates the file for this scenario text, or opens it; one of an older format is brought to the present one. Throws InvalidInput when the file
  // belongs to another scenario or to a newer program, or is no study.
  static Study create_or_open(const std::filesystem::path& file, const std::string& scenario_text, const std::string& scenario_file_name);
  static Study open(const std::filesystem::path& file);
  // Without a file: for a shard whose steps are kept elsewhere.
  static Study in_memory(const std::string& scenario_text, const std::string& scenario_file_name);

  const World& world() const;
  std::filesystem::path file() const;  // empty: in memory
  std::string scenario_text() const;
  std::string scenario_file_name() const;
  std::string version() const;  // program that wrote it
  bool finished() const;

  std::vector<Candidate> candidates() const;      // all, in order of id
  std::vector<Candidate> front() const;           // ascending latency
  Candidate find(const std::string& pick) const;  // an id, or "knee", "cheapest", "fastest", or the third axis' "earns-most", "freshest",
                                                  // "most-available", "least-carbon"; throws std::invalid_argument naming what there is
  std::string picked() const;                     // id of the recommended point: the knee

  Study(Study&&) noexcept;
  Study& operator=(Study&&) noexcept;
  ~Study();

  // For the planner. A candidate gets the next id and is committed at once; a topology that is there already keeps its id. So processes that add the
  // same candidates in the same order agree on the ids.
  Candidate add(Candidate candidate);
  void finish();
  // Steps of the plan, by key, survive a restart, so that no work is done twice. Safe from several threads.
  std::optional<std::string> load(const std::string& key) const;
  void save(const std::string& key, const std::string& value);
  // Unless the key has a value already; returns the one that is stored.
  std::string keep(const std::string& key, const std::string& value);

  // Takes over steps and candidates of a study of the same scenario, catalogue, price book and program version; what is there already stays. Throws
  // std::invalid_argument when they are not the same.
  Merged merge(const Study& from);

 private:
  struct Store;
  explicit Study(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace tradewind
