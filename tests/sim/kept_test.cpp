// Replications that are kept in a file and gone on with.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "support/command.h"
#include "support/tiny_world.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/sim/simulate.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

struct Case {
  World world = test::tiny_llm_world(4);
  Topology topology = test::tiny_topology(world, {0, 1}, 1);
  SimulationOptions options{.seed = 3, .replications = 8, .windows = 3, .window_s = 10, .warmup_s = 5};
  test::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "kept";

  std::string run(int replications, int threads = 2) {
    options.replications = replications;
    options.threads = threads;
    Outcome outcome = simulate(world, topology, options);
    outcome.wall_s = 0;
    return to_json(outcome);
  }
  void keep() { options.keep = Keep{file, "a scenario"}; }
};

}  // namespace

TEST_CASE("eight replications after four are the same bytes as eight at once, on any number of threads") {
  Case c;
  const std::string at_once = c.run(8);
  c.keep();
  for (const int threads : {1, 2, 5}) {
    std::filesystem::remove(c.file);
    c.run(4, threads);
    const std::string four = read_file(c.file);
    CHECK(c.run(8, threads) == at_once);
    CHECK(read_file(c.file) != four);
    // All of them count, also when fewer are asked for.
    CHECK(c.run(2, threads) == at_once);
  }
}

TEST_CASE("kept replications are not simulated again") {
  Case c;
  c.keep();
  const std::string eight = c.run(8);
  int reports = 0;
  c.options.threads = 1;
  Outcome again = simulate(c.world, c.topology, c.options, [&](const ProgressReport&) { ++reports; });
  again.wall_s = 0;
  CHECK(to_json(again) == eight);
  CHECK(reports == 0);
}

TEST_CASE("an interrupted simulation keeps what is finished") {
  Case c;
  c.options.precision = Precision{.relative = 0.0001, .most_replications = 20};
  const std::string at_once = c.run(2);
  c.keep();
  std::stop_source stop;
  const auto stop_after_ten = [&](const ProgressReport&) { stop.request_stop(); };
  CHECK_THROWS_AS(simulate(c.world, c.topology, c.options, stop_after_ten, stop.get_token()), Interrupted);
  CHECK(std::filesystem::file_size(c.file) > 0);
  CHECK(c.run(2) == at_once);
}

TEST_CASE("kept replications of anything else are refused with what differs") {
  Case c;
  c.keep();
  c.run(2);
  const std::string kept = read_file(c.file);
  const auto refused = [&](const std::string& because) {
    CHECK_THROWS_MATCHES(simulate(c.world, c.topology, c.options), InvalidInput, MessageMatches(ContainsSubstring(because)));
    CHECK(read_file(c.file) == kept);
  };
  const SimulationOptions options = c.options;
  c.options.seed = 4;
  refused("seed 3");
  c.options = options;
  c.options.windows = 4;
  refused("windows 3");
  c.options = options;
  c.options.keep->scenario = "another scenario";
  refused("another scenario");
  c.options = options;
  c.topology.pools[0].replicas = 2;
  refused("another topology");
}

TEST_CASE("a damaged file of kept replications is refused or harmless, and a file that cannot be written is found at once") {
  Case c;
  c.keep();
  c.run(2);
  const std::string kept = read_file(c.file);
  int refused = 0;
  for (std::size_t cut = 0; cut < kept.size(); cut += kept.size() / 50 + 1) {
    test::spit(c.file, kept.substr(0, cut));
    try {
      simulate(c.world, c.topology, c.options);
    } catch (const InvalidInput&) {
      ++refused;
    }
  }
  CHECK(refused >= 50);
  test::spit(c.file, "{\"a\": 1}");
  CHECK_THROWS_AS(simulate(c.world, c.topology, c.options), InvalidInput);
  c.options.keep = Keep{"/proc/none/kept", "a scenario"};
  CHECK_THROWS(simulate(c.world, c.topology, c.options));
}
