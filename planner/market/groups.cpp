#include "market/groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace tradewind::market {
namespace {

bool alike(const Grid& rtt_ms, std::size_t a, std::size_t b, double tolerance_ms) {
  for (std::size_t region = 0; region < rtt_ms.columns(); ++region)
    if (std::abs(rtt_ms(a, region) - rtt_ms(b, region)) > tolerance_ms) return false;
  return true;
}

Groups cluster(const Grid& rtt_ms, const std::vector<std::size_t>& order, const std::vector<std::size_t>& kind, double tolerance_ms) {
  Groups groups;
  groups.group_of.resize(order.size());
  std::vector<std::size_t> leaders;
  for (const std::size_t population : order) {
    const auto leader = std::find_if(leaders.begin(), leaders.end(),
                                     [&](std::size_t l) { return kind[l] == kind[population] && alike(rtt_ms, l, population, tolerance_ms); });
    groups.group_of[population] = static_cast<std::size_t>(leader - leaders.begin());
    if (leader == leaders.end()) leaders.push_back(population);
  }
  groups.count = leaders.size();
  return groups;
}

}  // namespace

Groups group_populations(const Grid& rtt_ms, const std::vector<double>& demand, const std::vector<std::size_t>& kind, std::size_t most) {
  std::vector<std::size_t> order(demand.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return demand[a] > demand[b]; });
  const std::size_t fewest = std::max<std::size_t>(std::set<std::size_t>(kind.begin(), kind.end()).size(), 1);
  Groups groups = cluster(rtt_ms, order, kind, 0);
  for (double tolerance_ms = 1; groups.count > std::max(most, fewest); tolerance_ms *= 1.25) groups = cluster(rtt_ms, order, kind, tolerance_ms);
  return groups;
}

}  // namespace tradewind::market
