// Metrics and logs.
#pragma once

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// How they are counted:
// - series are those of the replicas and nodes that are paid, each with a sample at every scrape; a request is one log event of so many bytes.
// - the tiers of a provider are those of its account over all regions. AWS also stores samples: two bytes each ("typically 1 or 2 bytes", its pricing
//   page), for 150 days, without metadata. Queries are not billed: nothing says how many there are.
// - Datadog: a host for each node, with 100 custom metrics each, counted together; series of replicas are custom, those of nodes are the host's own.
// - New Relic: metrics and logs climb the same tiers; a sample has 100 bytes, a choice of this program.
void add_monitoring(const Tariff& tariff, const Topology& topology, const Usage& usage, Charges& charges);

}  // namespace tradewind
