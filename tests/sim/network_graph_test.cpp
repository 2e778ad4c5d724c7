#include "tradewind/sim/network_graph.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <limits>
#include <random>

#include "network/backbone.h"
#include "support/tiny_world.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// All shortest paths by Floyd and Warshall (1962) over the open links of one kind.
Grid floyd_warshall(const NetworkGraph& graph, LinkKind kind) {
  const std::size_t n = graph.nodes().size();
  Grid ms(n, n, infinite);
  for (std::size_t i = 0; i < n; ++i) ms(i, i) = 0;
  for (std::uint32_t l = 0; l < graph.links().size(); ++l) {
    const NetworkLink& link = graph.links()[l];
    if (graph.is_cut(l) || link.kind != kind) continue;
    ms(link.a, link.b) = std::min(ms(link.a, link.b), link.rtt_ms);
    ms(link.b, link.a) = ms(link.a, link.b);
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) ms(i, j) = std::min(ms(i, j), ms(i, k) + ms(k, j));
  return ms;
}

void check_against_floyd_warshall(const NetworkGraph& graph) {
  const Grid expected = floyd_warshall(graph, LinkKind::backbone);
  for (std::uint32_t a = 0; a < graph.nodes().size(); ++a)
    for (std::uint32_t b = 0; b < graph.nodes().size(); ++b) {
      if (graph.nodes()[a].kind != NodeKind::edge || graph.nodes()[b].kind != NodeKind::edge) continue;
      const auto path = graph.route(a, b, Via::backbone);
      REQUIRE(path.has_value() == (expected(a, b) < infinite));
      if (!path) continue;
      CHECK_THAT(path->rtt_ms, WithinAbs(expected(a, b), 1e-9));
      // The links join up, none is cut, and together they take as long as the path says.
      std::uint32_t at = a;
      double sum_ms = 0;
      for (const std::uint32_t l : path->links) {
        const NetworkLink& link = graph.links()[l];
        REQUIRE((link.a == at || link.b == at));
        REQUIRE(!graph.is_cut(l));
        at = link.a == at ? link.b : link.a;
        sum_ms += link.rtt_ms;
      }
      CHECK(at == b);
      CHECK_THAT(path->rtt_ms, WithinAbs(sum_ms, 1e-9));
    }
}

NetworkGraph random_graph(std::mt19937& random, std::uint32_t nodes, double density) {
  std::vector<NetworkNode> places(nodes, {NodeKind::edge, "", "p"});
  std::vector<NetworkLink> links;
  std::uniform_real_distribution<double> uniform;
  for (std::uint32_t a = 0; a < nodes; ++a)
    for (std::uint32_t b = a + 1; b < nodes; ++b)
      if (uniform(random) < density) links.push_back({LinkKind::backbone, a, b, 1 + 200 * uniform(random)});
  return {places, links};
}

// A world of every region of one provider and a few large metros.
World provider_world(const std::string& provider) {
  World world;
  for (const CatalogueRegion& r : Catalogue::shipped().regions())
    if (r.provider == provider) world.regions.push_back({r.provider, r.id, r.city, r.country_iso2, r.continent, r.residency, r.place});
  const auto metros = Catalogue::shipped().metros().first(20);
  world.rtt_ms = Grid(metros.size(), world.regions.size());
  for (std::size_t p = 0; p < metros.size(); ++p) {
    world.populations.push_back({metros[p].key(), metros[p].country_iso2, metros[p].continent, metros[p].timezone, metros[p].place, 1e6});
    for (std::size_t r = 0; r < world.regions.size(); ++r)
      world.rtt_ms(p, r) = Catalogue::shipped().metro_rtt(metros[p], *Catalogue::shipped().find_region(provider, world.regions[r].id)).ms;
  }
  return world;
}

std::uint32_t node(const NetworkGraph& graph, NodeKind kind, const std::string& name) {
  const auto found = graph.find(kind, name);
  REQUIRE(found.has_value());
  return *found;
}

// One metro, two edge sites and a region of provider "p": the metro is nearer to site 1, the region stands at site 2.
NetworkGraph anycast() {
  return {{{NodeKind::metro, "m", ""}, {NodeKind::edge, "e1", "p"}, {NodeKind::edge, "e2", "p"}, {NodeKind::region, "r", "p"}},
          {{LinkKind::internet, 0, 3, 90, 0.02},
           {LinkKind::ingress, 0, 1, 5, 0.01},
           {LinkKind::ingress, 0, 2, 40},
           {LinkKind::backbone, 1, 2, 50, 0.5},
           {LinkKind::attachment, 2, 3, 1}}};
}

}  // namespace

TEST_CASE("routes are the shortest paths that Floyd and Warshall find, before and after cuts", "[network]") {
  std::mt19937 random(7);
  for (const double density : {0.05, 0.2, 0.6}) {
    const NetworkGraph graph = random_graph(random, 24, density);
    check_against_floyd_warshall(graph);
    std::vector<std::uint32_t> cut;
    for (std::uint32_t l = 0; l < graph.links().size(); l += 3) cut.push_back(l);
    check_against_floyd_warshall(graph.without(cut));
    check_against_floyd_warshall(graph.degraded(cut, 35));
  }
}

TEST_CASE("routes over the catalogue's backbones are shortest paths, before and after cuts", "[network]") {
  const NetworkGraph graph = network_graph(provider_world("aws"), Catalogue::shipped());
  check_against_floyd_warshall(graph);
  std::vector<std::uint32_t> cut;
  for (std::uint32_t l = 0; l < graph.links().size(); ++l)
    if (graph.links()[l].kind == LinkKind::backbone && l % 4 == 0) cut.push_back(l);
  REQUIRE(!cut.empty());
  check_against_floyd_warshall(graph.without(cut));
}

TEST_CASE("cutting links never shortens a way, and cutting those of a route finds another", "[network]") {
  std::mt19937 random(11);
  const NetworkGraph graph = random_graph(random, 20, 0.4);
  for (std::uint32_t to = 1; to < 20; ++to) {
    const auto before = graph.route(0, to, Via::backbone);
    REQUIRE(before.has_value());
    const auto after = graph.without(before->links).route(0, to, Via::backbone);
    if (!after) continue;
    CHECK(after->rtt_ms >= before->rtt_ms);
    for (const std::uint32_t link : after->links) CHECK(std::count(before->links.begin(), before->links.end(), link) == 0);
    CHECK_THAT(graph.route(to, 0, Via::backbone)->rtt_ms, WithinAbs(before->rtt_ms, 1e-9));
  }
}

TEST_CASE("anycast enters at the nearest edge site, not where the whole way is shortest", "[network]") {
  const NetworkGraph graph = anycast();
  const auto path = graph.route(0, 3, Via::backbone);
  REQUIRE(path.has_value());
  CHECK(path->links == std::vector<std::uint32_t>{1, 3, 4});  // 56 ms; by the other site it were 41
  CHECK_THAT(path->rtt_ms, WithinAbs(56, 1e-12));
  CHECK_THAT(path->loss, WithinAbs(1 - 0.99 * 0.5, 1e-12));
  const auto dns = graph.route(0, 3, Via::internet);
  CHECK(dns->links == std::vector<std::uint32_t>{0});
  CHECK_THAT(dns->loss, WithinAbs(0.02, 1e-12));

  SECTION("a dead edge site is left for the next one") {
    CHECK(graph.without(std::array{1U}).route(0, 3, Via::backbone)->links == std::vector<std::uint32_t>{2, 4});
    CHECK(!graph.without(std::array{1U, 2U}).route(0, 3, Via::backbone).has_value());
  }
  SECTION("a cut backbone does not turn the user away from its edge site") {
    CHECK(!graph.without(std::array{3U}).route(0, 3, Via::backbone).has_value());
    CHECK(graph.without(std::array{3U}).route(0, 3, Via::internet).has_value());
  }
  SECTION("a degraded link is slower and loses more") {
    const auto slow = graph.degraded(std::array{3U}, 20, 0.5).route(0, 3, Via::backbone);
    CHECK_THAT(slow->rtt_ms, WithinAbs(76, 1e-12));
    CHECK_THAT(slow->loss, WithinAbs(1 - 0.99 * 0.25, 1e-12));
  }
  SECTION("the variants leave the graph as it was") { CHECK(graph.route(0, 3, Via::backbone)->rtt_ms == path->rtt_ms); }
  CHECK_THROWS_AS(graph.route(3, 0, Via::backbone), std::invalid_argument);
}

TEST_CASE("a backbone reproduces the round trips between regions with a fraction of the links", "[network]") {
  for (const std::string provider : {"aws", "azure", "gcp"}) {
    std::vector<const CatalogueRegion*> regions;
    for (const CatalogueRegion& region : Catalogue::shipped().regions())
      if (region.provider == provider) regions.push_back(&region);
    Grid rtt_ms(regions.size(), regions.size());
    for (std::size_t i = 0; i < regions.size(); ++i)
      for (std::size_t j = i + 1; j < regions.size(); ++j) rtt_ms(i, j) = Catalogue::shipped().region_rtt(*regions[i], *regions[j]).ms;
    const auto links = network::backbone_links(rtt_ms, network::backbone_tolerance);

    std::vector<NetworkLink> edges;
    for (const auto& link : links) edges.push_back({LinkKind::backbone, link.a, link.b, link.rtt_ms});
    const Grid shortest = floyd_warshall({std::vector<NetworkNode>(regions.size(), {NodeKind::edge, "", provider}), edges}, LinkKind::backbone);
    std::size_t pairs = 0, close = 0;
    for (std::size_t i = 0; i < regions.size(); ++i)
      for (std::size_t j = i + 1; j < regions.size(); ++j) {
        CHECK(shortest(i, j) <= (1 + network::backbone_tolerance) * rtt_ms(i, j) + 1e-9);
        ++pairs;
        if (shortest(i, j) >= (1 - network::backbone_tolerance) * rtt_ms(i, j)) ++close;
      }
    INFO(provider << ": " << links.size() << " links for " << pairs << " pairs; " << close << " within the tolerance, the others shorter");
    CHECK(links.size() < pairs / 3);
    CHECK(static_cast<double>(close) >= 0.8 * static_cast<double>(pairs));
  }
}

TEST_CASE("the links of a backbone: a chain is found again, a detour too long gets a link of its own", "[network]") {
  // Places on a line at 0, 10, 20 and 30 ms; the pair of the ends is measured at 30 ms, then at 25 ms.
  const auto chain = [](double ends_ms) {
    Grid rtt_ms(4, 4);
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = i + 1; j < 4; ++j) rtt_ms(i, j) = 10 * static_cast<double>(j - i);
    rtt_ms(0, 3) = ends_ms;
    return network::backbone_links(rtt_ms, 0.05);
  };
  CHECK(chain(30).size() == 3);
  CHECK(chain(25).size() == 4);
}

TEST_CASE("the network of a world: DNS as World::rtt_ms, anycast by the edge sites of the catalogue", "[network]") {
  const World world = test::tiny_llm_world(1);
  const NetworkGraph graph = network_graph(world, Catalogue::shipped());
  const std::uint32_t region = node(graph, NodeKind::region, "aws:us-east-1"), metro = node(graph, NodeKind::metro, "Tokyo, JP");
  CHECK(graph.route(metro, region, Via::internet)->rtt_ms == world.rtt_ms(2, 0));

  const auto path = graph.route(metro, region, Via::backbone);
  REQUIRE(path.has_value());
  REQUIRE(path->links.size() >= 3);
  CHECK(graph.links()[path->links.front()].kind == LinkKind::ingress);
  CHECK(graph.links()[path->links.back()].kind == LinkKind::attachment);
  const auto& aws = *Catalogue::shipped().find_region("aws", "ap-northeast-1");
  const double backbone_ms = Catalogue::shipped().region_rtt(aws, *Catalogue::shipped().find_region("aws", "us-east-1")).ms;
  CHECK_THAT(path->rtt_ms, WithinRel(graph.links()[path->links.front()].rtt_ms + backbone_ms, 0.1));
}

TEST_CASE("the internet keeps its direct way, and a detour is no short cut", "[network]") {
  // Metros 0 and 1, regions 2 and 3. From 0 to 2 directly 100 ms; through 3 and 1, 60 ms.
  const NetworkGraph graph(
      {{NodeKind::metro, "a", ""}, {NodeKind::metro, "b", ""}, {NodeKind::region, "p:r", "p"}, {NodeKind::region, "p:s", "p"}},
      {{LinkKind::internet, 0, 2, 100}, {LinkKind::internet, 0, 3, 20}, {LinkKind::internet, 1, 3, 20}, {LinkKind::internet, 1, 2, 20}});
  CHECK(graph.route(0, 2, Via::internet)->links == std::vector<std::uint32_t>{0});
  CHECK(graph.degraded(std::array{0U}, 50).route(0, 2, Via::internet)->rtt_ms == 150);
  const auto detour = graph.without(std::array{0U}).route(0, 2, Via::internet);
  CHECK(detour->links == std::vector<std::uint32_t>{1, 2, 3});
  CHECK(detour->rtt_ms == 100);
  CHECK(graph.degraded(std::array{2U}, 90).without(std::array{0U}).route(0, 2, Via::internet)->rtt_ms == 150);
  CHECK(!graph.without(std::array{0U, 1U}).route(0, 2, Via::internet).has_value());
  CHECK(graph.without(std::array{0U}).route(2, 0, Via::internet)->rtt_ms == 100);
}

TEST_CASE("the matrix of round trips is that of the single routes", "[network]") {
  const World world = provider_world("gcp");
  const NetworkGraph whole = network_graph(world, Catalogue::shipped());
  CHECK(whole.rtt_ms(Via::internet)(3, 5) == world.rtt_ms(3, 5));
  // Cut every tenth link, and all ways of the first metro into the backbone.
  std::vector<std::uint32_t> cut;
  for (std::uint32_t l = 0; l < whole.links().size(); ++l)
    if (l % 10 == 0 || (whole.links()[l].kind == LinkKind::ingress && whole.links()[l].a == 0)) cut.push_back(l);
  const NetworkGraph graph = whole.without(cut);
  for (const Via via : {Via::internet, Via::backbone}) {
    const Grid rtt_ms = graph.rtt_ms(via);
    for (std::uint32_t p = 0; p < rtt_ms.rows(); p += 3)
      for (std::uint32_t r = 0; r < rtt_ms.columns(); r += 5) {
        const auto path = graph.route(p, static_cast<std::uint32_t>(rtt_ms.rows()) + r, via);
        CHECK_THAT(rtt_ms(p, r), WithinAbs(path ? path->rtt_ms : infinite, 1e-9));
      }
    CHECK((rtt_ms(0, 0) == infinite) == (via == Via::backbone));
  }
}

TEST_CASE("a graph rejects links that cannot be", "[network]") {
  const std::vector<NetworkNode> nodes(2);
  CHECK_THROWS_AS(NetworkGraph(nodes, {{LinkKind::internet, 0, 2, 1}}), std::invalid_argument);
  CHECK_THROWS_AS(NetworkGraph(nodes, {{LinkKind::internet, 0, 1, -1}}), std::invalid_argument);
  CHECK_THROWS_AS(NetworkGraph(nodes, {{LinkKind::internet, 0, 1, infinite}}), std::invalid_argument);
  CHECK_THROWS_AS(NetworkGraph(nodes, {{LinkKind::internet, 0, 1, 1, 1.5}}), std::invalid_argument);
  const NetworkGraph graph(nodes, {{LinkKind::internet, 0, 1, 1}});
  CHECK_THROWS_AS(graph.route(0, 2, Via::internet), std::invalid_argument);
  CHECK_THROWS_AS(graph.without(std::array{1U}), std::out_of_range);
  CHECK(graph.route(1, 1, Via::internet)->links.empty());
}
