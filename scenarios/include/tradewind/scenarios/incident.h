// Faults that a scenario states, for `chaos` to play through.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// What can break, outright or in grey, and how badly: the severity of a fault is 1 where nothing else is said.
enum class FaultKind : std::uint8_t {
  region,          // nothing reaches it
  zone,            // of a region
  node,            // of a pool
  link,            // share of its packets lost; 1 cuts it
  edge,            // a site where users enter the provider's network
  dns,             // the name servers answer nobody; caches serve what they have
  registry,        // images and models cannot be pulled in a region
  slow_replica,    // of a pool: factor on its time, above 1; its health checks still pass
  flapping_check,  // share of the health checks of a region that fail although it is well
  mirror,          // replication into a region stands still
  partition,       // a region's stores and other regions do not reach each other
  gpu,             // of a pool: its replica is lost
  one_way_loss,    // share of a region's answers that are lost
  metrics,         // a region's autoscalers cannot read how many requests there are
};
inline constexpr std::size_t fault_kinds = 14;
std::string_view to_string(FaultKind fault);

// The other end of a link: all metro areas of a country, or a region of the same provider.
struct LinkEnd {
  std::string country_iso2;             // empty: the region
  std::optional<std::uint32_t> region;  // of the world
};

// Severities where none is stated.
inline constexpr double usual_slowness = 10, usual_flapping = 0.5, usual_loss = 0.5;

struct IncidentFault {
  FaultKind kind = FaultKind::region;
  std::uint32_t region = 0;  // of the world; means nothing for dns
  LinkEnd to;                // of a link
  double severity = 1;       // as FaultKind says; of a link at most most_loss, or 1
  double after_s = 0;        // since the incident began
  double for_s = 0;          // 0 = as long as the campaign's faults
};

struct Incident {
  std::string name;
  std::vector<IncidentFault> faults;
};

// Of each single part of a kind.
struct FailureRate {
  FaultKind kind = FaultKind::region;
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
