#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "language/reader.h"
#include "language/writer.h"
#include "scenarios/topology.pb.h"
#include "tradewind/scenarios/instance_limits.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/topology.h"
#include "world/resolution.h"

namespace tradewind {
namespace {

using language::NameList;
using resolution::element;
using Names = std::vector<std::string>;

// What a topology may name: the candidate regions and the instance types of one world.
class WorldNames final : public language::NameBook {
 public:
  explicit WorldNames(const World& world) {
    for (const Region& region : world.regions) regions_.push_back(region.key());
    std::set<std::string> types;
    for (const Offer& offer : world.offers) types.insert(offer.instance_type);
    types_.assign(types.begin(), types.end());
  }
  const Names& names(NameList list) const override { return list == language::NAME_LIST_REGION ? regions_ : types_; }

 private:
  Names regions_, types_;
};

// Indices of the world's names.
struct Index {
  explicit Index(const World& world) {
    for (std::uint32_t i = 0; i < world.workloads.size(); ++i) workloads.emplace(world.workloads[i].name, i);
    for (std::uint32_t i = 0; i < world.populations.size(); ++i) populations.emplace(world.populations[i].name, i);
    for (std::uint32_t i = 0; i < world.regions.size(); ++i) regions.emplace(world.regions[i].key(), i);
    for (std::uint32_t i = 0; i < world.offers.size(); ++i) offers.emplace(std::pair(world.offers[i].region, world.offers[i].instance_type), i);
  }
  std::map<std::string, std::uint32_t> workloads, populations, regions;
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> offers;
};

Names keys_of(const std::map<std::string, std::uint32_t>& index) {
  Names names;
  for (const auto& [name, position] : index) names.push_back(name);
  return names;
}

class TopologyResolver {
 public:
  TopologyResolver(const World& world, const language::TopologyFile& file, language::Reading& reading)
      : world_(world), index_(world), file_(file), reading_(reading) {}

  Topology resolve() {
    for (int i = 0; i < file_.pools_size(); ++i)
      if (reading_.sound(element("/pools", i))) add_pool(element("/pools", i), file_.pools(i));
    if (reading_.sound("/pools")) check_coverage();
    if (reading_.sound("/pools")) check_residency();
    if (reading_.sound("/pools")) check_limits();
    if (reading_.sound("/routing") && reading_.sound("/pools")) resolve_routing();
    return std::move(topology_);
  }

 private:
  // Index of a name in an index, or nothing after a problem was added.
  std::optional<std::uint32_t> find(const std::string& path, const std::map<std::string, std::uint32_t>& index, const std::string& name,
                                    const char* what) {
    const auto found = index.find(name);
    if (found != index.end()) return found->second;
    const std::string near = nearest_name(name, keys_of(index));
    reading_.error(path, {"the unknown name \"" + name + "\"", what, near.empty() ? "" : '"' + near + '"'});
    return std::nullopt;
  }

  // A workload may be left out when there is only one.
  std::optional<std::uint32_t> find_workload(const std::string& path, const std::string& name) {
    if (!name.empty()) return find(path + "/workload", index_.workloads, name, "a workload of the scenario");
    if (world_.workloads.size() == 1) return 0;
    reading_.error(path + "/workload", {"nothing", "the name of a workload: the scenario has several"});
    return std::nullopt;
  }

  void add_pool(const std::string& path, const language::PoolEntry& entry) {
    const auto workload = find_workload(path, entry.workload());
    const auto region = find(path + "/region", index_.regions, entry.region(), "a candidate region of the scenario");
    if (!workload || !region) return;
    const auto offer = index_.offers.find({*region, entry.instance_type()});
    if (offer == index_.offers.end() || world_.serving(*workload, offer->second) == nullptr) {
      reading_.error(path + "/instance_type",
                     {fmt::format("{}, which does not serve {} in {}", entry.instance_type(), world_.workloads[*workload].name, entry.region()),
                      "an instance type that does: " + usable_types(*workload, *region)});
      return;
    }
    const auto [first, is_new] = pool_of_.try_emplace(std::pair(*workload, *region), path);
    if (!is_new) {
      reading_.error(path, {"a second pool of one workload in one region (the first is " + first->second + ")",
                            "at most one pool for each workload and region"});
      return;
    }
    topology_.pools.push_back({*workload, offer->second, entry.replicas()});
  }

  std::string usable_types(std::uint32_t workload, std::uint32_t region) const {
    std::string types;
    for (const ServingOption& option : world_.serving_options)
      if (option.workload == workload && world_.offers[option.offer].region == region)
        types += (types.empty() ? "" : ", ") + world_.offers[option.offer].instance_type;
    if (!world_.residency.allows_anybody(workload, region)) return "none may stand in this region, by the rules of residency";
    return types.empty() ? "there is none in this region" : types;
  }

  void check_coverage() {
    for (std::uint32_t w = 0; w < world_.workloads.size(); ++w) {
      const bool covered = std::any_of(topology_.pools.begin(), topology_.pools.end(), [&](const Pool& pool) { return pool.workload == w; });
      if (!covered)
        reading_.error("/pools", {"no pool for the workload \"" + world_.workloads[w].name + "\"", "at least one pool for every workload"});
    }
  }

  bool is_open_to(std::uint32_t workload, std::uint32_t population) const {
    return std::ranges::any_of(topology_.pools, [&](const Pool& pool) {
      return pool.workload == workload && world_.residency.allows(workload, population, world_.offers[pool.offer].region);
    });
  }

  void check_residency() {
    for (std::uint32_t w = 0; w < world_.workloads.size() && world_.residency.restricts(); ++w) {
      Names stranded;
      for (std::uint32_t p = 0; p < world_.populations.size(); ++p)
        if (!is_open_to(w, p)) stranded.push_back(world_.populations[p].name);
      if (stranded.empty()) continue;
      reading_.error("/pools", {fmt::format("no pool of {} where requests of {}{} may be served by the rules of residency", world_.workloads[w].name,
                                            stranded.front(), stranded.size() > 1 ? fmt::format(" and {} more", stranded.size() - 1) : ""),
                                "a pool in a region that they allow"});
    }
  }

  void check_limits() {
    for (const ExceededLimit& limit : exceeded_limits(world_, topology_))
      reading_.error("/pools", {fmt::format("{} where the scenario has {}", limit.found, limit.words),
                                "fewer replicas, or a larger limit in the scenario's constraints"});
  }

  void resolve_routing() {
    const language::RoutingEntry& routing = file_.routing();
    if (routing.policy() == language::ROUTING_POLICY_LATENCY) {
      if (routing.shares_size() > 0)
        reading_.error("/routing/shares", {"shares with the policy \"latency\"", "shares only with the policy \"weighted\""});
      return;
    }
    topology_.policy = RoutingPolicy::weighted;
    topology_.shares.assign(world_.workloads.size(), Grid(world_.populations.size(), world_.regions.size()));
    for (int i = 0; i < routing.shares_size(); ++i) add_share(element("/routing/shares", i), routing.shares(i));
    if (reading_.sound("/routing/shares")) check_sums();
  }

  void add_share(const std::string& path, const language::ShareEntry& entry) {
    const auto workload = find_workload(path, entry.workload());
    const auto population = find(path + "/population", index_.populations, entry.population(), "a population of the scenario, as \"City, CC\"");
    const auto region = find(path + "/region", index_.regions, entry.region(), "a candidate region of the scenario");
    if (!workload || !population || !region) return;
    if (!pool_of_.contains({*workload, *region})) {
      reading_.error(path + "/region",
                     {entry.region() + ", where " + world_.workloads[*workload].name + " has no pool", "a region with a pool of the workload"});
      return;
    }
    if (entry.share() > 0 && !world_.residency.allows(*workload, *population, *region)) {
      reading_.error(path + "/region",
                     {fmt::format("{}, where requests of {} may not be served by the rules of residency", entry.region(), entry.population()),
                      "a region that they allow"});
      return;
    }
    if (!stated_.insert({*workload, *population, *region}).second) {
      reading_.error(path, {"a second share of one workload and population in one region", "each share once"});
      return;
    }
    topology_.shares[*workload](*population, *region) = entry.share();
  }

  // Rounded shares, 0.333 three times, are meant as written; the rows are scaled to 1 where they are used.
  void check_sums() {
    constexpr double tolerance = 0.005;
    for (std::uint32_t w = 0; w < world_.workloads.size(); ++w)
      for (std::uint32_t p = 0; p < world_.populations.size(); ++p) {
        double sum = 0;
        for (std::uint32_t region = 0; region < world_.regions.size(); ++region) sum += topology_.shares[w](p, region);
        if (sum != 0 && std::abs(sum - 1) > tolerance)
          reading_.error(
              "/routing/shares",
              {fmt::format("shares of {} for {} that add up to {}", world_.populations[p].name, world_.workloads[w].name, sum), "a sum of 1"});
      }
  }

  const World& world_;
  const Index index_;
  const language::TopologyFile& file_;
  language::Reading& reading_;
  Topology topology_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> pool_of_;  // (workload, region) -> path
  std::set<std::array<std::uint32_t, 3>> stated_;                           // (workload, population, region) of the shares
};

void write_shares(const World& world, const Topology& topology, language::RoutingEntry& routing) {
  for (std::uint32_t w = 0; w < topology.shares.size(); ++w)
    for (std::size_t p = 0; p < topology.shares[w].rows(); ++p)
      for (std::size_t region = 0; region < topology.shares[w].columns(); ++region) {
        if (topology.shares[w](p, region) == 0) continue;
        language::ShareEntry& entry = *routing.add_shares();
        entry.set_workload(world.workloads[w].name);
        entry.set_population(world.populations[p].name);
        entry.set_region(world.regions[region].key());
        entry.set_share(topology.shares[w](p, region));
      }
}

}  // namespace

Topology load_topology_text(const World& world, std::string_view text, const std::string& file_name) {
  language::TopologyFile file;
  language::Reading reading(file_name);
  language::read_message(text, WorldNames(world), file, reading);
  Topology topology = TopologyResolver(world, file, reading).resolve();
  Problems problems = reading.problems.sorted();
  if (has_errors(problems)) throw InvalidInput(std::move(problems));
  return topology;
}

Topology load_topology(const World& world, const std::filesystem::path& file) {
  return load_topology_text(world, read_input(file, "a topology file"), file.string());
}

std::string to_json(const World& world, const Topology& topology) {
  language::TopologyFile file;
  file.set_scenario(world.name);
  for (const Pool& pool : topology.pools) {
    const Offer& offer = world.offers.at(pool.offer);
    language::PoolEntry& entry = *file.add_pools();
    entry.set_workload(world.workloads.at(pool.workload).name);
    entry.set_region(world.regions.at(offer.region).key());
    entry.set_instance_type(offer.instance_type);
    entry.set_replicas(pool.replicas);
  }
  const bool weighted = topology.policy == RoutingPolicy::weighted;
  file.mutable_routing()->set_policy(weighted ? language::ROUTING_POLICY_WEIGHTED : language::ROUTING_POLICY_LATENCY);
  if (weighted) write_shares(world, topology, *file.mutable_routing());
  return language::write_message(file);
}

}  // namespace tradewind
