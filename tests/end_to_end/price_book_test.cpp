// Prices of one's own, as a user brings them.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "support/command.h"

using namespace tradewind::test;
using Catch::Approx;
using nlohmann::json;

namespace {

const std::string scenario = "'" TRADEWIND_SOURCE_DIR "/scenarios/examples/rollout/chat.json'";
const std::string topology = " --topology '" TRADEWIND_SOURCE_DIR "/scenarios/examples/rollout/chat-topology.json'";
const std::string columns = "provider,region,instance_type,on_demand_usd_h,reserved_1y_usd_h,reserved_3y_usd_h,source,date,mark\n";

double gpu_usd(const json& priced, const std::string& region) {
  double usd = 0;
  for (const json& line : priced["lines"])
    if (line["service"] == "gpu instances" && line["region"] == region) usd += line["amount_usd"].get<double>();
  return usd;
}

}  // namespace

TEST_CASE("a contract's prices are on the bill, and everything else stays as it is shipped") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "acme");
  spit(folder.path() / "acme/book.json", R"({"name": "acme", "date": "2026-11-01", "currency": "EUR", "usd_per_unit": 1.25,
    "discounts": [{"provider": "gcp", "table": "instances", "percent": 50, "label": "enterprise agreement"}]})");
  spit(folder.path() / "acme/instances.csv", columns + "aws,us-east-1,p5.48xlarge,40,,,contract 7,2026-11-01,\n");
  const json shipped = json::parse(run("price " + scenario + topology + " --json - -q", folder).out);
  const Said said = run("price " + scenario + topology + " --price-book acme --json - -q --focus f.csv", folder);
  INFO(said.err);
  REQUIRE(said.exit_code == 0);
  const json own = json::parse(said.out);
  CHECK(own["price_book"].get<std::string>().starts_with("acme-2026-11-01-"));
  CHECK(gpu_usd(own, "us-east-1") == Approx(4 * 730 * 40 * 1.25));
  CHECK(gpu_usd(own, "us-west-2") == gpu_usd(shipped, "us-west-2"));
  CHECK(gpu_usd(own, "us-central1") == Approx(gpu_usd(shipped, "us-central1") / 2));
  CHECK(slurp(folder.path() / "f.csv").find("contract 7, 40 EUR at 1.25 USD") != std::string::npos);
}

TEST_CASE("a wrong book is refused with all that is wrong, and a study keeps to its book") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "acme");
  spit(folder.path() / "acme/book.json", R"({"name": "acme", "date": "yesterday"})");
  spit(folder.path() / "acme/instances.csv", columns + "aws,us-east-1,p5.48xlarge,forty,,,contract 7,2026-11-01,\n");
  const Said wrong = run("price " + scenario + topology + " --price-book acme", folder);
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err.find("acme/book.json") != std::string::npos);
  CHECK(wrong.err.find("acme/instances.csv:2") != std::string::npos);

  spit(folder.path() / "acme/book.json", R"({"name": "acme", "date": "2026-11-01"})");
  spit(folder.path() / "acme/instances.csv", columns + "aws,us-east-1,p5.48xlarge,40,,,contract 7,2026-11-01,\n");
  const std::string starter = "'" TRADEWIND_SOURCE_DIR "/scenarios/examples/starter.json'";
  REQUIRE(run("plan " + starter + " --study s.study --points 2 -q", folder).exit_code == 0);
  const Said other = run("plan " + starter + " --study s.study --points 2 -q --price-book acme", folder);
  CHECK(other.exit_code == 2);
  CHECK(other.err.find("and would go on with acme-2026-11-01-") != std::string::npos);
}
