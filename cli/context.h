// What every verb shares: global flags, exit codes, the stop token, where results go.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/topology.h"
#include "tradewind/sim/simulate.h"

namespace tradewind {

namespace exit_code {
inline constexpr int done = 0, gate_not_met = 1, wrong_input = 2, failed = 3, interrupted = 130;
}

struct Context {
  bool quiet = false;
  std::stop_token stop;
  std::function<int()> run;  // set by the verb that was called
};

// --json FILE|-: the result as JSON; with "-" on stdout instead of the table.
struct JsonOutput {
  std::string file;
  void add_to(CLI::App& app);
  bool replaces_table() const { return file == "-"; }
  // Does nothing when the flag was not given.
  template <class Json>
  void write(const Json& result) const {
    if (!file.empty()) write_text(result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  }

 private:
  void write_text(const std::string& text) const;
};

// Writes a file that a flag named, if it did, and says so. `contents`: made only then.
template <class Contents>
void write_named(const std::string& file, const Contents& contents, const Context& context) {
  if (file.empty()) return;
  write_file(file, contents());
  if (!context.quiet) fmt::print(stderr, "wrote {}\n", file);
}

// --seed, --replications, --windows, --window-s, --warmup-s, --threads; flag over environment over scenario.
struct SimulationFlags {
  SimulationOptions options;
  void add_to(CLI::App& app);
};

// Loads a scenario; prints its warnings to stderr. Throws InvalidInput with all problems.
World load_checked_world(const std::string& file, const Context& context);

// Prints problems to stderr, errors first in red.
void print_problems(const Problems& problems);

// The verbs; each adds its subcommand.
void add_validate(CLI::App& app, Context& context);
void add_simulate(CLI::App& app, Context& context);
void add_replay(CLI::App& app, Context& context);
void add_chaos(CLI::App& app, Context& context);
void add_rollout(CLI::App& app, Context& context);
void add_calibrate(CLI::App& app, Context& context);
void add_capacity(CLI::App& app, Context& context);
void add_tune(CLI::App& app, Context& context);
void add_plan(CLI::App& app, Context& context);
void add_merge(CLI::App& app, Context& context);
void add_price(CLI::App& app, Context& context);
void add_replication(CLI::App& app, Context& context);
void add_streams(CLI::App& app, Context& context);
void add_compare(CLI::App& app, Context& context);
void add_roadmap(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_catalog(CLI::App& app, Context& context);
void add_completion(CLI::App& app, Context& context);

}  // namespace tradewind
