// What is agreed about a provider's bill as a whole: support contracts and credits.
#pragma once

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// Both come after all other charges:
// - support is a share of the provider's lines, before credits, that falls from tier to tier, or the plan's minimum where that is more; a contract
//   costs its minimum also where nothing of the provider is used.
// - credits are negative lines, in the scenario's order, each at most what is left of the provider's bill, support included.
void add_contracts(const Tariff& tariff, Charges& charges);

}  // namespace tradewind
