// The network as a graph: places, the links between them, and the ways that packets take.
//
// Nodes are metros, edge sites and regions. Links, all of them in both directions:
//   internet     metro - region, and region - region of another provider: the way over the public internet, one link end to end
//   ingress      metro - edge site: the public internet as far as the provider's network
//   attachment   edge site - region in the same town
//   backbone     edge site - edge site of one provider
// Backbone links end at edge sites, not at regions: traffic passes a town whose region is down, and a region can be cut off alone.
//
// A graph never changes; without() and degraded() give another one, in which the ways are found anew by shortest path (Dijkstra, 1959; Boost.Graph).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/world.h"

namespace tradewind {

enum class NodeKind { metro, edge, region };
enum class LinkKind { internet, ingress, attachment, backbone };

// Which network carries a request.
enum class Via {
  internet,  // links of the public internet alone, as behind DNS
  backbone   // the nearest edge site, as anycast chooses it, then the provider's backbone
};

struct NetworkNode {
  NodeKind kind = NodeKind::region;
  std::string name;      // "Tokyo, JP"; edge sites and regions: "aws:ap-northeast-1"
  std::string provider;  // empty for metros
};

struct NetworkLink {
  LinkKind kind = LinkKind::internet;
  std::uint32_t a = 0, b = 0;  // nodes
  double rtt_ms = 0;           // at least 0
  double loss = 0;             // share of packets, 0 to 1
};

struct NetworkPath {
  double rtt_ms = 0;
  double loss = 0;                   // 1 - product of (1 - loss) over the links
  std::vector<std::uint32_t> links;  // in the order of travel
};

class NetworkGraph {
 public:
  // Throws std::invalid_argument for a link with an end that is no node, a negative or non-finite round trip, or a loss outside 0 to 1.
  NetworkGraph(std::vector<NetworkNode> nodes, std::vector<NetworkLink> links);

  const std::vector<NetworkNode>& nodes() const;
  const std::vector<NetworkLink>& links() const;  // cut links stay, with the same index
  bool is_cut(std::uint32_t link) const { return cut_[link]; }

  // The node, or nothing.
  std::optional<std::uint32_t> find(NodeKind kind, const std::string& name) const;

  // The way that packets take, or nothing where there is none.
  // Internet: the direct link, however slow it has become, for the internet's routing (BGP) does not measure. Where it is cut, the shortest way
  // through other places stands for the detour, and takes at least as long as what it replaces. Backbone: a metro enters at the edge site of the
  // region's provider with the shortest ingress round trip, even where another one would make the whole way shorter: anycast does not know the
  // destination. From there, or from a region, the shortest way over the backbone. A metro cannot be its destination (std::invalid_argument): answers
  // return the way that the request came.
  std::optional<NetworkPath> route(std::uint32_t from, std::uint32_t to, Via via) const;

  // Round trips of route() from every metro (rows) to every region (columns), both in the order of their nodes; infinite where there is no way.
  // Time: one search for shortest paths a region, and one for each internet link that is cut.
  Grid rtt_ms(Via via) const;

  // The graph with these links cut.
  NetworkGraph without(std::span<const std::uint32_t> links) const;

  // The graph in which these links take extra_ms longer and lose a further share of the packets.
  NetworkGraph degraded(std::span<const std::uint32_t> links, double extra_ms, double extra_loss = 0) const;

 private:
  struct Topology;
  struct Tree;

  std::optional<std::uint32_t> entry(std::uint32_t metro, const std::string& provider) const;  // link
  std::uint32_t other_end(std::uint32_t link, std::uint32_t end) const;
  std::optional<NetworkPath> over_internet(std::uint32_t from, std::uint32_t to) const;
  Tree shortest_ways(std::uint32_t from, Via via) const;
  std::optional<NetworkPath> shortest(std::uint32_t from, std::uint32_t to, Via via) const;
  NetworkPath along(std::vector<std::uint32_t> links) const;

  std::shared_ptr<const Topology> topology_;  // shared by all variants of a graph
  std::vector<NetworkLink> links_;
  std::vector<bool> cut_;
};

// The network of a world. Metros and internet links: its populations, regions and World::rtt_ms. Edge sites: no source lists the towns of the
// providers' edge sites with coordinates, so one stands in the town of each of the provider's regions in the catalogue (real ones are many more, so
// that ingress is too long rather than too short); its ingress is the metro's round trip to that region, or none where the catalogue does not know
// the metro. Attachments take no time of their own: measured round trips run from region to region. Backbone: the sparse links of backbone_links()
// over the catalogue's round trips.
NetworkGraph network_graph(const World& world, const Catalogue& catalogue);

}  // namespace tradewind
