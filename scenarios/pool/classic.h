// The classic model that a pool file describes.
#pragma once

#include "language/reader.h"
#include "scenarios/pool.pb.h"
#include "tradewind/scenarios/pool.h"

namespace tradewind::pool_file {

// Adds its problems to `reading`. Throws InvalidInput with the problems of an entry that the file names.
ClassicPool classic_pool(const language::PoolFile& file, language::Reading& reading);

}  // namespace tradewind::pool_file
