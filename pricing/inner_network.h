// The network inside a region: gateways to the outside, and what crosses from zone to zone.
#pragma once

#include <vector>

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// GB of requests and answers by region of the world, a month.
std::vector<double> gb_of_users(const World& world, const Usage& usage);

// How they are counted:
// - every open region has its NAT gateways all month. Google counts the nodes behind a gateway instead, 32 at most (Cloud NAT pricing).
// - a share of the bytes of requests and answers crosses from one zone to another; AWS bills a GB where it leaves and where it comes, Google once.
void add_inner_network(const Tariff& tariff, const Topology& topology, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges);

}  // namespace tradewind
