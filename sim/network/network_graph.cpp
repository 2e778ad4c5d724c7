#include "tradewind/sim/network_graph.h"

#include <fmt/format.h>
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/visitors.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace tradewind {
namespace {

// Edges carry the index of their link.
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, boost::property<boost::edge_index_t, std::uint32_t>>;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

constexpr std::uint32_t no_link = std::numeric_limits<std::uint32_t>::max();

bool carries(LinkKind kind, Via via) {
  return via == Via::internet ? kind == LinkKind::internet : kind == LinkKind::attachment || kind == LinkKind::backbone;
}

void check(const NetworkLink& link, std::size_t index, std::size_t nodes) {
  if (link.a >= nodes || link.b >= nodes)
    throw std::invalid_argument(fmt::format("link {} ends at a node that does not exist; there are {}", index, nodes));
  if (!std::isfinite(link.rtt_ms) || link.rtt_ms < 0)
    throw std::invalid_argument(fmt::format("link {}: round trip {} ms; expected a number of at least 0", index, link.rtt_ms));
  if (!(link.loss >= 0 && link.loss <= 1)) throw std::invalid_argument(fmt::format("link {}: loss {}; expected 0 to 1", index, link.loss));
}

}  // namespace

struct NetworkGraph::Topology {
  std::vector<NetworkNode> nodes;
  Graph graph;
};

NetworkGraph::NetworkGraph(std::vector<NetworkNode> nodes, std::vector<NetworkLink> links) : links_(std::move(links)), cut_(links_.size()) {
  Graph graph(nodes.size());
  for (std::uint32_t i = 0; i < links_.size(); ++i) {
    check(links_[i], i, nodes.size());
    boost::add_edge(links_[i].a, links_[i].b, i, graph);
  }
  topology_ = std::make_shared<const Topology>(Topology{std::move(nodes), std::move(graph)});
}

const std::vector<NetworkNode>& NetworkGraph::nodes() const { return topology_->nodes; }
const std::vector<NetworkLink>& NetworkGraph::links() const { return links_; }

std::optional<std::uint32_t> NetworkGraph::find(NodeKind kind, const std::string& name) const {
  for (std::uint32_t node = 0; node < nodes().size(); ++node)
    if (nodes()[node].kind == kind && nodes()[node].name == name) return node;
  return std::nullopt;
}

NetworkPath NetworkGraph::along(std::vector<std::uint32_t> links) const {
  NetworkPath path{.links = std::move(links)};
  double arrives = 1;
  for (const std::uint32_t link : path.links) {
    path.rtt_ms += links_[link].rtt_ms;
    arrives *= 1 - links_[link].loss;
  }
  path.loss = 1 - arrives;
  return path;
}

std::optional<NetworkPath> NetworkGraph::shortest(std::uint32_t from, std::uint32_t to, Via via) const {
  const Graph& graph = topology_->graph;
  const auto index = [&graph](const Edge& edge) { return boost::get(boost::edge_index, graph, edge); };
  const auto is_open = [&](const Edge& edge) { return !cut_[index(edge)] && carries(links_[index(edge)].kind, via); };
  const boost::filtered_graph open(graph, std::function<bool(const Edge&)>(is_open));
  const auto rtt_ms = boost::make_function_property_map<Edge>([&](const Edge& edge) { return links_[index(edge)].rtt_ms; });

  std::vector<std::optional<Edge>> arrived_by(nodes().size());
  const auto remember = boost::make_dijkstra_visitor(boost::record_edge_predecessors(arrived_by.data(), boost::on_edge_relaxed()));
  boost::dijkstra_shortest_paths(open, from, boost::weight_map(rtt_ms).visitor(remember));

  if (from != to && !arrived_by[to]) return std::nullopt;
  std::vector<std::uint32_t> links;
  for (std::uint32_t node = to; node != from;) {
    const std::uint32_t link = index(*arrived_by[node]);
    links.push_back(link);
    node = links_[link].a == node ? links_[link].b : links_[link].a;
  }
  std::reverse(links.begin(), links.end());
  return along(std::move(links));
}

std::optional<std::uint32_t> NetworkGraph::entry(std::uint32_t metro, const std::string& provider) const {
  std::optional<std::uint32_t> nearest;
  for (const Edge& edge : boost::make_iterator_range(boost::out_edges(metro, topology_->graph))) {
    const std::uint32_t link = boost::get(boost::edge_index, topology_->graph, edge);
    const std::uint32_t site = links_[link].a == metro ? links_[link].b : links_[link].a;
    if (links_[link].kind != LinkKind::ingress || cut_[link] || nodes()[site].provider != provider) continue;
    if (!nearest || links_[link].rtt_ms < links_[*nearest].rtt_ms) nearest = link;
  }
  return nearest;
}

std::optional<NetworkPath> NetworkGraph::route(std::uint32_t from, std::uint32_t to, Via via) const {
  if (from >= nodes().size() || to >= nodes().size()) throw std::invalid_argument("route: there is no such node");
  if (via == Via::internet || nodes()[from].kind != NodeKind::metro) {
    if (via == Via::backbone && nodes()[to].kind == NodeKind::metro)
      throw std::invalid_argument("route: a backbone leads to a region, not to a metro");
    return shortest(from, to, via);
  }
  const std::optional<std::uint32_t> ingress = entry(from, nodes()[to].provider);
  if (!ingress) return std::nullopt;
  const std::uint32_t site = links_[*ingress].a == from ? links_[*ingress].b : links_[*ingress].a;
  std::optional<NetworkPath> rest = shortest(site, to, via);
  if (!rest) return std::nullopt;
  rest->links.insert(rest->links.begin(), *ingress);
  return along(std::move(rest->links));
}

NetworkGraph NetworkGraph::without(std::span<const std::uint32_t> links) const {
  NetworkGraph other = *this;
  for (const std::uint32_t link : links) other.cut_.at(link) = true;
  return other;
}

NetworkGraph NetworkGraph::degraded(std::span<const std::uint32_t> links, double extra_ms, double extra_loss) const {
  NetworkGraph other = *this;
  for (const std::uint32_t index : links) {
    NetworkLink& link = other.links_.at(index);
    link.rtt_ms += extra_ms;
    link.loss = 1 - (1 - link.loss) * (1 - extra_loss);
    check(link, index, nodes().size());
  }
  return other;
}

}  // namespace tradewind
