#include "catalogue/region_throughput.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>

#include "embedded/catalogue_data.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/percentile.h"

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const Catalogue& shipped() { return Catalogue::shipped(); }

const CatalogueRegion& region(const std::string& key) {
  const std::size_t colon = key.find(':');
  const CatalogueRegion* found = shipped().find_region(key.substr(0, colon), key.substr(colon + 1));
  REQUIRE(found != nullptr);
  return *found;
}

struct Row {
  std::size_t from = 0, to = 0;  // regions of the catalogue
  std::pair<std::string, std::string> providers;
  std::pair<double, double> measured;  // round trip in ms, Gbit/s
};

// The shipped rows whose round trip is measured too.
std::vector<Row> rows() {
  const CsvTable table(embedded::catalogue_data("region_throughput.csv"), "region_throughput.csv");
  std::vector<Row> found;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const CatalogueRegion &from = region(table.text(row, table.column("from"))), &to = region(table.text(row, table.column("to")));
    const Rtt rtt = shipped().region_rtt(from, to);
    if (rtt.basis != RttBasis::measured) continue;
    const auto number = [](const CatalogueRegion& r) { return static_cast<std::size_t>(&r - shipped().regions().data()); };
    found.push_back({number(from), number(to), {from.provider, to.provider}, {rtt.ms, table.number(row, table.column("gbit_s"))}});
  }
  return found;
}

// Relative errors of the rule on every fifth region, whose rows it has not seen.
std::vector<double> held_out_errors() {
  std::vector<double> errors;
  const std::vector<Row> all = rows();
  for (std::size_t fold = 0; fold < 5; ++fold) {
    const auto held_out = [fold](const Row& row) { return row.from % 5 == fold || row.to % 5 == fold; };
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<double, double>>> known;
    for (const Row& row : all)
      if (!held_out(row)) known[row.providers].push_back(row.measured);
    for (const Row& row : all)
      if (held_out(row)) errors.push_back(std::abs(ThroughputRule::of(known.at(row.providers)).gbit_s(row.measured.first) / row.measured.second - 1));
  }
  std::ranges::sort(errors);
  return errors;
}

}  // namespace

TEST_CASE("a measured throughput has a direction", "[catalogue]") {
  const Throughput there = shipped().region_throughput(region("aws:af-south-1"), region("aws:ap-east-1"));
  CHECK(there.basis == RttBasis::measured);
  CHECK(there.gbit_s == 2.566);
  const Throughput out = shipped().region_throughput(region("azure:westeurope"), region("aws:us-east-1"));
  const Throughput back = shipped().region_throughput(region("aws:us-east-1"), region("azure:westeurope"));
  CHECK(out.basis == RttBasis::measured);
  CHECK(out.gbit_s != back.gbit_s);
}

TEST_CASE("the rule of throughput is a cap and a constant over the round trip", "[catalogue]") {
  // 10 Gbit/s up to 50 ms, then 500 Gbit/s ms over the round trip.
  std::vector<std::pair<double, double>> exact;
  for (double rtt_ms = 10; rtt_ms <= 300; rtt_ms += 10) exact.emplace_back(rtt_ms, std::min(10.0, 500 / rtt_ms));
  const ThroughputRule rule = ThroughputRule::of(exact);
  CHECK_THAT(rule.cap_gbit_s, WithinAbs(10, 1e-12));
  CHECK_THAT(rule.gbit_s_ms, WithinAbs(500, 1e-9));
  for (const auto& [rtt_ms, gbit_s] : exact) CHECK_THAT(rule.gbit_s(rtt_ms), WithinRel(gbit_s, 1e-12));
  CHECK(ThroughputRule::of({{1, 3.0}, {2, 3.0}}).gbit_s(2) == 3);
}

TEST_CASE("throughput between regions that were not measured is an estimate", "[catalogue]") {
  const Throughput near = shipped().region_throughput(region("aws:eu-west-1"), region("aws:eu-west-1"));
  const Throughput far = shipped().region_throughput(region("ibm:us-south"), region("ibm:au-syd"));
  CHECK(near.basis == RttBasis::estimated);
  CHECK(far.basis == RttBasis::estimated);
  CHECK_THAT(near.gbit_s, WithinAbs(4.75, 0.1));  // what AWS lets such a machine send
  CHECK(far.gbit_s < near.gbit_s);
  for (const CatalogueRegion& from : shipped().regions())
    if (from.id.starts_with('e')) {
      const double gbit_s = shipped().region_throughput(from, region("nebius:eu-north1")).gbit_s;
      CHECK(gbit_s > 0);
      CHECK(gbit_s < 25);
    }
}

TEST_CASE("the rule of throughput holds for regions that it has not seen", "[catalogue]") {
  const std::vector<double> errors = held_out_errors();
  CAPTURE(errors.size(), percentile_of(errors, 50), percentile_of(errors, 90));
  CHECK(errors.size() > 3000);
  CHECK(percentile_of(errors, 50) < 0.16);
  CHECK(percentile_of(errors, 90) < 0.45);
}
