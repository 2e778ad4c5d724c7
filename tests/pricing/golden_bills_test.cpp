// Bills by hand: tests/data/bills/NAME.json has a usage, the page and date of the prices, the arithmetic, and what must stand on the bill to the
// cent.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "support/command.h"
#include "support/tiny_world.h"
#include "tradewind/pricing/bill.h"
#include "tradewind/pricing/import.h"
#include "tradewind/scenarios/files.h"

using namespace tradewind;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

Purchase purchase_of(const std::string& name) {
  return *std::ranges::find(all_purchases, name, [](Purchase purchase) { return to_string(purchase); });
}

std::uint32_t region_index(const World& world, const std::string& key) {
  return static_cast<std::uint32_t>(std::ranges::find(world.regions, key, &Region::key) - world.regions.begin());
}

// The places of tiny_world with the bill's regions and users in them.
void set_places(const json& bill, World& world) {
  const json& regions = bill.at("regions");
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const std::string key = regions[i];
    world.regions[i].provider = key.substr(0, key.find(':'));
    world.regions[i].id = key.substr(key.find(':') + 1);
    world.regions[i].continent = bill.value("continents", json::array()).size() > i ? bill["continents"][i] : json(world.regions[i].continent);
  }
  const json users = bill.value("users", json::array());
  for (std::size_t i = 0; i < users.size(); ++i) {
    world.populations[i].country_iso2 = users[i].at("country");
    world.populations[i].continent = users[i].at("continent");
  }
  if (bill.contains("instance_type"))
    for (Offer& offer : world.offers) offer.instance_type = bill["instance_type"];
}

Monitoring monitoring_of(const json& from) {
  const std::map<std::string, MetricsService> metrics = {{"provider", MetricsService::provider},
                                                         {"datadog", MetricsService::datadog},
                                                         {"new_relic", MetricsService::new_relic},
                                                         {"none", MetricsService::none}};
  const std::map<std::string, LogService> logs = {
      {"provider", LogService::provider}, {"datadog", LogService::datadog}, {"new_relic", LogService::new_relic}, {"none", LogService::none}};
  return {metrics.at(from.value("metrics", "none")), logs.at(from.value("logs", "none")), from.value("series_per_replica", 0),
          from.value("series_per_node", 0),          from.at("scrape_interval_s"),        from.value("log_bytes_per_request", 0.0)};
}

PurchaseMix purchase_mix_of(const json& from) {
  PurchaseMix mix{{}, from.value("spot_max_share", 0.0), from.value("spot_interruptions_per_month", 0.0), from.value("spot_lost_h", 0.0)};
  for (const json& kind : from.at("kinds")) mix.kinds.push_back(purchase_of(kind));
  std::ranges::sort(mix.kinds);
  return mix;
}

Billing billing_of(const json& from) {
  Billing billing;
  billing.node_disk_gb = from.value("node_disk_gb", 0.0);
  billing.kept_versions = from.value("kept_versions", 1);
  billing.image_gb = from.value("image_gb", 0.0);
  billing.nat_gateways = from.value("nat_gateways", 0);
  billing.nat_gb = from.value("nat_gb", 0.0);
  billing.between_zones_share = from.value("between_zones_share", 0.0);
  if (from.contains("monitoring")) billing.monitoring = monitoring_of(from["monitoring"]);
  if (from.contains("purchase_mix")) billing.purchase_mix = purchase_mix_of(from["purchase_mix"]);
  if (from.contains("kafka")) billing.kafka = {from["kafka"].at("broker_type"), from["kafka"].at("brokers")};
  for (const json& plan : from.value("support", json::array())) billing.support.push_back({plan.at("provider"), plan.at("plan")});
  for (const json& credit : from.value("credits", json::array()))
    billing.credits.push_back({credit.at("provider"), credit.at("usd_per_month"), credit.at("label")});
  return billing;
}

void set_data(const json& bill, World& world) {
  for (const json& from : bill.value("artifacts", json::array())) {
    const std::string replication = from.value("replication", "star");
    Artifact artifact{from.at("name"),
                      {},
                      from.at("size_gb"),
                      from.at("files"),
                      region_index(world, from.at("home")),
                      from.at("versions_per_month"),
                      replication == "star" ? ArtifactReplication::star : ArtifactReplication::s3_time_control,
                      {}};
    CHECK(to_string(artifact.replication) == replication);
    world.data.artifacts.push_back(artifact);
  }
  if (world.data.artifacts.empty()) world.data.artifacts.push_back({"nothing", {}, 0, 1, 0, 0, ArtifactReplication::star, {}});
  for (const json& from : bill.value("streams", json::array())) {
    EventStream stream;
    stream.name = from.at("name");
    stream.home = region_index(world, from.at("home"));
    stream.events_per_s = from.at("events_per_s");
    stream.event_bytes = from.at("event_bytes");
    stream.retention_h = from.at("retention_h");
    stream.replication_factor = from.at("replication_factor");
    world.data.streams.push_back(stream);
  }
  for (const json& from : bill.value("stores", json::array())) {
    FeatureStore store;
    store.name = from.at("name");
    store.online = from.contains("stream") ? OnlineStore::redis : OnlineStore::dynamodb;
    store.consistency = from.value("consistency", "eventual") == "strong" ? Consistency::strong : Consistency::eventual;
    store.value_bytes = from.value("value_bytes", 400.0);
    if (from.contains("stream"))
      store.stream = from["stream"].get<std::uint32_t>();
    else
      store.materialization.emplace();
    FeatureUse use;
    use.store = static_cast<std::uint32_t>(world.data.feature_stores.size());
    world.workloads[0].features.push_back(use);
    world.data.feature_stores.push_back(store);
  }
}

World world_of(const json& bill) {
  World world = test::tiny_llm_world();
  set_places(bill, world);
  world.purchase = purchase_of(bill.value("purchase", "on_demand"));
  world.traffic.manager = *find_traffic_manager(bill.value("manager", "aws_route53_latency"));
  world.traffic.manager.interval_s = bill.value("probe_interval_s", world.traffic.manager.interval_s);
  world.billing = billing_of(bill.value("billing", json::object()));
  set_data(bill, world);
  return world;
}

Usage usage_of(const json& bill) {
  Usage usage;
  const json pools = bill.value("pools", json::array()), from = bill.value("usage", json::object());
  for (std::uint32_t i = 0; i < pools.size(); ++i)  // a pool of no hours opens its region and costs nothing
    if (pools[i][1] > 0) usage.pools.push_back({i, pools[i][1]});
  for (const json& row : from.value("egress", json::array())) usage.internet_egress.push_back({0, row[0], row[1], row[2]});
  for (const json& row : from.value("requests", json::array())) usage.requests.push_back({0, row[0], row[1], row[2], row[3]});
  for (const json& row : from.value("hops", json::array())) usage.replication.push_back({0, row[0], row[1], row[2]});
  for (const json& row : from.value("stores", json::array())) usage.stores.push_back({row[0], row[1], row[2], row[3], 0, 0});
  return usage;
}

Topology topology_of(const World& world, const json& bill) {
  std::vector<std::uint32_t> regions;
  for (const json& pool : bill.value("pools", json::array())) regions.push_back(pool[0]);
  return test::tiny_topology(world, regions, 1);
}

// The shipped book, or the bill's own files on top of it, or a cloud's price file as a book.
PriceBook book_of(const json& bill) {
  if (!bill.contains("book") && !bill.contains("offer")) return PriceBook::shipped();
  const test::TemporaryFolder folder;
  if (bill.contains("offer")) {
    test::spit(folder.path() / "offer.csv", bill["offer"]);
    write_book(import_prices(PriceFormat::aws_offer, {folder.path() / "offer.csv"}), folder.path() / "book");
    return PriceBook::load(folder.path() / "book");
  }
  test::spit(folder.path() / "book.json", R"({"name": "own", "date": "2026-09-01"})");
  for (const auto& [file, text] : bill["book"].items()) test::spit(folder.path() / file, text.is_string() ? text.get<std::string>() : text.dump());
  return PriceBook::load(folder.path());
}

Cents sum(const Bill& bill, const json& line) {
  Cents total;
  for (const BillLine& billed : bill.lines)
    if (billed.service == line.at("service") && billed.region == line.value("region", billed.region) &&
        billed.item.starts_with(line.value("item", "")))
      total += billed.amount;
  return total;
}

}  // namespace

TEST_CASE("golden bills", "[price][bills]") {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(TRADEWIND_SOURCE_DIR) / "tests/data/bills")) files.push_back(entry.path());
  std::ranges::sort(files);
  CHECK(files.size() >= 40);
  for (const fs::path& file : files) {
    const json bill = json::parse(read_input(file, "a bill"));
    CHECK_FALSE(bill.at("page").get<std::string>().empty());
    CHECK_FALSE(bill.at("date").get<std::string>().empty());
    CHECK_FALSE(bill.at("arithmetic").empty());
    const World world = world_of(bill);
    const Bill priced = price(world, topology_of(world, bill), usage_of(bill), book_of(bill));
    INFO(file.stem().string() << ": " << bill.at("arithmetic").dump(1) << "\n" << to_json(priced));
    for (const json& line : bill.at("expected")) {
      INFO(line.dump());
      CHECK(sum(priced, line).value == to_cents(line.at("usd")).value);
    }
    CHECK(priced.total().value == to_cents(bill.at("total")).value);
    Cents expected;
    for (const json& line : bill.at("expected")) expected += to_cents(line.at("usd"));
    CHECK(priced.total() == expected);  // nothing on the bill that the arithmetic does not name
  }
}
