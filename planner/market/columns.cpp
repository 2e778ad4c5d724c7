#include "market/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "latency/late_share.h"
#include "tradewind/planner/third_axis.h"
#include "tradewind/sim/feature_time.h"

namespace tradewind::market {
namespace {

constexpr double latency_noise = 1.02, price_noise = 1.02;

// Load of each hour over that of the busiest one, for all users of a workload together.
std::vector<double> relative_load(const World& world, std::uint32_t workload) {
  std::vector<double> load = world.total_rps(workload);
  const double peak = *std::max_element(load.begin(), load.end());
  for (double& value : load) value = peak > 0 ? value / peak : 0;
  return load;
}

using PairOfWorkloadAndRegion = std::pair<std::uint32_t, std::uint32_t>;

std::map<PairOfWorkloadAndRegion, std::vector<std::size_t>> by_region(const std::vector<Choice>& choices) {
  std::map<PairOfWorkloadAndRegion, std::vector<std::size_t>> result;
  for (std::size_t i = 0; i < choices.size(); ++i) result[{choices[i].workload, choices[i].region}].push_back(i);
  return result;
}

std::vector<Choice> select(const std::vector<Choice>& choices, const std::set<std::size_t>& kept) {
  std::vector<Choice> result;
  for (const std::size_t i : kept) result.push_back(choices[i]);
  return result;
}

// The member whose (log) latency is farthest from those of all picked ones, or nothing when every latency is picked already.
std::optional<std::size_t> farthest(const std::vector<std::size_t>& members, const std::vector<double>& log_latency,
                                    const std::set<std::size_t>& picked) {
  std::optional<std::size_t> best;
  double best_distance = 0;
  for (const std::size_t i : members) {
    double distance = std::numeric_limits<double>::infinity();
    for (const std::size_t other : picked) distance = std::min(distance, std::abs(log_latency[i] - log_latency[other]));
    if (distance > best_distance) {
      best = i;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace

std::vector<Choice> all_choices(const World& world, const Prices& prices, const capacity::Curves& curves) {
  std::map<std::tuple<std::uint32_t, std::size_t, std::size_t>, std::vector<double>> server_ms;  // by workload, curve, level
  std::vector<Choice> choices;
  for (std::uint32_t index = 0; index < world.serving_options.size(); ++index) {
    const ServingOption& option = world.serving_options[index];
    const std::size_t curve = curves.curve_of_option[index];
    const std::vector<LoadPoint>& points = curves.curves[curve].points;
    if (points.empty() || !prices.sells(index)) continue;
    for (std::size_t level = 0; level < points.size(); ++level) {
      auto& quantiles = server_ms[{option.workload, curve, level}];
      if (quantiles.empty()) quantiles = latency::week_quantiles_ms(curves.curves[curve], level, relative_load(world, option.workload));
      const double rps = points[level].rate_rps * option.replicas_per_instance;
      const Offer& offer = world.offers[option.offer];
      choices.push_back({option.workload, offer.region, index, level, prices.instance_usd(index, rps), rps, quantiles,
                         world.third_axis == ThirdAxis::carbon ? gpu_carbon_kg(world, offer) : 0,
                         world.third_axis == ThirdAxis::staleness ? feature_staleness_s(world, option.workload, offer.region) : 0});
    }
  }
  return choices;
}

bool covers(const Choice& a, const Choice& b, double percentile) {
  return a.usd_per_rps() <= b.usd_per_rps() && a.instance_usd <= b.instance_usd && a.third_per_rps() <= b.third_per_rps() &&
         at_percentile(a.server_ms, 50) <= latency_noise * at_percentile(b.server_ms, 50) &&
         at_percentile(a.server_ms, percentile) <= latency_noise * at_percentile(b.server_ms, percentile);
}

std::vector<Choice> without_covered(const std::vector<Choice>& choices, double percentile) {
  std::set<std::size_t> kept;
  for (const auto& [pair, members] : by_region(choices)) {
    std::vector<std::size_t> order = members;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return choices[a].usd_per_rps() < choices[b].usd_per_rps(); });
    std::vector<std::size_t> here;
    for (const std::size_t b : order)
      if (std::none_of(here.begin(), here.end(), [&](std::size_t a) { return covers(choices[a], choices[b], percentile); })) here.push_back(b);
    kept.insert(here.begin(), here.end());
  }
  return select(choices, kept);
}

std::vector<Choice> few_for_each_region(const std::vector<Choice>& choices, double percentile, std::size_t most) {
  std::vector<double> log_latency;
  for (const Choice& choice : choices) log_latency.push_back(std::log(at_percentile(choice.server_ms, percentile)));
  std::set<std::size_t> kept;
  for (const auto& [pair, members] : by_region(choices)) {
    auto smallest = [&](auto measure) {
      return *std::min_element(members.begin(), members.end(), [&](std::size_t a, std::size_t b) { return measure(a) < measure(b); });
    };
    // Of those as cheap by the request the one with the cheapest instance: it leaves least of the last one unused.
    const double cheap = price_noise * choices[smallest([&](std::size_t i) { return choices[i].usd_per_rps(); })].usd_per_rps();
    std::set<std::size_t> picked{smallest([&](std::size_t i) { return choices[i].usd_per_rps() <= cheap ? choices[i].instance_usd : HUGE_VAL; }),
                                 smallest([&](std::size_t i) { return log_latency[i]; }),
                                 smallest([&](std::size_t i) { return choices[i].instance_usd; })};
    const std::size_t least_loss = smallest([&](std::size_t i) { return choices[i].third_per_rps(); });
    if (choices[members.front()].third_per_rps() > 0) picked.insert(least_loss);
    while (picked.size() < most) {
      const auto next = farthest(members, log_latency, picked);
      if (!next) break;
      picked.insert(*next);
    }
    kept.insert(picked.begin(), picked.end());
  }
  return select(choices, kept);
}

}  // namespace tradewind::market
