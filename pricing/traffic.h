// What leads users to regions, on the bill: name servers, health checks, accelerators.
#pragma once

#include <vector>

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// How they are counted:
// - every service has a name, in one Amazon Route 53 zone. Resolvers cache answers, so one query for each new connection is the upper bound. A policy
//   of Route 53 that looks at latency or place makes a query dearer; behind any other service it is a standard one.
// - Route 53 and Azure Traffic Manager check the health of each open region; Traffic Manager is asked beside Route 53.
// - Global Accelerator takes a fee an hour, and a premium for the gigabytes of the direction in which a region has more of them, by where endpoint
// and
//   users are (Tariff::accelerator_premium).
// - Google's load balancer is the forwarding rules that the open regions have already. For Front Door and Cloudflare the book has no price: a line of
//   0 USD with a mark says so.
void add_traffic(const Tariff& tariff, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges);

}  // namespace tradewind
