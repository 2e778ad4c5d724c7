// Who a bill is for: its amount by provider, region, service, workload or population, to the cent, and what a unit of use costs.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

enum class CostDimension : std::uint8_t { provider, region, service, workload, population, continent };
inline constexpr std::array all_cost_dimensions = {CostDimension::provider, CostDimension::region,     CostDimension::service,
                                                   CostDimension::workload, CostDimension::population, CostDimension::continent};
std::string_view to_string(CostDimension dimension);

struct CostShare {
  std::string name;
  Cents amount;
  double requests = 0, tokens = 0;  // a month; tokens of prompts and answers, 0 where no model of language answers
  double users = 0;                 // of a population that several regions serve, each has its part
  double per_million_requests_usd() const { return requests > 0 ? amount.usd() / requests * 1e6 : 0; }
  double per_million_tokens_usd() const { return tokens > 0 ? amount.usd() / tokens * 1e6 : 0; }
  double per_user_usd() const { return users > 0 ? amount.usd() / users : 0; }
};

// The dearest first, names in ascending order where amounts are equal; the amounts sum to bill.total(). How a line finds its users:
// - a line of a region belongs to the requests that this region answers, a global line to all; a line of a workload to those of this workload;
// - traffic to the internet and premiums of an accelerator are split by gigabytes sent, all else by requests;
// - what no request uses stands under "(nobody)".
// Cents are split by the largest remainder. By service, every share has all requests; by provider and region, those that are answered there.
std::vector<CostShare> allocate(const World& world, const Usage& usage, const Bill& bill, CostDimension dimension);

// Integers in proportion to the weights (at least 0, not all 0) that sum to `amount`: rounded towards 0, and what is left goes to the largest
// remainders, the first ones where these are equal.
std::vector<std::int64_t> split(std::int64_t amount, std::span<const double> weights);

}  // namespace tradewind
