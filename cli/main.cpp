// The tradewind command: one verb a file in verbs/.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <system_error>

#include "context.h"
#include "interrupt.h"
#include "terminal/style.h"
#include "tradewind/planner/plan.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

void complain(const std::string& what) {
  fmt::print(stderr, "{} {}\n", terminal::styled("tradewind:", terminal::Style::red, stderr), terminal::printable(what));
}

// Runs the chosen verb; every way in which it can end has its exit code.
int run(const Context& context) {
  try {
    return context.run();
  } catch (const InvalidInput& error) {
    print_problems(error.problems());
    return exit_code::wrong_input;
  } catch (const std::invalid_argument& error) {
    complain(error.what());
    return exit_code::wrong_input;
  } catch (const Infeasible& error) {
    complain(error.what());
    return exit_code::gate_not_met;
  } catch (const Interrupted&) {
    complain("interrupted; what was finished is kept");
    return exit_code::interrupted;
  } catch (const std::exception& error) {
    complain(error.what());
    return exit_code::failed;
  }
}

// What is left in the buffer of stdout goes out here: on a full disk this is where a short result is lost. Keeps an exit code that tells of worse.
int flushed(int code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  complain(fmt::format("cannot write to standard output: {}", std::generic_category().message(errno)));
  return code == exit_code::done || code == exit_code::gate_not_met ? exit_code::failed : code;
}

std::string first_word(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (argv[i][0] != '-') return argv[i];
  return {};
}

// Complains about a verb that there is not, and proposes the nearest one.
bool known_verb(const CLI::App& app, const std::string& verb) {
  std::vector<std::string> names;
  for (const CLI::App* known : app.get_subcommands({})) names.push_back(known->get_name());
  if (std::find(names.begin(), names.end(), verb) != names.end()) return true;
  const std::string near = nearest_name(verb, names);
  complain("there is no verb '" + verb + "'; " + (near.empty() ? "`tradewind --help` lists them" : "did you mean '" + near + "'?"));
  return false;
}

int main_with(int argc, char** argv) {
  Context context;
  context.stop = stop_on_interrupt();

  CLI::App app("Where in the world should this AI service run, and what will it cost?", "tradewind");
  app.set_version_flag("--version", version());
  app.add_flag("-q,--quiet", context.quiet, "Print results and errors only: no progress, no hints");
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(34);
  app.footer(
      "Examples:\n"
      "  tradewind validate scenario.json --explain      every default and its source\n"
      "  tradewind plan scenario.json --study my.study   search, simulate, front\n"
      "  tradewind report my.study --html report.html    the report\n"
      "  tradewind export my.study --pick knee --target kubernetes --out bundle\n\n"
      "Exit codes: 0 done, 1 a gate or a constraint is not met, 2 wrong use or wrong input,\n"
      "3 failed while running, 130 interrupted. NO_COLOR turns colour off.");
  for (const auto add :
       {add_validate, add_simulate, add_chaos,       add_rollout, add_replay, add_calibrate, add_capacity, add_tune,    add_plan,    add_roadmap,
        add_merge,    add_price,    add_replication, add_streams, add_export, add_import,    add_report,   add_compare, add_catalog, add_completion})
    add(app, context);

  if (const std::string verb = first_word(argc, argv); !verb.empty() && !known_verb(app, verb)) return exit_code::wrong_input;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return flushed(app.exit(success));
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return exit_code::wrong_input;
  }
  return flushed(run(context));
}

}  // namespace
}  // namespace tradewind

int main(int argc, char** argv) { return tradewind::main_with(argc, argv); }
