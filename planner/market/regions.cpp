#include "market/regions.h"

#include <algorithm>
#include <map>

namespace tradewind::market {
namespace {

using Choices = std::vector<const Choice*>;

constexpr double equal_within = 1e-6;  // of prices, which come from sums

bool dearer(double a, double b) { return a > b * (1 + equal_within); }

bool covers_facts(const RegionFacts& a, const RegionFacts& b, double slack_ms) {
  if (dearer(a.open_usd, b.open_usd) || a.provider != b.provider) return false;
  for (std::size_t i = 0; i < a.may_serve.size(); ++i)
    if (b.may_serve[i] && !a.may_serve[i]) return false;
  for (std::size_t population = 0; population < a.rtt_ms.size(); ++population)
    if (a.rtt_ms[population] > b.rtt_ms[population] + slack_ms) return false;
  return std::ranges::equal(a.request_usd, b.request_usd, [](double of_a, double of_b) { return !dearer(of_a, of_b); });
}

bool covers_choices(const Choices& a, const Choices& b, double percentile) {
  return std::all_of(b.begin(), b.end(), [&](const Choice* other) {
    return std::any_of(a.begin(), a.end(), [&](const Choice* own) { return own->workload == other->workload && covers(*own, *other, percentile); });
  });
}

double cheapest(const Choices& choices) {
  double usd = choices.front()->usd_per_rps();
  for (const Choice* choice : choices) usd = std::min(usd, choice->usd_per_rps());
  return usd;
}

}  // namespace

std::vector<std::uint32_t> uncovered_regions(const std::vector<RegionFacts>& facts, const std::vector<Choice>& choices, double percentile,
                                             double slack_ms, int covers) {
  std::map<std::uint32_t, Choices> of_region;
  for (const Choice& choice : choices) of_region[choice.region].push_back(&choice);
  std::vector<std::uint32_t> order, kept;
  for (const auto& [region, own] : of_region) order.push_back(region);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return cheapest(of_region[a]) < cheapest(of_region[b]); });
  for (const std::uint32_t b : order)
    if (std::count_if(kept.begin(), kept.end(), [&](std::uint32_t a) {
          return covers_facts(facts[a], facts[b], slack_ms) && covers_choices(of_region[a], of_region[b], percentile);
        }) < covers)
      kept.push_back(b);
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace tradewind::market
