#include "replication/arborescence.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace tradewind::replication {
namespace {

using Vertices = std::vector<std::size_t>;
constexpr double none = std::numeric_limits<double>::infinity();

Vertices cheapest_parents(const Grid& cost, std::size_t root) {
  Vertices parent(cost.rows());
  for (std::size_t v = 0; v < parent.size(); ++v) parent[v] = v;
  for (std::size_t v = 0; v < cost.rows(); ++v) {
    if (v == root) continue;
    for (std::size_t u = 0; u < cost.rows(); ++u)
      if (u != v && (parent[v] == v || cost(u, v) < cost(parent[v], v))) parent[v] = u;
  }
  return parent;
}

// Vertices of some cycle of the parents, or none.
Vertices find_cycle(const Vertices& parent, std::size_t root) {
  Vertices seen_from(parent.size(), parent.size());
  for (std::size_t start = 0; start < parent.size(); ++start) {
    std::size_t v = start;
    while (v != root && seen_from[v] == parent.size()) {
      seen_from[v] = start;
      v = parent[v];
    }
    if (v == root || seen_from[v] != start) continue;
    Vertices cycle = {v};
    for (std::size_t next = parent[v]; next != v; next = parent[next]) cycle.push_back(next);
    return cycle;
  }
  return {};
}

// The graph with a cycle made one vertex, the last one.
struct Contraction {
  Vertices outside;  // vertices of the graph that stay, in order
  Grid cost;
  std::vector<std::size_t> entry;  // by sender: the vertex of the cycle that an arc into it enters
  std::vector<std::size_t> exit;   // by receiver: the vertex of the cycle that an arc out of it leaves
};

Contraction contract(const Grid& cost, const Vertices& cycle, const Vertices& parent) {
  Contraction small;
  for (std::size_t v = 0; v < cost.rows(); ++v)
    if (std::ranges::find(cycle, v) == cycle.end()) small.outside.push_back(v);
  const std::size_t n = small.outside.size();
  small.cost = Grid(n + 1, n + 1, none);
  small.entry.resize(n);
  small.exit.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t vertex = small.outside[i];
    for (std::size_t j = 0; j < n; ++j) small.cost(i, j) = cost(vertex, small.outside[j]);
    for (const std::size_t inside : cycle) {
      // To enter here spares the cycle's own arc.
      if (const double in = cost(vertex, inside) - cost(parent[inside], inside); in < small.cost(i, n)) {
        small.cost(i, n) = in;
        small.entry[i] = inside;
      }
      if (cost(inside, vertex) < small.cost(n, i)) {
        small.cost(n, i) = cost(inside, vertex);
        small.exit[i] = inside;
      }
    }
  }
  return small;
}

Vertices solve(const Grid& cost, std::size_t root) {
  Vertices parent = cheapest_parents(cost, root);
  const Vertices cycle = find_cycle(parent, root);
  if (cycle.empty()) return parent;
  const Contraction small = contract(cost, cycle, parent);
  const std::size_t n = small.outside.size();
  const auto small_root = static_cast<std::size_t>(std::ranges::find(small.outside, root) - small.outside.begin());
  const Vertices tree = solve(small.cost, small_root);
  for (std::size_t i = 0; i < n; ++i)
    if (i != small_root) parent[small.outside[i]] = tree[i] == n ? small.exit[i] : small.outside[tree[i]];
  parent[small.entry[tree[n]]] = small.outside[tree[n]];
  return parent;
}

}  // namespace

std::vector<std::size_t> minimum_arborescence(const Grid& cost, std::size_t root) {
  if (cost.rows() != cost.columns() || root >= cost.rows())
    throw std::invalid_argument("An arborescence needs a square matrix of costs and a root in it.");
  return solve(cost, root);
}

}  // namespace tradewind::replication
