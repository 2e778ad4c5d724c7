#include "tradewind/sim/network_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/visitors.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <boost/range/iterator_range.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

namespace tradewind {
namespace {

// Edges carry the index of their link.
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, boost::property<boost::edge_index_t, std::uint32_t>>;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::uint32_t no_link = std::numeric_limits<std::uint32_t>::max();

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
  Graph internet, backbone;                         // the backbone with its attachments
  std::vector<std::vector<std::uint32_t>> ingress;  // links of each node

  const Graph& graph(Via via) const { return via == Via::internet ? internet : backbone; }
};

// Shortest ways from one node to all others.
struct NetworkGraph::Tree {
  std::vector<double> rtt_ms;            // infinite where there is no way
  std::vector<std::uint32_t> last_link;  // no_link at the root and where there is no way
};

NetworkGraph::NetworkGraph(std::vector<NetworkNode> nodes, std::vector<NetworkLink> links) : links_(std::move(links)), cut_(links_.size()) {
  Topology topology{{}, Graph(nodes.size()), Graph(nodes.size()), std::vector<std::vector<std::uint32_t>>(nodes.size())};
  for (std::uint32_t i = 0; i < links_.size(); ++i) {
    const NetworkLink& link = links_[i];
    check(link, i, nodes.size());
    if (link.kind == LinkKind::ingress)
      for (const std::uint32_t end : {link.a, link.b}) topology.ingress[end].push_back(i);
    else
      boost::add_edge(link.a, link.b, i, link.kind == LinkKind::internet ? topology.internet : topology.backbone);
  }
  topology.nodes = std::move(nodes);
  topology_ = std::make_shared<const Topology>(std::move(topology));
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

NetworkGraph::Tree NetworkGraph::shortest_ways(std::uint32_t from, Via via) const {
  const Graph& graph = topology_->graph(via);
  const auto index = [&graph](const Edge& edge) { return boost::get(boost::edge_index, graph, edge); };
  const boost::filtered_graph open(graph, std::function<bool(const Edge&)>([&](const Edge& edge) { return !cut_[index(edge)]; }));
  const auto rtt_ms = boost::make_function_property_map<Edge>([&](const Edge& edge) { return links_[index(edge)].rtt_ms; });

  Tree tree{std::vector<double>(nodes().size(), infinite), std::vector<std::uint32_t>(nodes().size(), no_link)};
  std::vector<std::optional<Edge>> arrived_by(nodes().size());
  const auto remember = boost::make_dijkstra_visitor(boost::record_edge_predecessors(arrived_by.data(), boost::on_edge_relaxed()));
  boost::dijkstra_shortest_paths(open, from, boost::weight_map(rtt_ms).distance_map(tree.rtt_ms.data()).distance_inf(infinite).visitor(remember));
  for (std::size_t node = 0; node < arrived_by.size(); ++node)
    if (arrived_by[node]) tree.last_link[node] = index(*arrived_by[node]);
  return tree;
}

std::optional<NetworkPath> NetworkGraph::shortest(std::uint32_t from, std::uint32_t to, Via via) const {
  const Tree tree = shortest_ways(from, via);
  if (from != to && tree.last_link[to] == no_link) return std::nullopt;
  std::vector<std::uint32_t> links;
  for (std::uint32_t node = to; node != from; node = other_end(links.back(), node)) links.push_back(tree.last_link[node]);
  std::reverse(links.begin(), links.end());
  return along(std::move(links));
}

std::optional<NetworkPath> NetworkGraph::over_internet(std::uint32_t from, std::uint32_t to) const {
  std::optional<std::uint32_t> direct;
  double cut_ms = 0;  // what the direct way took
  for (const Edge& edge : boost::make_iterator_range(boost::out_edges(from, topology_->internet))) {
    const std::uint32_t link = boost::get(boost::edge_index, topology_->internet, edge);
    if (other_end(link, from) != to) continue;
    if (cut_[link])
      cut_ms = std::max(cut_ms, links_[link].rtt_ms);
    else if (!direct || links_[link].rtt_ms < links_[*direct].rtt_ms)
      direct = link;
  }
  if (direct) return along({*direct});
  std::optional<NetworkPath> detour = shortest(from, to, Via::internet);
  if (detour) detour->rtt_ms = std::max(detour->rtt_ms, cut_ms);
  return detour;
}

std::uint32_t NetworkGraph::other_end(std::uint32_t link, std::uint32_t end) const { return links_[link].a == end ? links_[link].b : links_[link].a; }

std::optional<std::uint32_t> NetworkGraph::entry(std::uint32_t metro, const std::string& provider) const {
  std::optional<std::uint32_t> nearest;
  for (const std::uint32_t link : topology_->ingress[metro]) {
    if (cut_[link] || nodes()[other_end(link, metro)].provider != provider) continue;
    if (!nearest || links_[link].rtt_ms < links_[*nearest].rtt_ms) nearest = link;
  }
  return nearest;
}

std::optional<NetworkPath> NetworkGraph::route(std::uint32_t from, std::uint32_t to, Via via) const {
  if (from >= nodes().size() || to >= nodes().size()) throw std::invalid_argument("route: there is no such node");
  if (via == Via::backbone && nodes()[to].kind == NodeKind::metro) throw std::invalid_argument("route: a backbone leads to a region, not to a metro");
  if (via == Via::internet) return over_internet(from, to);
  if (nodes()[from].kind != NodeKind::metro) return shortest(from, to, via);
  const std::optional<std::uint32_t> ingress = entry(from, nodes()[to].provider);
  if (!ingress) return std::nullopt;
  std::optional<NetworkPath> rest = shortest(other_end(*ingress, from), to, via);
  if (!rest) return std::nullopt;
  rest->links.insert(rest->links.begin(), *ingress);
  return along(std::move(rest->links));
}

Grid NetworkGraph::rtt_ms(Via via) const {
  std::vector<std::uint32_t> metros, regions;
  for (std::uint32_t node = 0; node < nodes().size(); ++node) {
    if (nodes()[node].kind == NodeKind::metro) metros.push_back(node);
    if (nodes()[node].kind == NodeKind::region) regions.push_back(node);
  }
  Grid rtt_ms(metros.size(), regions.size(), infinite);
  for (std::size_t r = 0; r < regions.size(); ++r) {
    if (via == Via::internet) {
      for (std::size_t m = 0; m < metros.size(); ++m)
        if (const auto path = over_internet(metros[m], regions[r])) rtt_ms(m, r) = path->rtt_ms;
      continue;
    }
    const Tree tree = shortest_ways(regions[r], via);
    for (std::size_t m = 0; m < metros.size(); ++m)
      if (const auto ingress = entry(metros[m], nodes()[regions[r]].provider))
        rtt_ms(m, r) = links_[*ingress].rtt_ms + tree.rtt_ms[other_end(*ingress, metros[m])];
  }
  return rtt_ms;
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
