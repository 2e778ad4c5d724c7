// From a scenario as it was read to a world. Each step resolves one part, checks what the language cannot know, and adds its problems; it leaves out
// what the reader found unsound, so that problems of all kinds are shown together.
#pragma once

#include <string>
#include <vector>

#include "language/reader.h"
#include "scenarios/scenario.pb.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::resolution {

struct Resolution {
  const language::Scenario& scenario;
  language::Reading& reading;
  const Catalogue& catalogue;
  World& world;
  std::vector<std::string>& notes;
  // The catalogue entries of world.populations and world.regions.
  std::vector<const CatalogueMetro*> metros = {};
  std::vector<const CatalogueRegion*> regions = {};
};

void resolve_regions(Resolution& r);
void resolve_populations(Resolution& r);
void resolve_workloads(Resolution& r);              // one world workload for each of the scenario, sound or not
void resolve_offers(Resolution& r);                 // after regions and workloads
void resolve_settings(Resolution& r);               // network, constraints, simulation, calendar; after regions
void resolve_placement_constraints(Resolution& r);  // quotas, what stays, failures, providers; after offers and settings
void resolve_residency(Resolution& r);              // after regions, populations and offers
void resolve_artifacts(Resolution& r);              // after regions and offers
void resolve_demand(Resolution& r);                 // round trips and arrival rates; only when there is no error

void resolve_data(Resolution& r);      // after regions and workloads
void resolve_rollouts(Resolution& r);  // after artifacts
void resolve_billing(Resolution& r);
void resolve_objective(Resolution& r);  // after offers, data, incidents and billing

// "/workloads/3"
std::string element(const std::string& list, int index);

}  // namespace tradewind::resolution
