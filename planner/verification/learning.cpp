#include "verification/learning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace tradewind::verification {
namespace {

using market::Choice;
using market::Market;

class Mean {
 public:
  void add(double value, double weight) {
    sum_ += value * weight;
    weight_ += weight;
  }
  bool known() const { return weight_ > 0; }
  double value() const { return sum_ / weight_; }

 private:
  double sum_ = 0, weight_ = 0;
};

const PoolOutcome& pool_of(const World& world, const Choice& choice, const Candidate& candidate) {
  const auto pool = std::ranges::find_if(candidate.topology.pools, [&](const auto& p) {
    return p.workload == choice.workload && p.offer == world.serving_options[choice.option].offer;
  });
  return candidate.outcome.pools[static_cast<std::size_t>(pool - candidate.topology.pools.begin())];
}

// So large a share of a pool's requests is later than that.
struct Tail {
  double share, ms;
};

// The tail of a pool at a latency, or at the end of what is known of it: between the quantiles the logarithm of the share is linear.
Tail tail_at(const Latencies& latency, double ms, double objective_share) {
  const LatencySummary& known = latency.perceived;
  if (known.count == 0) return {objective_share, latency.perceived_at_objective_ms};
  const std::array<Tail, 5> tail{{{0.5, known.p50}, {0.1, known.p90}, {0.05, known.p95}, {0.01, known.p99}, {0.001, known.p999}}};
  if (ms <= tail.front().ms) return tail.front();
  for (std::size_t i = 1; i < tail.size(); ++i) {
    const Tail &before = tail[i - 1], &after = tail[i];
    if (ms <= after.ms) return {before.share * std::pow(after.share / before.share, (ms - before.ms) / (after.ms - before.ms)), ms};
  }
  return tail.back();
}

// What is billed for each kept region that the model expects to cost something, with its part of what is billed for none of them.
std::vector<double> billed_by_region(const World& world, const Market& market, const Bill& bill, const std::vector<double>& expected) {
  std::vector<double> billed(expected.size());
  double of_regions = 0;
  for (const BillLine& line : bill.lines)
    for (std::size_t i = 0; i < billed.size(); ++i) {
      const Region& region = world.regions[market.regions()[i]];
      if (expected[i] <= 0 || line.provider != region.provider || line.region != region.id) continue;
      billed[i] += line.amount.usd();
      of_regions += line.amount.usd();
    }
  const double rest = bill.total().usd() - of_regions, all = std::accumulate(expected.begin(), expected.end(), 0.0);
  for (std::size_t i = 0; i < billed.size() && all > 0; ++i) billed[i] += rest * expected[i] / all;
  return billed;
}

}  // namespace

std::size_t Learning::add(const placement::Placement& placement, const Candidate& candidate) {
  Found found;
  for (std::size_t column = 0; column < placement.instances.size(); ++column) {
    if (placement.instances[column] == 0) continue;
    const PoolOutcome& pool = pool_of(*world_, market_->choices()[column], candidate);
    if (pool.requests.completed == 0) continue;
    const Tail tail = tail_at(pool.latency, candidate.latency_ms(), market_->allowed_share());
    found.pools.push_back({column, tail.ms - market_->latency_ms(placement, column, tail.share), static_cast<double>(pool.requests.completed)});
  }
  const std::vector<double> expected = market_->usd_by_region(placement), billed = billed_by_region(*world_, *market_, candidate.bill, expected);
  for (std::size_t region = 0; region < expected.size(); ++region)
    if (expected[region] > 0) found.regions.push_back({region, expected[region], billed[region]});
  found_.push_back(std::move(found));
  return found_.size() - 1;
}

market::Correction Learning::around(std::size_t number) const { return {late_ms(found_[number]), usd_factor(found_[number])}; }

std::vector<double> Learning::late_ms(const Found& centre) const {
  const std::vector<Choice>& choices = market_->choices();
  const auto alike = [&](const Choice& c) { return std::tuple(c.workload, world_->offers[world_->serving_options[c.option].offer].gpu, c.level); };
  std::vector<Mean> of_centre(choices.size()), of_column(choices.size());
  std::map<decltype(alike(choices[0])), Mean> of_alike;
  std::map<std::uint32_t, Mean> of_workload;
  for (const Pool& pool : centre.pools) of_centre[pool.column].add(pool.late_ms, pool.requests);
  for (const Found& found : found_)
    for (const Pool& pool : found.pools) {
      const Choice& c = choices[pool.column];
      for (Mean* mean : {&of_column[pool.column], &of_alike[alike(c)], &of_workload[c.workload]}) mean->add(pool.late_ms, pool.requests);
    }
  std::vector<double> result;
  for (std::size_t column = 0; column < choices.size(); ++column) {
    const Choice& c = choices[column];
    const Mean* known[] = {&of_centre[column], &of_column[column], &of_alike[alike(c)], &of_workload[c.workload]};
    const auto nearest = std::ranges::find_if(known, [](const Mean* mean) { return mean->known(); });
    result.push_back(nearest == std::end(known) ? 0 : (*nearest)->value());
  }
  return result;
}

std::vector<double> Learning::usd_factor(const Found& centre) const {
  const std::size_t regions = market_->regions().size();
  std::vector<Mean> of_centre(regions), of_region(regions);
  Mean of_all;
  for (const Region& r : centre.regions) of_centre[r.region].add(r.billed_usd / r.expected_usd, r.expected_usd);
  for (const Found& found : found_)
    for (const Region& r : found.regions)
      for (Mean* mean : {&of_region[r.region], &of_all}) mean->add(r.billed_usd / r.expected_usd, r.expected_usd);
  std::vector<double> result;
  for (std::size_t region = 0; region < regions; ++region) {
    const Mean* known[] = {&of_centre[region], &of_region[region], &of_all};
    const auto nearest = std::ranges::find_if(known, [](const Mean* mean) { return mean->known() && mean->value() > 0; });
    result.push_back(nearest == std::end(known) ? 1 : (*nearest)->value());
  }
  return result;
}

}  // namespace tradewind::verification
