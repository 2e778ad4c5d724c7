#include <map>
#include <utility>

#include "network/backbone.h"
#include "tradewind/sim/network_graph.h"

namespace tradewind {
namespace {

class Builder {
 public:
  Builder(const World& world, const Catalogue& catalogue) : world_(world), catalogue_(catalogue) {
    for (const Population& population : world.populations) metros_.push_back(add({NodeKind::metro, population.name, ""}));
    for (const Region& region : world.regions) regions_.push_back(add({NodeKind::region, region.key(), region.provider}));
    internet();
    std::map<std::string, std::vector<const CatalogueRegion*>> by_provider;
    for (const Region& region : world.regions) by_provider.try_emplace(region.provider);
    for (const CatalogueRegion& region : catalogue.regions())
      if (const auto found = by_provider.find(region.provider); found != by_provider.end()) found->second.push_back(&region);
    for (const auto& [provider, regions] : by_provider) backbone(regions);
  }

  NetworkGraph graph() && { return {std::move(nodes_), std::move(links_)}; }

 private:
  std::uint32_t add(NetworkNode node) {
    nodes_.push_back(std::move(node));
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  void internet() {
    for (std::size_t p = 0; p < metros_.size(); ++p)
      for (std::size_t r = 0; r < regions_.size(); ++r) links_.push_back({LinkKind::internet, metros_[p], regions_[r], world_.rtt_ms(p, r)});
    for (std::size_t r = 0; r < regions_.size(); ++r)
      for (std::size_t s = r + 1; s < regions_.size(); ++s) {
        const Region &a = world_.regions[r], &b = world_.regions[s];
        if (a.provider == b.provider) continue;
        const CatalogueRegion *from = catalogue_.find_region(a.provider, a.id), *to = catalogue_.find_region(b.provider, b.id);
        if (from != nullptr && to != nullptr) links_.push_back({LinkKind::internet, regions_[r], regions_[s], catalogue_.region_rtt(*from, *to).ms});
      }
  }

  // Edge sites of one provider, their ingress, their attachments and the links between them.
  void backbone(const std::vector<const CatalogueRegion*>& regions) {
    std::vector<std::uint32_t> sites;
    Grid rtt_ms(regions.size(), regions.size());
    for (std::size_t i = 0; i < regions.size(); ++i) {
      sites.push_back(add({NodeKind::edge, regions[i]->key(), regions[i]->provider}));
      for (std::size_t j = i + 1; j < regions.size(); ++j) rtt_ms(i, j) = catalogue_.region_rtt(*regions[i], *regions[j]).ms;
      ingress(sites[i], *regions[i]);
      for (std::size_t r = 0; r < regions_.size(); ++r)
        if (world_.regions[r].key() == regions[i]->key()) links_.push_back({LinkKind::attachment, sites[i], regions_[r], 0});
    }
    for (const network::BackboneLink& link : network::backbone_links(rtt_ms, network::backbone_tolerance))
      links_.push_back({LinkKind::backbone, sites[link.a], sites[link.b], link.rtt_ms});
  }

  void ingress(std::uint32_t site, const CatalogueRegion& town) {
    for (std::size_t p = 0; p < metros_.size(); ++p)
      if (known_metros_[p] != nullptr) links_.push_back({LinkKind::ingress, metros_[p], site, catalogue_.metro_rtt(*known_metros_[p], town).ms});
  }

  // The catalogue's metro of each population, or nullptr.
  std::vector<const CatalogueMetro*> find_metros() const {
    std::map<std::string, const CatalogueMetro*> by_name;
    for (const CatalogueMetro& metro : catalogue_.metros()) by_name[metro.key()] = &metro;
    std::vector<const CatalogueMetro*> found;
    for (const Population& population : world_.populations) {
      const auto metro = by_name.find(population.name);
      found.push_back(metro == by_name.end() ? nullptr : metro->second);
    }
    return found;
  }

  const World& world_;
  const Catalogue& catalogue_;
  std::vector<NetworkNode> nodes_;
  std::vector<NetworkLink> links_;
  std::vector<const CatalogueMetro*> known_metros_ = find_metros();
  std::vector<std::uint32_t> metros_, regions_;
};

}  // namespace

NetworkGraph network_graph(const World& world, const Catalogue& catalogue) { return Builder(world, catalogue).graph(); }

}  // namespace tradewind
