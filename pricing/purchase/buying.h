// The purchase mix of a topology: which pools need which types, and what is bought for them.
#pragma once

#include <array>
#include <vector>

#include "purchase/mix.h"
#include "tariff.h"
#include "tradewind/pricing/purchases.h"
#include "tradewind/scenarios/usage.h"

namespace tradewind::purchase {

// Pools that share their instances: of one type in one region, each of another workload.
struct Sharing {
  std::uint32_t offer = 0;           // of the first pool; they agree in region and type
  std::vector<std::uint32_t> pools;  // indices into the topology, ascending
  std::vector<double> hours;         // that each pool's instances are needed in a week
};

// Instance hours of a type in a month.
struct BoughtHours {
  std::array<double, all_purchases.size()> used{};  // by Purchase: while they are needed, and the hours that interruptions of spot cost
  Purchase reservation = Purchase::reserved_1y;
  double idle = 0;  // of reserved instances
};

struct Buying {
  std::vector<Sharing> types;  // by provider, region, instance type
  std::vector<Need> needs;     // of each type; providers are numbered as the tariff's
  Mix mix;
  std::vector<BoughtHours> hours;  // of each type
  std::vector<double> unused_usd;  // by provider: of its commitment, a month
};

// What the cheapest mix binds. The world has a purchase mix. Decided at the book's prices; throws as Pricing::commitments() does.
Commitments best_commitments(const Tariff& tariff, const Topology& topology, const Usage& usage);

// What is bought under these commitments. The world has a purchase mix.
Buying buy(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound);

// What Pricing::purchases() says.
Purchases purchases(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound);

}  // namespace tradewind::purchase
