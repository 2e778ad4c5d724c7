#include <algorithm>
#include <tuple>

#include "charges.h"
#include "contracts.h"
#include "egress.h"
#include "inner_network.h"
#include "kafka.h"
#include "monitoring.h"
#include "purchase/buying.h"
#include "purchase/instances.h"
#include "replication.h"
#include "storage.h"
#include "stores.h"
#include "tariff.h"
#include "tradewind/pricing/bill.h"
#include "traffic.h"

namespace tradewind {
namespace {

// A cluster and a load balancer run in every open region, all month; the load balancer also counts the bytes of both directions.
void add_regions(const Tariff& tariff, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges) {
  const std::vector<double> gb = gb_of_users(tariff.world(), usage);
  for (const std::uint32_t region : open) {
    const Place place = place_of(tariff.world().regions[region]);
    charges.add(place, services::kubernetes_cluster, {"cluster fee"}, hours_per_month, tariff.fee(region, Fee::kubernetes_cluster));
    charges.add(place, services::load_balancer, {"hours"}, hours_per_month, tariff.fee(region, Fee::load_balancer_hour));
    charges.add(place, services::load_balancer, {"data processed"}, gb[region], tariff.fee(region, Fee::load_balancer_gb));
  }
}

void add_all(const Tariff& tariff, const Topology& topology, const Usage& usage, const Commitments& bound, Charges& charges) {
  const std::vector<std::uint32_t> open = open_regions(tariff.world(), topology);
  const Hops hops = hops_of(tariff.world(), usage);
  add_instances(tariff, topology, usage, bound, charges);
  add_egress(tariff, usage, hops, charges);
  add_replication(tariff, hops, charges);
  add_regions(tariff, open, usage, charges);
  add_traffic(tariff, open, usage, charges);
  add_stores(tariff, usage, charges);
  add_storage(tariff, topology, open, usage, charges);
  add_inner_network(tariff, topology, open, usage, charges);
  add_monitoring(tariff, topology, usage, charges);
  add_kafka(tariff, topology, charges);
  add_contracts(tariff, charges);
}

}  // namespace

Bill to_bill(const Tariff& tariff, const Charges& charges) {
  std::vector<std::pair<std::string, const Charge*>> sorted;  // with its item
  for (const Charge& charge : charges.all()) sorted.emplace_back(std::string(charge.item[0]).append(charge.item[1]).append(charge.item[2]), &charge);
  const auto key = [](const auto& entry) {
    const Charge& charge = *entry.second;
    return std::tie(charge.place.provider, charge.place.region, charge.service->name, entry.first, charge.workload, charge.quantity);
  };
  std::ranges::stable_sort(sorted, [&key](const auto& a, const auto& b) { return key(a) < key(b); });
  Bill bill{tariff.book().id(), {}};
  bill.lines.reserve(sorted.size());
  for (auto& [item, charge] : sorted)
    bill.lines.push_back({std::string(charge->place.provider), std::string(charge->place.region), std::string(charge->service->name), std::move(item),
                          std::string(charge->workload), charge->quantity, *charge->price, charge->amount});
  return bill;
}

Pricing::Pricing(const World& world, PriceBook book) : tariff_(std::make_unique<const Tariff>(world, std::move(book))) {}
Pricing::~Pricing() = default;
Pricing::Pricing(Pricing&&) noexcept = default;
Pricing& Pricing::operator=(Pricing&&) noexcept = default;

Commitments Pricing::commitments(const Topology& topology, const Usage& usage) const {
  return tariff_->world().billing.purchase_mix ? purchase::best_commitments(*tariff_, topology, usage) : Commitments{};
}

Bill Pricing::bill(const Topology& topology, const Usage& usage) const { return bill(topology, usage, commitments(topology, usage)); }

Cents Pricing::total(const Topology& topology, const Usage& usage) const { return total(topology, usage, commitments(topology, usage)); }

Bill Pricing::bill(const Topology& topology, const Usage& usage, const Commitments& bound, const PriceFactors& factors) const {
  Charges charges(factors);
  add_all(*tariff_, topology, usage, bound, charges);
  return to_bill(*tariff_, charges);
}

Cents Pricing::total(const Topology& topology, const Usage& usage, const Commitments& bound, const PriceFactors& factors) const {
  Charges charges(factors);
  add_all(*tariff_, topology, usage, bound, charges);
  return charges.total();
}

double Pricing::unrounded_usd(const Topology& topology, const Usage& usage) const {
  Charges charges;
  add_all(*tariff_, topology, usage, commitments(topology, usage), charges);
  double usd = 0;
  for (const Charge& charge : charges.all()) usd += charge.quantity * charge.price->usd;
  return usd;
}

bool Pricing::sells(std::uint32_t offer) const {
  const World& world = tariff_->world();
  if (!world.billing.purchase_mix) return tariff_->find_instance(offer, world.purchase) != nullptr;
  return std::ranges::any_of(world.billing.purchase_mix->kinds,
                             [&](Purchase kind) { return kind != Purchase::spot && tariff_->find_instance(offer, kind) != nullptr; });
}

Purchases Pricing::purchases(const Topology& topology, const Usage& usage, const Commitments& bound) const {
  return purchase::purchases(*tariff_, topology, usage, bound);
}

Grid Pricing::replication_usd_per_gb() const {
  const std::size_t regions = tariff_->world().regions.size();
  Grid usd(regions, regions);
  for (std::uint32_t from = 0; from < regions; ++from)
    for (std::uint32_t to = 0; to < regions; ++to)
      if (from != to) usd(from, to) = price_of_gb(*tariff_, from, to).usd;
  return usd;
}

Bill price(const World& world, const Topology& topology, const Usage& usage, const PriceBook& book) {
  return Pricing(world, book).bill(topology, usage);
}

}  // namespace tradewind
