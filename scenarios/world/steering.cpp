#include "tradewind/scenarios/steering.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

namespace tradewind::traffic {
namespace {

using Level = std::vector<std::uint32_t>;

double weight_of(std::span<const Option> options, const Level& level) {
  return std::accumulate(level.begin(), level.end(), 0.0, [&](double sum, std::uint32_t region) { return sum + options[region].weight; });
}

// The allowed regions, the preferred ones first.
std::vector<std::uint32_t> by_preference(std::span<const Option> options) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t region = 0; region < options.size(); ++region)
    if (options[region].allowed) order.push_back(region);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(options[a].priority, options[a].rtt_ms) < std::tie(options[b].priority, options[b].rtt_ms);
  });
  return order;
}

std::vector<Level> levels(std::span<const Option> options, const std::vector<std::uint32_t>& order, double bucket_ms) {
  std::vector<Level> levels;
  for (const std::uint32_t region : order) {
    const Option& option = options[region];
    const Option* first = levels.empty() ? nullptr : &options[levels.back().front()];
    if (first == nullptr || first->priority != option.priority || option.rtt_ms > first->rtt_ms + bucket_ms) levels.emplace_back();
    levels.back().push_back(region);
  }
  return levels;
}

// What a region takes of the traffic that reaches its level.
using Takes = double (*)(double left, double takes);
constexpr Takes of_all = [](double left, double takes) { return std::min(left, takes); };
constexpr Takes of_what_reaches_it = [](double left, double takes) { return left * takes; };

// Deals all traffic to the levels, one after the other; inside a level by weight.
std::vector<double> dealt(std::span<const Option> options, const std::vector<Level>& levels, Takes takes) {
  std::vector<double> shares(options.size(), 0.0);
  double left = 1, served = 0;
  for (const Level& level : levels) {
    const double weights = weight_of(options, level), reached = left;
    for (const std::uint32_t region : level) {
      if (weights <= 0) continue;
      shares[region] = options[region].weight / weights * takes(reached, options[region].takes);
      left -= shares[region];
      served += shares[region];
    }
  }
  if (served > 0)
    for (double& share : shares) share /= served;
  return shares;
}

// Those in `order` that take something. Where all of them have weight 0, they get equal ones (docs.aws.amazon.com, Route 53, "How Amazon Route 53
// chooses records when health checking is configured").
std::vector<std::uint32_t> weighted(std::vector<Option>& options, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> taking, heavy;
  std::copy_if(order.begin(), order.end(), std::back_inserter(taking), [&](std::uint32_t r) { return options[r].takes > 0; });
  std::copy_if(taking.begin(), taking.end(), std::back_inserter(heavy), [&](std::uint32_t r) { return options[r].weight > 0; });
  if (!heavy.empty()) return heavy;
  for (const std::uint32_t region : taking) options[region].weight = 1;
  return taking;
}

}  // namespace

Option option(SteeringPolicy policy, Option facts) {
  const bool by_rtt = policy == SteeringPolicy::latency || policy == SteeringPolicy::waterfall || policy == SteeringPolicy::geo;
  if (!by_rtt) facts.rtt_ms = 0;
  if (policy == SteeringPolicy::weighted || policy == SteeringPolicy::multivalue) facts.priority = 0;
  if (policy == SteeringPolicy::multivalue) facts.weight = 1;
  return facts;
}

Steering steering(const TrafficManager& manager) { return {.bucket_ms = manager.bucket_ms, .all_down = manager.all_down}; }

std::vector<double> shares(std::span<const Option> options, const Steering& steering) {
  const auto order = by_preference(options);
  std::vector<Option> usable(options.begin(), options.end());
  // A dead region is in no level, so that its traffic goes to its equals first.
  std::vector<Level> candidates = levels(usable, weighted(usable, order), steering.bucket_ms);
  if (candidates.empty() && steering.all_down != AllDown::refuse) {
    for (Option& option : usable) option.takes = 1;
    candidates = levels(usable, weighted(usable, order), steering.bucket_ms);
    if (steering.all_down == AllDown::nearest && !candidates.empty()) candidates.resize(1);
  }
  return dealt(usable, candidates, of_all);
}

double envoy_takes(double available, double overprovisioning) { return std::min(1.0, available * overprovisioning); }

bool envoy_panics(double available, double taken_by_all_levels, double threshold) { return taken_by_all_levels < 1 && available < threshold; }

std::vector<double> accelerator_shares(std::span<const Option> options, std::span<const bool> up, int tries) {
  const auto order = by_preference(options);
  std::vector<double> meant = dealt(options, levels(options, order, 0), of_what_reaches_it);
  std::vector<double> result(options.size(), 0.0);
  if (order.empty()) return result;
  if (std::accumulate(meant.begin(), meant.end(), 0.0) == 0) meant[order.front()] = 1;
  for (const std::uint32_t region : order) {
    std::uint32_t target = order.front();
    int tried = 0;
    if (up[region]) {
      target = region;
    } else {
      for (const std::uint32_t other : order)
        if (other != region && tried++ < tries && up[other]) {
          target = other;
          break;
        }
    }
    result[target] += meant[region];
  }
  return result;
}

std::optional<int> geo_priority(const GeoRule& rule, const std::string& country_iso2, const std::string& continent) {
  if (!rule.country_iso2.empty()) return rule.country_iso2 == country_iso2 ? std::optional(0) : std::nullopt;
  if (!rule.continent.empty()) return rule.continent == continent ? std::optional(1) : std::nullopt;
  return 2;
}

std::optional<std::uint32_t> pick(std::span<const double> shares, std::span<const std::uint32_t> order, double u) {
  std::optional<std::uint32_t> last;
  double sum = 0;
  for (const std::uint32_t region : order) {
    if (shares[region] <= 0) continue;
    last = region;
    sum += shares[region];
    if (u <= sum) break;
  }
  return last;
}

}  // namespace tradewind::traffic
