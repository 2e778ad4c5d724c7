// Instances on the bill.
#pragma once

#include "charges.h"
#include "tariff.h"
#include "tradewind/pricing/purchases.h"
#include "tradewind/scenarios/usage.h"

namespace tradewind {

// All as Offers.purchase has it or, with a purchase mix, as the mix buys them beside what is bound. Then one line a kind for each workload, by its
// share of the instance hours of its type, so that the lines add up to the rounded whole; reserved instances that idle, and what nobody uses of a
// savings plan, are lines of their own. Throws std::runtime_error, naming the offer, when the book has no price.
void add_instances(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound, Charges& charges);

}  // namespace tradewind
