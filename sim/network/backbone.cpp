#include "network/backbone.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace tradewind::network {
namespace {

std::vector<BackboneLink> shortest_first(const Grid& rtt_ms) {
  std::vector<BackboneLink> pairs;
  for (std::uint32_t a = 0; a < rtt_ms.rows(); ++a)
    for (std::uint32_t b = a + 1; b < rtt_ms.columns(); ++b) pairs.push_back({a, b, rtt_ms(a, b)});
  std::sort(pairs.begin(), pairs.end(),
            [](const BackboneLink& x, const BackboneLink& y) { return std::tie(x.rtt_ms, x.a, x.b) < std::tie(y.rtt_ms, y.a, y.b); });
  return pairs;
}

// Shortest paths between all places after one more link.
void shorten(Grid& shortest_ms, const BackboneLink& link) {
  for (std::size_t i = 0; i < shortest_ms.rows(); ++i)
    for (std::size_t j = 0; j < shortest_ms.rows(); ++j) {
      const double forth = shortest_ms(i, link.a) + link.rtt_ms + shortest_ms(link.b, j);
      const double back = shortest_ms(i, link.b) + link.rtt_ms + shortest_ms(link.a, j);
      shortest_ms(i, j) = std::min({shortest_ms(i, j), forth, back});
    }
}

}  // namespace

std::vector<BackboneLink> backbone_links(const Grid& rtt_ms, double tolerance) {
  Grid shortest_ms(rtt_ms.rows(), rtt_ms.rows(), std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < rtt_ms.rows(); ++i) shortest_ms(i, i) = 0;
  std::vector<BackboneLink> links;
  for (const BackboneLink& pair : shortest_first(rtt_ms)) {
    if (shortest_ms(pair.a, pair.b) <= (1 + tolerance) * pair.rtt_ms) continue;
    links.push_back(pair);
    shorten(shortest_ms, pair);
  }
  return links;
}

}  // namespace tradewind::network
