// The prices of a book that one world can ask for, looked up once.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {

// Named fees of services.csv.
enum class Fee : std::uint8_t {
  kubernetes_cluster,
  load_balancer_hour,
  load_balancer_gb,
  dns_zone_month,
  health_check_month,
  health_check_other_month,
  accelerator_hour,
  traffic_manager_health_check_month,
  dynamodb_million_read_units,
  dynamodb_million_write_units,
  node_disk_gb_month,
  object_million_writes,
  object_million_reads,
  replication_time_control_gb,
  between_zones_out_gb,
  between_zones_in_gb,
  nat_hour,
  nat_vm_hour,
  nat_gb,
  kafka_gb_month,
  registry_month,
  host_month,
  custom_metric_month,
  logs_gb,
  logs_million_events,
  health_check_fast_month,
  health_check_fast_other_month,
  traffic_manager_health_check_other_month,
  traffic_manager_fast_month,
  traffic_manager_fast_other_month,
  count
};
inline constexpr auto fees = static_cast<std::size_t>(Fee::count);
// As services.csv has it.
std::string_view to_string(Fee fee);

// Fees with tiers.
enum class TieredFee : std::uint8_t {
  object_storage_gb_month,
  registry_gb_month,
  metrics_million_samples,
  metrics_gb_month,
  logs_gb,
  telemetry_gb,
  dns_million_queries,
  dns_geo_million_queries,
  dns_standard_million_queries,
  traffic_manager_million_queries,
  count
};
inline constexpr auto tiered_fees = static_cast<std::size_t>(TieredFee::count);
std::string_view to_string(TieredFee fee);

// Traffic to the internet from a region to a kind of destination.
struct EgressRate {
  std::span<const PriceTier> tiers;  // never empty
  std::uint32_t counter = 0;         // traffic with the same counter climbs the tiers together
};

// Throws std::runtime_error, naming what and where, when a price is asked for that the book does not have; InvalidInput from the start, when the
// scenario names a support plan or a Kafka broker that the book does not have. The world must outlive it.
class Tariff {
 public:
  Tariff(const World& world, PriceBook book);

  const World& world() const { return *world_; }
  const PriceBook& book() const { return book_; }

  const Price* find_instance(std::uint32_t offer, Purchase purchase) const;
  const Price& instance(std::uint32_t offer, Purchase purchase) const;

  const Price* find_fee(std::uint32_t region, Fee fee) const { return region_fees_[region][static_cast<std::size_t>(fee)]; }
  const Price& fee(std::uint32_t region, Fee fee) const;
  // Of a provider, for what belongs to no region.
  const Price& global_fee(std::string_view provider, Fee fee) const;

  // Empty where the book has no such fee.
  std::span<const PriceTier> tiers(std::uint32_t region, TieredFee fee) const { return region_tiers_[region][static_cast<std::size_t>(fee)]; }
  // Of a provider, for what belongs to no region. Throws where the book has no such fee.
  std::span<const PriceTier> global_tiers(std::string_view provider, TieredFee fee) const;

  // An hour of a broker of the scenario's type, or null where the region's provider has none of that type.
  const Price* broker(std::uint32_t region) const { return brokers_[region]; }
  // Of the scenario's support contracts, in their order.
  const SupportPrice& support(std::size_t contract) const { return *support_[contract]; }

  // "aws:eu-west-1"
  std::string_view key_of(std::uint32_t region) const { return keys_[region]; }

  // Providers of the world's regions, by number.
  std::size_t providers() const { return provider_names_.size(); }
  std::string_view provider_name(std::uint32_t provider) const { return provider_names_[provider]; }
  std::uint32_t provider_of(std::uint32_t region) const { return provider_of_[region]; }

  // Index into egress_destinations of a population, or of a region as a receiver.
  std::size_t destination_of_population(std::uint32_t population) const { return population_destination_[population]; }
  std::size_t destination_of_region(std::uint32_t region) const { return region_destination_[region]; }
  const EgressRate& egress(std::uint32_t region, std::size_t destination) const;
  std::size_t egress_counters() const { return counters_; }
  const FreeEgress& free_egress(std::uint32_t provider) const { return free_egress_[provider]; }

  // A GB between two regions of one provider; null where the book has no such price, as between two clouds: the hop is then internet egress.
  const Price* interregion(std::uint32_t from, std::uint32_t to) const { return interregion_[from * world_->regions.size() + to]; }

  // Premium of Global Accelerator for a GB from an endpoint's continent to that of its users; where the pair has no price, the dearest one of these
  // users, marked.
  const Price& accelerator_premium(std::uint32_t region, std::string_view users_continent) const;

 private:
  const Price* keep(std::optional<Price> price);
  void look_up_fees();
  void look_up_egress();
  void look_up_premiums();
  void look_up_tiers();
  // Add what the scenario names and the book does not have.
  void look_up_brokers(Problems& problems);
  void look_up_support(Problems& problems);
  const Price* premium(const std::string& endpoint, const std::string& users);

  const World* world_;
  PriceBook book_;
  std::deque<Price> prices_;  // what the pointers below point to
  std::vector<std::array<const Price*, all_purchases.size()>> instances_;
  std::vector<std::array<const Price*, fees>> region_fees_;
  std::map<std::string, std::array<const Price*, fees>, std::less<>> global_fees_;
  std::vector<std::array<std::vector<PriceTier>, tiered_fees>> region_tiers_;
  std::map<std::string, std::array<std::vector<PriceTier>, tiered_fees>, std::less<>> global_tiers_;
  std::vector<const Price*> brokers_;
  std::vector<const SupportPrice*> support_;
  std::vector<std::string> keys_;
  std::vector<std::string_view> provider_names_;
  std::vector<std::uint32_t> provider_of_;
  std::vector<std::size_t> population_destination_, region_destination_;
  std::vector<EgressRate> egress_;
  std::size_t counters_ = 0;
  std::vector<FreeEgress> free_egress_;
  std::vector<const Price*> interregion_;
  std::map<std::pair<std::string, std::string>, const Price*, std::less<>> premiums_;  // by continent of endpoint and users
};

}  // namespace tradewind
