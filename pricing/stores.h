// What feature stores cost for reads and writes.
#pragma once

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// DynamoDB on demand, in regions of AWS: a read unit carries 4 KB and is half used by a read that may be old, a write unit carries 1 KB, and a global
// table needs one in each replica (Amazon DynamoDB developer guide, "Read/write capacity mode", 2026). Of other stores the book has no price: their
// amounts stand on the bill, so that nobody takes them for free. What is sent between regions for them has its price with the other replication.
void add_stores(const Tariff& tariff, const Usage& usage, Charges& charges);

}  // namespace tradewind
