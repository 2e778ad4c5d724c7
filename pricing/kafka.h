// The Kafka clusters of streams.
#pragma once

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// Every region that produces a stream, or holds a store that follows one, has the scenario's brokers, and keeps the stream's events for its retention
// in as many copies as its replication factor; the copies of a stretched cluster are spread over all its regions.
void add_kafka(const Tariff& tariff, const Topology& topology, Charges& charges);

}  // namespace tradewind
