// The iteration model that a pool file asks for.
#pragma once

#include <optional>
#include <string>

#include "language/reader.h"
#include "scenarios/pool.pb.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::pool_file {

// What the file asks of the catalogue; not for an affine iteration.
IterationQuery iteration_query(const language::PoolIteration& entry);

// Nothing after a problem was added; `path`: where the entry stands.
std::optional<IterationModel> iteration_model(const language::PoolIteration& entry, const std::string& path, language::Reading& reading);

}  // namespace tradewind::pool_file
