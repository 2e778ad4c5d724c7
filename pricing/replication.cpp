#include "replication.h"

#include <map>
#include <stdexcept>

#include "lines.h"

namespace tradewind {

std::optional<Price> price_between(const World& world, std::uint32_t from, std::uint32_t to, const PriceBook& book) {
  const Region &sender = world.regions[from], &receiver = world.regions[to];
  if (sender.provider != receiver.provider) return std::nullopt;
  return book.interregion(sender.provider, sender.id, receiver.id);
}

namespace {

// Active-active: every region sends to every other one.
bool comes_from_all(const World& world, const FeatureStore& store) {
  return store.active_active || (store.stream && world.data.streams[*store.stream].active_active);
}

void add_from_all(const Usage& usage, const StoreUsage& use, std::vector<Hop>& hops) {
  std::vector<std::uint32_t> senders;
  for (const StoreUsage& other : usage.stores)
    if (other.store == use.store && other.region != use.region) senders.push_back(other.region);
  for (const std::uint32_t sender : senders) hops.push_back({sender, use.region, use.replicated_gb / static_cast<double>(senders.size())});
}

}  // namespace

std::vector<Hop> hops(const World& world, const Usage& usage) {
  std::vector<Hop> hops;
  for (const ReplicatedBytes& hop : usage.replication) hops.push_back({hop.from, hop.to, hop.gb});
  for (const StoreUsage& use : usage.stores) {
    const FeatureStore& store = world.data.feature_stores[use.store];
    if (comes_from_all(world, store)) {
      add_from_all(usage, use, hops);
      continue;
    }
    if (store.home == use.region) continue;
    hops.push_back({store.home, use.region, use.remote_gb + use.replicated_gb});
    hops.push_back({use.region, store.home, use.writes * store.value_bytes / 1e9});
  }
  return hops;
}

void add_replication_lines(const World& world, const Usage& usage, const PriceBook& book, std::vector<BillLine>& lines) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> gb;
  for (const Hop& hop : hops(world, usage)) gb[{hop.from, hop.to}] += hop.gb;
  for (const auto& [pair, amount] : gb) {
    std::optional<Price> price = price_between(world, pair.first, pair.second, book);
    if (!price || amount <= 0) continue;
    const Region& from = world.regions[pair.first];
    lines.push_back(line(from.provider, from.id, std::string(replication_service), "to " + world.regions[pair.second].id, amount, *std::move(price)));
  }
}

Grid replication_usd_per_gb(const World& world, const PriceBook& book) {
  Grid usd(world.regions.size(), world.regions.size());
  for (std::uint32_t from = 0; from < world.regions.size(); ++from)
    for (std::uint32_t to = 0; to < world.regions.size(); ++to) {
      if (from == to) continue;
      const Region& sender = world.regions[from];
      if (const auto price = price_between(world, from, to, book)) {
        usd(from, to) = price->usd;
        continue;
      }
      const auto tiers = book.internet_egress(sender.provider, sender.id, egress_destinations[egress_destination(world.regions[to].country_iso2)]);
      if (tiers.empty()) throw std::runtime_error("the price book " + book.id() + " has no price of traffic from " + sender.key());
      usd(from, to) = tiers.front().price.usd;
    }
  return usd;
}

}  // namespace tradewind
