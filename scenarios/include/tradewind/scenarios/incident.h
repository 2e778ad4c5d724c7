// Faults that a scenario states, for `chaos` to play through.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// Parts of a topology that can fail, outright or in grey.
enum class ChaosFault : std::uint8_t { region, zone, node, link, edge, dns, registry, slow_replica, flapping_check, mirror, partition };
inline constexpr std::size_t chaos_faults = 11;
std::string_view to_string(ChaosFault fault);

// The other end of a link: all metro areas of a country, or a region of the same provider.
struct LinkEnd {
  std::string country_iso2;             // empty: the region
  std::optional<std::uint32_t> region;  // of the world
};

// Severities where none is stated.
inline constexpr double usual_slowness = 10, usual_flapping = 0.5;

struct IncidentFault {
  ChaosFault kind = ChaosFault::region;
  std::uint32_t region = 0;  // of the world; means nothing for dns
  LinkEnd to;                // of a link
  double severity = 1;       // slow_replica: factor on its time, above 1; flapping_check: share of the checks, above 0 and at most 1
  double after_s = 0;        // since the incident began
  double for_s = 0;          // 0 = as long as the campaign's faults
};

struct Incident {
  std::string name;
  std::vector<IncidentFault> faults;
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
