#include "motion/ways.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind::motion {
namespace {

// The country that sends the region most requests by the topology's shares; nothing when nobody does.
std::optional<std::string> main_country(const engine::Plan& plan, std::uint32_t region) {
  std::map<std::string, double> by_country;
  for (const engine::RequestStream& stream : plan.streams) {
    double before = 0;
    for (std::uint32_t route = stream.first_route; route <= stream.last_route; route += stream.priority_classes) {
      const double share = plan.routes[route].share_up_to - before;
      before = plan.routes[route].share_up_to;
      if (share > 0 && plan.pools[plan.routes[route].pool].region == region)
        by_country[plan.world->populations[stream.population].country_iso2] += share * plan.world->mean_rps(stream.workload, stream.population);
    }
  }
  const auto most = std::ranges::max_element(by_country, {}, [](const auto& entry) { return entry.second; });
  return most == by_country.end() ? std::nullopt : std::optional(most->first);
}

}  // namespace

Ways::Ways(const World& world) : world_(world), graph_(network_graph(world, Catalogue::shipped())), healthy_ms_(rtt_ms(graph_)) {}

bool Ways::anycast(std::uint32_t region) const { return world_.traffic.manager.has_backbone_to(world_.regions[region].provider); }

std::uint32_t Ways::metro(std::size_t population) const { return graph_.find(NodeKind::metro, world_.populations[population].name).value(); }
std::uint32_t Ways::node(NodeKind kind, std::uint32_t region) const { return graph_.find(kind, world_.regions[region].key()).value(); }

std::vector<std::uint32_t> Ways::way(std::size_t population, std::uint32_t region) const {
  const auto path = graph_.route(metro(population), node(NodeKind::region, region), anycast(region) ? Via::backbone : Via::internet);
  return path ? path->links : std::vector<std::uint32_t>{};
}

Cut Ways::link(std::uint32_t region, const LinkEnd& to) const {
  Cut cut{fmt::format("link {} - {}", world_.regions[region].key(), to.region ? world_.regions[*to.region].key() : to.country_iso2), {}};
  if (to.region) {
    const auto path = graph_.route(node(NodeKind::edge, region), node(NodeKind::edge, *to.region), Via::backbone);
    if (path) cut.links = path->links;
    return cut;
  }
  std::set<std::uint32_t> links;
  for (std::size_t p = 0; p < world_.populations.size(); ++p)
    if (world_.populations[p].country_iso2 == to.country_iso2)
      if (const auto links_of_way = way(p, region); !links_of_way.empty()) links.insert(links_of_way.front());
  cut.links.assign(links.begin(), links.end());
  return cut;
}

Cut Ways::edge(std::uint32_t region) const { return edge_site(node(NodeKind::edge, region)); }

Cut Ways::edge_site(std::uint32_t site) const {
  Cut cut{"edge " + graph_.nodes()[site].name, {}};
  for (std::uint32_t link = 0; link < graph_.links().size(); ++link)
    if (graph_.links()[link].kind == LinkKind::ingress && graph_.links()[link].b == site) cut.links.push_back(link);
  return cut;
}

std::vector<Cut> Ways::links_in_use(const engine::Plan& plan, std::span<const std::uint32_t> regions) const {
  std::vector<Cut> cuts;
  std::set<std::uint32_t> backbone;
  for (const std::uint32_t region : regions) {
    if (!anycast(region)) {
      if (const auto country = main_country(plan, region)) cuts.push_back(link(region, {*country, {}}));
      continue;
    }
    for (std::size_t p = 0; p < world_.populations.size(); ++p)
      for (const std::uint32_t link : way(p, region))
        if (graph_.links()[link].kind == LinkKind::backbone) backbone.insert(link);
  }
  for (const std::uint32_t link : backbone)
    cuts.push_back({fmt::format("link {} - {}", graph_.nodes()[graph_.links()[link].a].name, graph_.nodes()[graph_.links()[link].b].name), {link}});
  return cuts;
}

std::vector<Cut> Ways::edges_in_use(const engine::Plan& plan, std::span<const std::uint32_t> regions) const {
  std::set<std::uint32_t> sites;
  for (const std::uint32_t region : regions) {
    if (!anycast(region)) continue;
    for (const engine::RequestStream& stream : plan.streams)
      if (const auto links = way(stream.population, region); !links.empty()) sites.insert(graph_.links()[links.front()].b);
  }
  std::vector<Cut> cuts;
  for (const std::uint32_t site : sites) cuts.push_back(edge_site(site));
  return cuts;
}

Grid Ways::rtt_ms(const NetworkGraph& graph) const {
  Grid rtt_ms = graph.rtt_ms(Via::internet);
  if (world_.traffic.manager.layer == TrafficLayer::dns) return rtt_ms;
  const Grid over_backbone = graph.rtt_ms(Via::backbone);
  for (std::uint32_t region = 0; region < world_.regions.size(); ++region)
    for (std::size_t p = 0; anycast(region) && p < rtt_ms.rows(); ++p) rtt_ms(p, region) = over_backbone(p, region);
  return rtt_ms;
}

Grid Ways::detours_ms(std::span<const std::uint32_t> links) const {
  Grid detours_ms = rtt_ms(graph_.without(links));
  for (std::size_t p = 0; p < detours_ms.rows(); ++p)
    for (std::size_t region = 0; region < detours_ms.columns(); ++region)
      detours_ms(p, region) = std::max(0.0, detours_ms(p, region) - healthy_ms_(p, region));
  return detours_ms;
}

Grid Ways::losses(std::span<const std::uint32_t> cut, std::span<const Lossy> lossy) const {
  NetworkGraph graph = graph_.without(cut);
  for (const Lossy& part : lossy) graph = graph.degraded(part.links, 0, part.loss);
  Grid losses(world_.populations.size(), world_.regions.size());
  for (std::uint32_t p = 0; p < losses.rows(); ++p)
    for (std::uint32_t region = 0; region < losses.columns(); ++region) {
      const auto path = graph.route(metro(p), node(NodeKind::region, region), anycast(region) ? Via::backbone : Via::internet);
      losses(p, region) = path ? path->loss : 1;
    }
  return losses;
}

}  // namespace tradewind::motion
