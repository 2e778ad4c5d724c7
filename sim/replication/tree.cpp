#include "replication/tree.h"

#include <algorithm>
#include <limits>

#include "replication/arborescence.h"

namespace tradewind::replication {
namespace {

using Regions = std::vector<std::uint32_t>;
using Hops = std::vector<ReplicationHop>;

class Builder {
 public:
  Builder(std::uint32_t home, std::span<const std::uint32_t> targets, double gb, const ReplicationNetwork& network)
      : home_(home), rest_(targets.begin(), targets.end()), gb_(gb), network_(network) {}

  Hops star() {
    Hops hops;
    for (const std::uint32_t to : fastest_first(home_, rest_)) hops.push_back(hop(home_, to));
    return hops;
  }

  Hops chain() {
    Hops hops;
    for (std::uint32_t last = home_; !rest_.empty(); last = hops.back().to) {
      hops.push_back(hop(last, fastest_first(last, rest_).front()));
      std::erase(rest_, hops.back().to);
    }
    return hops;
  }

  Hops cheapest() {
    Regions all = {home_};
    all.insert(all.end(), rest_.begin(), rest_.end());
    constexpr double usd_per_second = 1e-9;  // decides between equal prices only
    Grid cost(all.size(), all.size());
    for (std::size_t u = 0; u < all.size(); ++u)
      for (std::size_t v = 0; v < all.size(); ++v)
        if (u != v) cost(u, v) = network_.usd_per_gb(all[u], all[v]) + usd_per_second * seconds(all[u], all[v]) / gb_;
    const std::vector<std::size_t> parent = minimum_arborescence(cost, 0);
    Regions order = {home_};
    Hops hops;
    for (std::size_t i = 0; i < order.size(); ++i) {
      Regions children;
      for (std::size_t v = 1; v < all.size(); ++v)
        if (all[parent[v]] == order[i]) children.push_back(all[v]);
      for (const std::uint32_t child : fastest_first(order[i], children)) {
        hops.push_back(hop(order[i], child));
        order.push_back(child);
      }
    }
    return hops;
  }

  Hops fastest() {
    struct Sender {
      std::uint32_t region = 0;
      double free_s = 0;
    };
    std::vector<Sender> senders = {{home_, 0}};
    Hops hops;
    while (!rest_.empty()) {
      Sender* best = nullptr;
      std::uint32_t next = 0;
      double end_s = std::numeric_limits<double>::infinity();
      for (Sender& sender : senders)
        for (const std::uint32_t to : rest_)
          if (const double end = sender.free_s + seconds(sender.region, to); end < end_s) best = &sender, next = to, end_s = end;
      hops.push_back(hop(best->region, next));
      best->free_s = end_s;
      std::erase(rest_, next);
      senders.push_back({next, end_s});
    }
    return hops;
  }

 private:
  double seconds(std::uint32_t from, std::uint32_t to) const { return 8 * gb_ / network_.gbit_s(from, to); }
  ReplicationHop hop(std::uint32_t from, std::uint32_t to) const { return {from, to, seconds(from, to), network_.estimated(from, to) > 0}; }
  Regions fastest_first(std::uint32_t from, Regions regions) const {
    std::ranges::stable_sort(regions, {}, [&](std::uint32_t to) { return seconds(from, to); });
    return regions;
  }

  std::uint32_t home_;
  Regions rest_;
  double gb_;
  const ReplicationNetwork& network_;
};

}  // namespace

Hops tree(ArtifactReplication kind, std::uint32_t home, std::span<const std::uint32_t> targets, double gb, const ReplicationNetwork& network) {
  Builder builder(home, targets, gb, network);
  switch (kind) {
    case ArtifactReplication::star:
      return builder.star();
    case ArtifactReplication::chain:
      return builder.chain();
    case ArtifactReplication::cheapest:
      return builder.cheapest();
    default:
      return builder.fastest();
  }
}

}  // namespace tradewind::replication
