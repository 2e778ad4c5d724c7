// --seed, the same for every verb that draws.
#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>

namespace tradewind {

// Of a seed, as an option's value or in TRADEWIND_SEED. A negative number would be taken for a great one.
template <class Seed>
CLI::Option* add_seed_flag(CLI::App& verb, Seed& seed, const char* help = "Seed of all random streams (default: the scenario's)") {
  const auto digits_alone = [](const std::string& text) {
    const bool whole = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return whole ? std::string() : "expected a whole number from 0 to 18446744073709551615, found " + text;
  };
  return verb.add_option("--seed", seed, help)->check(CLI::Validator(digits_alone, "", "seed"))->envname("TRADEWIND_SEED");
}

}  // namespace tradewind
