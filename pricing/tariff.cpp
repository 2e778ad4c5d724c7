#include "tariff.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>

#include "book_data.h"

namespace tradewind {

std::string_view to_string(Fee fee) {
  constexpr std::array<std::string_view, fees> names = {"kubernetes_cluster",
                                                        "load_balancer_hour",
                                                        "load_balancer_gb",
                                                        "dns_zone_month",
                                                        "health_check_month",
                                                        "health_check_other_month",
                                                        "accelerator_hour",
                                                        "traffic_manager_health_check_month",
                                                        "dynamodb_million_read_units",
                                                        "dynamodb_million_write_units",
                                                        "node_disk_gb_month",
                                                        "object_million_writes",
                                                        "object_million_reads",
                                                        "replication_time_control_gb",
                                                        "between_zones_out_gb",
                                                        "between_zones_in_gb",
                                                        "nat_hour",
                                                        "nat_vm_hour",
                                                        "nat_gb",
                                                        "kafka_gb_month",
                                                        "registry_month",
                                                        "host_month",
                                                        "custom_metric_month",
                                                        "logs_gb",
                                                        "logs_million_events",
                                                        "health_check_fast_month",
                                                        "health_check_fast_other_month",
                                                        "traffic_manager_health_check_other_month",
                                                        "traffic_manager_fast_month",
                                                        "traffic_manager_fast_other_month"};
  return names[static_cast<std::size_t>(fee)];
}

std::string_view to_string(TieredFee fee) {
  constexpr std::array<std::string_view, tiered_fees> names = {"object_storage_gb_month",
                                                               "registry_gb_month",
                                                               "metrics_million_samples",
                                                               "metrics_gb_month",
                                                               "logs_gb",
                                                               "telemetry_gb",
                                                               "dns_million_queries",
                                                               "dns_geo_million_queries",
                                                               "dns_standard_million_queries",
                                                               "traffic_manager_million_queries"};
  return names[static_cast<std::size_t>(fee)];
}

Tariff::Tariff(const World& world, PriceBook book) : world_(&world), book_(std::move(book)) {
  for (const Region& region : world.regions) {
    const auto known = std::ranges::find(provider_names_, region.provider);
    provider_of_.push_back(static_cast<std::uint32_t>(known - provider_names_.begin()));
    if (known == provider_names_.end()) provider_names_.push_back(region.provider);
    keys_.push_back(region.key());
    region_destination_.push_back(egress_destination(region.country_iso2));
  }
  for (const Population& population : world.populations) population_destination_.push_back(egress_destination(population));
  for (const Offer& offer : world.offers) {
    const Region& region = world.regions[offer.region];
    auto& prices = instances_.emplace_back();
    for (const Purchase purchase : all_purchases)
      prices[static_cast<std::size_t>(purchase)] = keep(book_.instance(region.provider, region.id, offer.instance_type, purchase));
  }
  for (const std::string_view provider : provider_names_) free_egress_.push_back(book_.free_egress(provider));
  look_up_fees();
  look_up_egress();
  look_up_tiers();
  Problems problems;
  look_up_brokers(problems);
  look_up_support(problems);
  if (has_errors(problems)) throw InvalidInput(std::move(problems));
  if (world.traffic.manager.id == "aws_global_accelerator") look_up_premiums();
}

const Price* Tariff::keep(std::optional<Price> price) {
  if (!price) return nullptr;
  prices_.push_back(*std::move(price));
  return &prices_.back();
}

void Tariff::look_up_fees() {
  const auto all = [&](std::string_view provider, std::string_view region) {
    std::array<const Price*, fees> found{};
    for (std::size_t i = 0; i < fees; ++i) found[i] = keep(book_.service(provider, region, to_string(static_cast<Fee>(i))));
    return found;
  };
  for (const Region& region : world_->regions) region_fees_.push_back(all(region.provider, region.id));
  // AWS serves the names of every service, also of those that run elsewhere.
  global_fees_.emplace("aws", all("aws", "global"));
  for (const std::string_view provider : provider_names_) global_fees_.try_emplace(std::string(provider), all(provider, "global"));
  for (const char* provider : {"azure", "datadog"}) global_fees_.try_emplace(provider, all(provider, "global"));
}

void Tariff::look_up_egress() {
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> counters;
  for (const Region& region : world_->regions) {
    for (const std::string_view destination : egress_destinations) {
      const std::pair<std::string_view, std::string_view> key{region.provider, book_.egress_counter(region.provider, region.id, destination)};
      const auto counter = counters.try_emplace(key, static_cast<std::uint32_t>(counters.size())).first->second;
      egress_.push_back({book_.internet_egress(region.provider, region.id, destination), counter});
    }
    for (const Region& other : world_->regions)
      interregion_.push_back(other.provider == region.provider ? keep(book_.interregion(region.provider, region.id, other.id)) : nullptr);
  }
  counters_ = counters.size();
}

void Tariff::look_up_tiers() {
  const auto all = [&](std::string_view provider, std::string_view region) {
    std::array<std::vector<PriceTier>, tiered_fees> found;
    for (std::size_t fee = 0; fee < tiered_fees; ++fee) found[fee] = book_.service_tiers(provider, region, to_string(static_cast<TieredFee>(fee)));
    return found;
  };
  for (const Region& region : world_->regions) region_tiers_.push_back(all(region.provider, region.id));
  for (const char* provider : {"aws", "azure", "new_relic"}) global_tiers_.emplace(provider, all(provider, "global"));
}

namespace {

Problem unknown_name(const PriceBook& book, const std::string& pointer, const std::string& name, const std::string& what,
                     const std::vector<std::string>& known) {
  std::string list;
  for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
  return {Severity::error,
          "scenario",
          0,
          0,
          pointer,
          "\"" + name + "\"",
          what + " the price book " + book.id() + ": " + (known.empty() ? "it has none" : list),
          nearest_name(name, known)};
}

}  // namespace

void Tariff::look_up_brokers(Problems& problems) {
  if (!world_->billing.kafka) return;
  const std::string& type = world_->billing.kafka->broker_type;
  for (const Region& region : world_->regions) brokers_.push_back(keep(book_.service(region.provider, region.id, std::string(broker_fee) + type)));
  if (std::ranges::any_of(brokers_, [](const Price* price) { return price != nullptr; })) return;
  std::vector<std::string> known;
  for (const std::string_view provider : provider_names_) std::ranges::move(book_.service_names(provider, broker_fee), std::back_inserter(known));
  problems.push_back(unknown_name(book_, "/billing/kafka/broker_type", type, "a broker type of", known));
}

void Tariff::look_up_support(Problems& problems) {
  for (std::size_t i = 0; i < world_->billing.support.size(); ++i) {
    const SupportPlan& contract = world_->billing.support[i];
    support_.push_back(book_.support(contract.provider, contract.plan));
    if (support_.back() == nullptr)
      problems.push_back(unknown_name(book_, "/billing/support/" + std::to_string(i) + "/plan", contract.plan,
                                      "a support plan of " + contract.provider + " in", book_.support_plans(contract.provider)));
  }
}

void Tariff::look_up_premiums() {
  for (const Region& region : world_->regions)
    for (const Population& users : world_->populations)
      if (!premiums_.contains({region.continent, users.continent}))
        premiums_[{region.continent, users.continent}] = premium(region.continent, users.continent);
}

const Price* Tariff::premium(const std::string& endpoint, const std::string& users) {
  const auto price_from = [&](const std::string& from) { return book_.service("aws", "global", "accelerator_gb_" + from + "_" + users); };
  if (auto exact = price_from(endpoint)) return keep(std::move(exact));
  std::optional<Price> dearest;
  for (const char* other : {"europe", "north-america", "asia"})
    if (auto price = price_from(other); price && (!dearest || price->usd > dearest->usd)) dearest = std::move(price);
  if (dearest) dearest->mark = "estimated";
  return keep(std::move(dearest));
}

const Price* Tariff::find_instance(std::uint32_t offer, Purchase purchase) const { return instances_[offer][static_cast<std::size_t>(purchase)]; }

const Price& Tariff::instance(std::uint32_t offer, Purchase purchase) const {
  if (const Price* price = find_instance(offer, purchase)) return *price;
  const Offer& missing = world_->offers[offer];
  throw std::runtime_error("the price book " + book_.id() + " has no price, " + std::string(in_words(purchase)) + ", of " + missing.instance_type +
                           " in " + world_->regions[missing.region].key());
}

namespace {

[[noreturn]] void refuse(const PriceBook& book, std::string_view fee, std::string_view provider) {
  throw std::runtime_error("the price book " + book.id() + " has no price \"" + std::string(fee) + "\" of " + std::string(provider));
}

}  // namespace

const Price& Tariff::fee(std::uint32_t region, Fee fee) const {
  if (const Price* price = find_fee(region, fee)) return *price;
  refuse(book_, to_string(fee), world_->regions[region].provider);
}

const Price& Tariff::global_fee(std::string_view provider, Fee fee) const {
  const auto found = global_fees_.find(provider);
  if (found == global_fees_.end() || found->second[static_cast<std::size_t>(fee)] == nullptr) refuse(book_, to_string(fee), provider);
  return *found->second[static_cast<std::size_t>(fee)];
}

std::span<const PriceTier> Tariff::global_tiers(std::string_view provider, TieredFee fee) const {
  const auto found = global_tiers_.find(provider);
  if (found == global_tiers_.end() || found->second[static_cast<std::size_t>(fee)].empty()) refuse(book_, to_string(fee), provider);
  return found->second[static_cast<std::size_t>(fee)];
}

const EgressRate& Tariff::egress(std::uint32_t region, std::size_t destination) const {
  const EgressRate& rate = egress_[region * egress_destinations.size() + destination];
  if (rate.tiers.empty())
    throw std::runtime_error("the price book " + book_.id() + " has no price of internet egress from " + world_->regions[region].key());
  return rate;
}

const Price& Tariff::accelerator_premium(std::uint32_t region, std::string_view users_continent) const {
  const auto found = premiums_.find(std::pair<std::string, std::string>(world_->regions[region].continent, users_continent));
  if (found == premiums_.end() || found->second == nullptr)
    throw std::runtime_error("the price book " + book_.id() + " has no premium of Global Accelerator for users in " + std::string(users_continent));
  return *found->second;
}

}  // namespace tradewind
