// What a topology was found to do and to cost, as one text in the study.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tradewind/pricing/bill.h"
#include "tradewind/sim/outcome.h"

namespace tradewind::study {

struct Evaluation {
  Outcome outcome;
  Bill bill;
  std::optional<double> expected_availability = {};  // of a year; where it is the third axis
};

// JSON texts with a record separator between them, which no JSON text contains. The seconds that the simulation took are left out, so that the
// same evaluation is the same text whoever made it.
std::string to_text(const Evaluation& evaluation);
Evaluation evaluation_from_text(std::string_view text);

// Names the step: everything that the evaluation depends on, in a world. replications: when they are not as many as the scenario asks for.
std::string evaluation_key(std::string_view price_book, std::string_view topology_json, std::optional<int> replications = {});

}  // namespace tradewind::study
