// Flags of what is played over one stretch of time.
#pragma once

#include "context.h"
#include "seed_flag.h"

namespace tradewind {

// `Options` has hour_of_week, seed, replications and threads.
template <class Options>
void add_stretch_flags(CLI::App& verb, Options& options) {
  const auto add = [&](const char* flag, auto& value, const char* help) { return verb.add_option(flag, value, help)->group("Simulation"); };
  add("--hour", options.hour_of_week, "Hour of the week in which it begins; 0 = Monday 00-01 UTC (default: the busiest)")
      ->type_name("HOUR")
      ->check(CLI::Range(0, hours_per_week - 1));
  add_seed_flag(verb, options.seed)->group("Simulation");
  add("--replications", options.replications, "Independent replications")->check(CLI::Range(1, 1000))->capture_default_str();
  add("--threads", options.threads, "Threads; 0 = all cores. The result does not depend on it")
      ->envname("TRADEWIND_THREADS")
      ->check(CLI::Range(0, 1024));
}

}  // namespace tradewind
