// Faults that a scenario states, for `chaos` to play through.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// Parts of a topology that can fail, outright or in grey.
enum class ChaosFault : std::uint8_t {
  region,
  zone,
  node,
  link,
  edge,
  dns,
  registry,
  slow_replica,
  flapping_check,
  mirror,
  partition,
  gpu,
  one_way_loss,
  metrics
};
inline constexpr std::size_t chaos_faults = 14;
std::string_view to_string(ChaosFault fault);

// The other end of a link: all metro areas of a country, or a region of the same provider.
struct LinkEnd {
  std::string country_iso2;             // empty: the region
  std::optional<std::uint32_t> region;  // of the world
};

// Severities where none is stated.
inline constexpr double usual_slowness = 10, usual_flapping = 0.5, usual_loss = 0.5;

struct IncidentFault {
  ChaosFault kind = ChaosFault::region;
  std::uint32_t region = 0;  // of the world; means nothing for dns
  LinkEnd to;                // of a link
  double severity = 1;  // slow_replica: factor on its time, above 1; flapping_check, one_way_loss: share of checks or answers, above 0, at most 1;
                        // link: share of the packets lost, at most most_loss, or 1: cut
  double after_s = 0;   // since the incident began
  double for_s = 0;     // 0 = as long as the campaign's faults
};

struct Incident {
  std::string name;
  std::vector<IncidentFault> faults;
};

// Of each single part of a kind.
struct FailureRate {
  ChaosFault kind = ChaosFault::region;
  double mtbf_h = 0;
  double mttr_h = 0;  // 0 = as long as the campaign's faults
};

enum class RunbookAction : std::uint8_t { look, take_out, scale_out, mend };

struct RunbookStep {
  std::string name;
  RunbookAction action = RunbookAction::look;
  double takes_s = 0;
  int replicas = 0;  // of scale_out
};

struct Runbook {
  double alert_after_s = 300;  // since the fault began; earlier where a health check takes a region for down
  std::vector<RunbookStep> steps;
};

}  // namespace tradewind
