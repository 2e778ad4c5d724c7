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

namespace tradewind {

// Named fees of services.csv.
enum class Fee : std::uint8_t {
  kubernetes_cluster,
  load_balancer_hour,
  load_balancer_gb,
  dns_zone_month,
  dns_million_queries,
  dns_million_queries_over_billion,
  dns_geo_million_queries,
  dns_geo_million_queries_over_billion,
  dns_standard_million_queries,
  dns_standard_million_queries_over_billion,
  health_check_month,
  health_check_other_month,
  accelerator_hour,
  traffic_manager_million_queries,
  traffic_manager_million_queries_over_billion,
  traffic_manager_health_check_month,
  dynamodb_million_read_units,
  dynamodb_million_write_units,
  count
};
inline constexpr auto fees = static_cast<std::size_t>(Fee::count);
// As services.csv has it.
std::string_view to_string(Fee fee);

// Traffic to the internet from a region to a kind of destination.
struct EgressRate {
  std::span<const PriceTier> tiers;  // never empty
  std::uint32_t counter = 0;         // traffic with the same counter climbs the tiers together
};

// Throws std::runtime_error, naming what and where, when a price is asked for that the book does not have. The world must outlive it.
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
  const Price* premium(const std::string& endpoint, const std::string& users);

  const World* world_;
  PriceBook book_;
  std::deque<Price> prices_;  // what the pointers below point to
  std::vector<std::array<const Price*, all_purchases.size()>> instances_;
  std::vector<std::array<const Price*, fees>> region_fees_;
  std::map<std::string, std::array<const Price*, fees>, std::less<>> global_fees_;
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
