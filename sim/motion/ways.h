// The ways between users and regions, and what becomes of them when links are cut: packets take the shortest way that is left.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/plan.h"
#include "tradewind/sim/network_graph.h"

namespace tradewind::motion {

// Links of the graph that fail together.
struct Cut {
  std::string name;  // "link aws:eu-west-1 - DE"
  std::vector<std::uint32_t> links;
};

class Ways {
 public:
  explicit Ways(const World& world);

  // Between a region and its users in a country: their links over the internet, or, behind an anycast service, those to the edge sites where they
  // enter. Between two regions of one provider: the links of the shortest way over its backbone.
  Cut link(std::uint32_t region, const LinkEnd& to) const;
  // The edge site in the region's town, where users enter the provider's network.
  Cut edge(std::uint32_t region) const;

  // What carries the users of a plan, each once: for every open region behind DNS, the way from the country with most of its users; behind an anycast
  // service, every backbone link that lies on a way.
  std::vector<Cut> links_in_use(const engine::Plan& plan, std::span<const std::uint32_t> regions) const;
  // Edge sites in which users of the plan enter.
  std::vector<Cut> edges_in_use(const engine::Plan& plan, std::span<const std::uint32_t> regions) const;

  // By how much round trips (populations x regions, ms) are longer with these links cut; infinite where there is no way left.
  Grid detours_ms(std::span<const std::uint32_t> links) const;

  // Shares of the packets that are lost on the way from populations (rows) to regions with these links cut and those lossy; 1 where there is no way.
  struct Lossy {
    std::span<const std::uint32_t> links;
    double loss = 0;
  };
  Grid losses(std::span<const std::uint32_t> cut, std::span<const Lossy> lossy) const;

  // Whether users reach the region by an anycast service of its own provider.
  bool anycast(std::uint32_t region) const;

 private:
  std::uint32_t metro(std::size_t population) const;
  std::uint32_t node(NodeKind kind, std::uint32_t region) const;
  std::vector<std::uint32_t> way(std::size_t population, std::uint32_t region) const;  // links
  Cut edge_site(std::uint32_t site) const;
  Grid rtt_ms(const NetworkGraph& graph) const;

  const World& world_;
  NetworkGraph graph_;
  Grid healthy_ms_;
};

}  // namespace tradewind::motion
