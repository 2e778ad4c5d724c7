#include <fmt/format.h>

#include "context.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/scenarios/pool.h"

namespace tradewind {
namespace {

struct Validate {
  std::string file;
  bool explain = false, schema = false, topology_schema = false, pool_schema = false, reference = false;
  JsonOutput json;
};

nlohmann::json as_json(const LoadedScenario& loaded) {
  nlohmann::json problems = nlohmann::json::array(), defaults = nlohmann::json::array();
  for (const Problem& p : loaded.problems) {
    problems.push_back({{"severity", p.severity == Severity::error ? "error" : "warning"},
                        {"file", p.file},
                        {"line", p.line},
                        {"column", p.column},
                        {"pointer", p.pointer},
                        {"found", p.found},
                        {"expected", p.expected},
                        {"proposal", p.proposal}});
  }
  for (const FilledDefault& d : loaded.defaults)
    defaults.push_back({{"pointer", d.pointer}, {"value", d.value}, {"unit", d.unit}, {"source", d.source}});
  return {{"valid", !has_errors(loaded.problems)}, {"problems", problems}, {"defaults", defaults}, {"notes", loaded.notes}};
}

void print_explanation(const LoadedScenario& loaded) {
  terminal::Table table({{"field"}, {"default"}, {"where it comes from"}});
  for (const FilledDefault& d : loaded.defaults) table.add({d.pointer, d.unit.empty() ? d.value : d.value + " " + d.unit, d.source});
  table.print();
  for (const std::string& note : loaded.notes) fmt::print("note: {}\n", terminal::printable(note));
}

void print_summary(const World& world) {
  double users = 0, rate = 0;
  for (const Population& population : world.populations) users += population.users;
  for (std::size_t workload = 0; workload < world.workloads.size(); ++workload)
    for (std::size_t p = 0; p < world.populations.size(); ++p) rate += world.mean_rps(workload, p);
  fmt::print("{} is valid: {} populations with {} users, {} workloads, {} requests/s on average, {} candidate regions, {} offers\n", world.name,
             world.populations.size(), terminal::grouped(users), world.workloads.size(), terminal::grouped(rate, 1), world.regions.size(),
             world.offers.size());
}

int run(const Validate& args) {
  if (args.schema || args.topology_schema || args.pool_schema || args.reference) {
    fmt::print("{}", args.schema            ? scenario_json_schema()
                     : args.topology_schema ? topology_json_schema()
                     : args.pool_schema     ? pool_json_schema()
                                            : scenario_reference_markdown());
    return exit_code::done;
  }
  if (args.file.empty())
    throw std::invalid_argument("validate: which scenario? Give its file, or --schema, --topology-schema, --pool-schema or --reference");
  const LoadedScenario loaded = load_scenario(args.file);
  args.json.write(as_json(loaded));
  print_problems(loaded.problems);
  if (has_errors(loaded.problems)) return exit_code::wrong_input;
  if (!args.json.replaces_table()) {
    if (args.explain) print_explanation(loaded);
    print_summary(loaded.world);
  }
  return exit_code::done;
}

}  // namespace

void add_validate(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Validate>();
  CLI::App* verb = app.add_subcommand("validate", "All problems of a scenario, each with file, line, JSON pointer and a proposal");
  verb->add_option("scenario", args->file, "Scenario file")->type_name("SCENARIO");
  verb->add_flag("--explain", args->explain, "Every default that was filled in and where it comes from");
  verb->add_flag("--schema", args->schema, "Print the JSON Schema of scenario files, for editors");
  verb->add_flag("--topology-schema", args->topology_schema, "Print the JSON Schema of topology files");
  verb->add_flag("--pool-schema", args->pool_schema, "Print the JSON Schema of pool files");
  verb->add_flag("--reference", args->reference, "Print the reference page of the scenario language (Markdown)");
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind validate chat.json\n  tradewind validate --schema > scenario.schema.json");
  verb->callback([args, &context] { context.run = [args] { return run(*args); }; });
}

}  // namespace tradewind
