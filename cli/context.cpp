#include "context.h"

#include <fmt/format.h>

#include "seed_flag.h"
#include "terminal/style.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {

void JsonOutput::add_to(CLI::App& app) {
  app.add_option("--json", file, "Write the result as JSON to FILE, or to stdout instead of the table with -")->type_name("FILE|-");
}

void JsonOutput::write_text(const std::string& text) const {
  if (replaces_table()) {
    fmt::print("{}", text);
  } else {
    write_file(file, text);
  }
}

void SimulationFlags::add_to(CLI::App& app) {
  const auto add = [&app](const char* flag, auto& value, const char* help) { return app.add_option(flag, value, help)->group("Simulation"); };
  add_seed_flag(app, options.seed)->group("Simulation");
  add("--replications", options.replications, "Independent replications (default: the scenario's)")->check(CLI::Range(1, 1000));
  add("--windows", options.windows, "Windows spread over the week (default: the scenario's)")->check(CLI::Range(1, hours_per_week));
  add("--window-s", options.window_s, "Measured seconds of a window (default: the scenario's)")->check(CLI::Range(1.0, 3600.0));
  add("--warmup-s", options.warmup_s, "Seconds before each window that are not measured (default: the scenario's)")->check(CLI::Range(0.0, 3600.0));
  add("--threads", options.threads, "Threads; 0 = all cores. The result does not depend on it")
      ->envname("TRADEWIND_THREADS")
      ->check(CLI::Range(0, 1024));
}

World load_checked_world(const std::string& file, const Context& context) {
  LoadedScenario loaded = load_scenario(file);
  if (has_errors(loaded.problems)) throw InvalidInput(loaded.problems);
  if (!context.quiet) print_problems(loaded.problems);
  return std::move(loaded.world);
}

void print_problems(const Problems& problems) {
  for (const Severity severity : {Severity::error, Severity::warning}) {
    for (const Problem& problem : problems) {
      if (problem.severity != severity) continue;
      const auto style = severity == Severity::error ? terminal::Style::red : terminal::Style::yellow;
      fmt::print(stderr, "{}\n", terminal::styled(terminal::printable(to_string(problem)), style, stderr));
    }
  }
}

}  // namespace tradewind
