#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "egress.h"
#include "lines.h"
#include "replication.h"
#include "stores.h"
#include "tradewind/pricing/bill.h"
#include "traffic.h"

namespace tradewind {
namespace {

void add_instance_lines(const World& world, const Topology& topology, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines) {
  for (const PoolUsage& use : usage.pools) {
    const Pool& pool = topology.pools.at(use.pool);
    const Offer& offer = world.offers[pool.offer];
    const Region& region = world.regions[offer.region];
    std::optional<Price> price = book.instance(region.provider, region.id, offer.instance_type, world.purchase);
    if (!price)
      throw std::runtime_error("the price book " + book.id() + " has no price, " + std::string(in_words(world.purchase)) + ", of " +
                               offer.instance_type + " in " + region.key());
    lines.push_back(line(region.provider, region.id, "gpu instances", offer.instance_type + ", " + std::string(in_words(world.purchase)),
                         use.instance_hours, *std::move(price)));
    lines.back().workload = world.workloads[pool.workload].name;
  }
}

// A cluster and a load balancer run in every open region, all month; the load balancer also counts the bytes of both directions.
void add_region_lines(const World& world, const std::vector<std::uint32_t>& open, const Usage& usage, const PriceBook& book,
                      std::vector<BillLine>& lines) {
  std::vector<double> gb(world.regions.size());
  for (const RegionRequests& requests : usage.requests) gb[requests.region] += requests.request_gb;
  for (const InternetEgress& egress : usage.internet_egress) gb[egress.region] += egress.gb;
  for (const std::uint32_t index : open) {
    const auto& [provider, region] = std::tie(world.regions[index].provider, world.regions[index].id);
    lines.push_back(line(provider, region, "kubernetes cluster", "cluster fee", hours_per_month, fee(book, provider, region, "kubernetes_cluster")));
    lines.push_back(line(provider, region, "load balancer", "hours", hours_per_month, fee(book, provider, region, "load_balancer_hour")));
    lines.push_back(line(provider, region, "load balancer", "data processed", gb[index], fee(book, provider, region, "load_balancer_gb")));
  }
}

void sort_lines(std::vector<BillLine>& lines) {
  // Only pointers are moved about while comparing: a line is heavy.
  std::vector<BillLine*> order;
  for (BillLine& line : lines) order.push_back(&line);
  const auto key = [](const BillLine* a) { return std::tie(a->provider, a->region, a->service, a->item, a->workload, a->quantity); };
  std::stable_sort(order.begin(), order.end(), [&key](const BillLine* a, const BillLine* b) { return key(a) < key(b); });
  std::vector<BillLine> sorted;
  sorted.reserve(lines.size());
  for (BillLine* line : order) sorted.push_back(std::move(*line));
  lines = std::move(sorted);
}

}  // namespace

Price fee(const PriceBook& book, const std::string& provider, const std::string& region, std::string_view item) {
  std::optional<Price> price = book.service(provider, region, item);
  if (!price) throw std::runtime_error("the price book " + book.id() + " has no price \"" + std::string(item) + "\" of " + provider);
  return *std::move(price);
}

Bill price(const World& world, const Topology& topology, const Usage& usage, const PriceBook& book) {
  const std::vector<std::uint32_t> open = open_regions(world, topology);
  Bill bill{book.id(), {}};
  bill.lines.reserve(usage.pools.size() + 8 * open.size() + 8);
  add_instance_lines(world, topology, usage, book, bill.lines);
  add_egress_lines(world, usage, book, bill.lines);
  add_replication_lines(world, usage, book, bill.lines);
  add_region_lines(world, open, usage, book, bill.lines);
  add_traffic_lines(world, open, usage, book, bill.lines);
  add_store_lines(world, usage, book, bill.lines);
  sort_lines(bill.lines);
  return bill;
}

}  // namespace tradewind
