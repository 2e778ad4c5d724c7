// What a bill is made of, before it becomes text: planning prices topologies by the ten thousand, and a charge has nothing to allocate.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/pricing/bill.h"

namespace tradewind {

// A service on the bill, and which of the uncertain prices it is.
struct Service {
  std::string_view name;  // BillLine::service
  PriceKind kind = PriceKind::other;
};

namespace services {
inline constexpr Service gpu_instances{"gpu instances", PriceKind::instance};
inline constexpr Service spot_instances{"gpu instances", PriceKind::spot};
inline constexpr Service surge_instances{"surge instances", PriceKind::instance};
inline constexpr Service kubernetes_cluster{"kubernetes cluster"};
inline constexpr Service load_balancer{"load balancer"};
inline constexpr Service internet_egress{"internet egress", PriceKind::egress};
inline constexpr Service replication{"replication", PriceKind::egress};
inline constexpr Service dns{"dns"};
inline constexpr Service global_accelerator{"global accelerator"};
inline constexpr Service traffic_manager{"traffic manager"};
inline constexpr Service front_door{"front door"};
inline constexpr Service load_balancing{"load balancing"};
inline constexpr Service feature_store{"feature store"};
inline constexpr Service node_disks{"node disks"};
inline constexpr Service object_storage{"object storage"};
inline constexpr Service container_registry{"container registry"};
inline constexpr Service nat_gateway{"nat gateway"};
inline constexpr Service data_between_zones{"data between zones"};
inline constexpr Service metrics{"metrics"};
inline constexpr Service logs{"logs"};
inline constexpr Service kafka{"kafka"};
inline constexpr Service support{"support"};
inline constexpr Service credit{"credit"};
}  // namespace services

// Views into the world, the tariff or literals; a charge lives as long as these.
struct Place {
  std::string_view provider, region;  // region may be "global"
};
inline Place place_of(const Region& region) { return {region.provider, region.id}; }
inline Place global_of(std::string_view provider) { return {provider, "global"}; }

// The words of an item, one after the other: "to " "us-west-2".
using Item = std::array<std::string_view, 3>;

struct Charge {
  Place place;
  const Service* service = nullptr;
  Item item;
  std::string_view workload;  // empty = shared by all
  double quantity = 0;
  const Price* price = nullptr;
  Cents amount;
};

// A workload's part of something that it shares with others.
struct WorkloadShare {
  std::string_view workload;
  double weight = 0;  // at least one of all is above 0
};

// All charges of a bill, at prices that may be off by a factor for each kind.
class Charges {
 public:
  explicit Charges(const PriceFactors& factors = list_prices) : factors_(factors) {}

  void add(const Place& place, const Service& service, const Item& item, double quantity, const Price& price, std::string_view workload = {}) {
    push({place, &service, item, workload, quantity, &price, amount_of(service, quantity, price)});
  }
  // The same where there is something to pay for.
  void add_any(const Place& place, const Service& service, const Item& item, double quantity, const Price& price, std::string_view workload = {}) {
    if (quantity > 0) add(place, service, item, quantity, price, workload);
  }
  // At a price that is exact: a share of the bill, or what was granted.
  void add_exact(const Place& place, const Service& service, const Item& item, double quantity, const Price& price) {
    push({place, &service, item, {}, quantity, &price, to_cents(quantity * price.usd)});
  }
  // One charge for each workload, in proportion to their weights. They add up to the rounded whole: what rounding down leaves over goes, a cent each,
  // to the largest remainders (Hamilton's method).
  void add_shared(const Place& place, const Service& service, const Item& item, double quantity, const Price& price,
                  std::vector<WorkloadShare> shares);

  const std::vector<Charge>& all() const { return all_; }
  Cents total() const { return total_; }

 private:
  Cents amount_of(const Service& service, double quantity, const Price& price) const {
    return to_cents(quantity * price.usd * factors_[static_cast<std::size_t>(service.kind)]);
  }
  void push(const Charge& charge) {
    all_.push_back(charge);
    total_ += charge.amount;
  }

  PriceFactors factors_;
  std::vector<Charge> all_;
  Cents total_;
};

// A price for what the book does not price: the line says so. Only for constants: a charge keeps its address.
inline Price no_price(std::string unit) { return {0, std::move(unit), "no stored price", "", "no price in this book: not in the total"}; }
inline const Price unpriced_gb = no_price("GB"), unpriced_gb_month = no_price("GB-month"), unpriced_hour = no_price("hour");

class Tariff;

// The charges as text, in a stable order: provider, region, service, item, workload, quantity.
Bill to_bill(const Tariff& tariff, const Charges& charges);

}  // namespace tradewind
