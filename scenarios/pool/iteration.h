// The iteration model that a pool file asks for.
#pragma once

#include <optional>
#include <string>

#include "language/reader.h"
#include "scenarios/pool.pb.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::pool_file {

struct ResolvedIteration {
  IterationModel model;
  bool is_affine = false;
  IterationQuery query;  // what was asked of the catalogue; not for an affine iteration
};

// Nothing after a problem was added; `path`: where the entry stands. Throws InvalidInput with the problems of a hardware entry that the entry names.
std::optional<ResolvedIteration> iteration_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading);

// The entry of a model without its constants.
language::PoolIteration entry_of(const IterationModel& model);

}  // namespace tradewind::pool_file
