// What a topology must keep to besides the plain limits: quotas, pools that stay, failures to be survived, providers.
#include <map>
#include <set>

#include "world/lookup.h"

namespace tradewind::resolution {
namespace {

bool names_offer(const language::InstanceQuota& quota, const World& world, const Offer& offer) {
  const Region& region = world.regions[offer.region];
  return (quota.provider().empty() || quota.provider() == region.provider) && (quota.region().empty() || quota.region() == region.key()) &&
         (quota.instance_type().empty() || quota.instance_type() == offer.instance_type);
}

std::string words_of(const language::InstanceQuota& quota, const std::string& region) {
  const bool gpus = quota.has_max_gpus();
  std::string words = fmt::format("at most {} {}", gpus ? quota.max_gpus() : quota.max_instances(), gpus ? "GPUs" : "instances");
  if (!quota.instance_type().empty()) words += " of " + quota.instance_type();
  if (!region.empty()) return words + " in " + region;
  if (!quota.provider().empty()) return words + " at " + quota.provider();
  return words + " in all regions together";
}

// One quota, or with each_region one for each region that has selected offers.
void add_quota(Resolution& r, const language::InstanceQuota& quota, const std::string& path) {
  std::map<std::uint32_t, InstanceQuota> parts;  // by region; all in one without each_region
  for (std::uint32_t offer = 0; offer < r.world.offers.size(); ++offer) {
    if (!names_offer(quota, r.world, r.world.offers[offer])) continue;
    const std::uint32_t region = r.world.offers[offer].region;
    InstanceQuota& part = parts[quota.each_region() ? region : 0];
    part.words = words_of(quota, quota.each_region() ? r.world.regions[region].key() : quota.region());
    part.offers.push_back(offer);
    part.counts_gpus = quota.has_max_gpus();
    part.most = part.counts_gpus ? quota.max_gpus() : quota.max_instances();
  }
  if (parts.empty() && !r.world.offers.empty())
    r.reading.warning(path, {"filters that no offer of the scenario passes", "filters that select offers of the candidate regions"});
  for (auto& [region, part] : parts) r.world.constraints.quotas.push_back(std::move(part));
}

void resolve_quotas(Resolution& r) {
  for (int i = 0; i < r.scenario.constraints().quotas_size(); ++i) {
    const std::string path = element("/constraints/quotas", i);
    if (!r.reading.sound(path)) continue;
    const language::InstanceQuota& quota = r.scenario.constraints().quotas(i);
    if (quota.has_max_instances() == quota.has_max_gpus())
      r.reading.error(path, {quota.has_max_gpus() ? "both max_instances and max_gpus" : "neither max_instances nor max_gpus", "one of the two"});
    else
      add_quota(r, quota, path);
  }
}

void resolve_kept(Resolution& r) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;  // workload, region
  for (int i = 0; i < r.scenario.constraints().keep_size(); ++i) {
    const std::string path = element("/constraints/keep", i);
    if (!r.reading.sound(path)) continue;
    const language::KeptPool& kept = r.scenario.constraints().keep(i);
    const auto workload = look_up(r, path + "/workload", r.world.workloads, &Workload::name, kept.workload(), "workload");
    const auto region = look_up_region(r, path + "/region", kept.region());
    if (!workload || !region) continue;
    const auto option = std::ranges::find_if(r.world.serving_options, [&](const ServingOption& o) {
      return o.workload == *workload && r.world.offers[o.offer].region == *region && r.world.offers[o.offer].instance_type == kept.instance_type();
    });
    if (option == r.world.serving_options.end())
      r.reading.error(path + "/instance_type",
                      {fmt::format("{}, which does not serve {} in {}", kept.instance_type(), kept.workload(), kept.region()),
                       "an instance type that the scenario offers there for this workload"});
    else if (!seen.insert({*workload, *region}).second)
      r.reading.error(path, {fmt::format("a second pool of {} in {}", kept.workload(), kept.region()),
                             "one: a topology of the plan has one instance type for each workload and region"});
    else
      r.world.constraints.kept.push_back({*workload, option->offer, kept.min_instances()});
  }
}

std::set<std::uint32_t> regions_with_offers(const World& world) {
  std::set<std::uint32_t> regions;
  for (const Offer& offer : world.offers) regions.insert(offer.region);
  return regions;
}

std::vector<std::uint32_t> failing_together(Resolution& r, const language::FailureGroup& group, const std::string& path) {
  std::set<std::uint32_t> regions;
  for (int i = 0; i < group.regions_size(); ++i)
    if (const auto region = look_up_region(r, element(path + "/regions", i), group.regions(i))) regions.insert(*region);
  return {regions.begin(), regions.end()};
}

void resolve_survival(Resolution& r) {
  if (!r.scenario.constraints().has_survive() || !r.reading.sound("/constraints/survive")) return;
  const language::Survival& survive = r.scenario.constraints().survive();
  Survival& survival = r.world.constraints.survival;
  survival.degraded_latency_factor = survive.degraded_latency_factor();
  survival.load_share = survive.load_share();
  const std::set<std::uint32_t> usable = regions_with_offers(r.world);
  if (survive.region_loss())
    for (const std::uint32_t region : usable) survival.failures.push_back({region});
  for (int i = 0; i < survive.groups_size(); ++i) {
    const std::string path = element("/constraints/survive/groups", i);
    survival.failures.push_back(failing_together(r, survive.groups(i), path));
    if (!usable.empty() && std::ranges::includes(survival.failures.back(), usable))
      r.reading.error(path, {"all candidate regions with an offer in one group", "a group that leaves a region to serve"});
  }
  if (survive.region_loss() && (usable.size() == 1 || r.scenario.constraints().max_regions() == 1))
    r.reading.error("/constraints/survive", {"the loss of each region to be survived, with one region",
                                             "at least two candidate regions with an offer, and max_regions of at least 2"});
}

void check_providers(Resolution& r) {
  const ConstraintSet& constraints = r.world.constraints;
  if (constraints.min_providers > constraints.max_providers)
    r.reading.error(
        "/constraints/min_providers",
        {fmt::format("{} providers at least and {} at most", constraints.min_providers, constraints.max_providers), "no more than max_providers"});
  std::set<std::string> providers;
  for (const Offer& offer : r.world.offers) providers.insert(r.world.regions[offer.region].provider);
  if (!providers.empty() && providers.size() < static_cast<std::size_t>(constraints.min_providers))
    r.reading.error("/constraints/min_providers", {fmt::format("{} providers at least, of {} among the candidate regions with an offer",
                                                               constraints.min_providers, providers.size()),
                                                   fmt::format("at most {}", providers.size())});
}

}  // namespace

void resolve_placement_constraints(Resolution& r) {
  if (!r.reading.sound("/constraints")) return;
  resolve_quotas(r);
  resolve_kept(r);
  resolve_survival(r);
  check_providers(r);
}

}  // namespace tradewind::resolution
