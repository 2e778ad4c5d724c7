// `catalog timing`: what an iteration of one model on one kind of GPU takes, and how many tokens its KV cache holds.
#pragma once

#include "context.h"

namespace tradewind {

void add_catalog_timing(CLI::App& catalog, Context& context);

}  // namespace tradewind
