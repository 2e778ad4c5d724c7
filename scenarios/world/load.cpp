#include <stdexcept>

#include "language/json_schema.h"
#include "language/reference.h"
#include "scenarios/topology.pb.h"
#include "tradewind/scenarios/problem.h"
#include "world/catalogue_names.h"
#include "world/incidents.h"
#include "world/resolution.h"

namespace tradewind {

std::string resolution::element(const std::string& list, int index) { return list + "/" + std::to_string(index); }

LoadedScenario load_scenario_text(std::string_view text, const std::string& file_name) {
  LoadedScenario loaded;
  loaded.text = text;
  language::Scenario scenario;
  language::Reading reading(file_name);
  language::read_message(text, resolution::catalogue_names(), scenario, reading);

  resolution::Resolution r{scenario, reading, Catalogue::shipped(), loaded.world, loaded.notes};
  resolution::resolve_regions(r);
  resolution::resolve_populations(r);
  resolution::resolve_workloads(r);
  resolution::resolve_offers(r);
  resolution::resolve_settings(r);
  resolution::resolve_placement_constraints(r);
  resolution::resolve_data(r);
  resolution::resolve_incidents(r);
  resolution::resolve_artifacts(r);
  resolution::resolve_rollouts(r);
  resolution::resolve_billing(r);
  resolution::resolve_objective(r);
  resolution::resolve_residency(r);
  if (!has_errors(reading.problems.sorted())) resolution::resolve_demand(r);

  loaded.problems = reading.problems.sorted();
  loaded.defaults = std::move(reading.defaults);
  return loaded;
}

LoadedScenario load_scenario(const std::filesystem::path& file) {
  std::string text;
  try {
    text = read_input(file, "a scenario file");
  } catch (const InvalidInput& unreadable) {
    LoadedScenario loaded;
    loaded.problems = unreadable.problems();
    return loaded;
  }
  return load_scenario_text(text, file.string());
}

World load_world(const std::filesystem::path& file) {
  LoadedScenario loaded = load_scenario(file);
  if (has_errors(loaded.problems)) throw InvalidInput(std::move(loaded.problems));
  return std::move(loaded.world);
}

std::string scenario_json_schema() {
  return language::json_schema(*language::Scenario::descriptor(), "Tradewind scenario", resolution::catalogue_names());
}

std::string topology_json_schema() {
  return language::json_schema(*language::TopologyFile::descriptor(), "Tradewind topology", resolution::catalogue_names());
}

std::string scenario_reference_markdown() { return language::reference_markdown(*language::Scenario::descriptor()); }

}  // namespace tradewind
