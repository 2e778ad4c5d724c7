// `catalog import` and `catalog diff`: books of prices that users bring.
#pragma once

#include "context.h"

namespace tradewind {

void add_catalog_import(CLI::App& catalog, Context& context);
void add_catalog_diff(CLI::App& catalog, Context& context);

}  // namespace tradewind
