// Alerts, forecasts and dashboards: held against the objective and the simulated figures, and run by promtool.
#include <fmt/format.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>

#include <regex>
#include <set>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"
#include "observability/sli.h"
#include "support/command.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;

namespace {

ExportInput input_of(const World& world, const Topology& topology) {
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  for (std::size_t i = 0; i < topology.pools.size(); ++i) {
    ExpectedPool pool;
    pool.latency_p50_ms = 110, pool.latency_p95_ms = 380, pool.network_p50_ms = 21, pool.knee_rps = 1.5;
    input.expected_pools.push_back(pool);
    const Region& region = world.regions[world.offers[topology.pools[i].offer].region];
    input.bill.lines.push_back({region.provider,
                                region.id,
                                "gpu instances",
                                "",
                                world.workloads[topology.pools[i].workload].name,
                                730.0 * instances(world, topology.pools[i]),
                                {},
                                {static_cast<std::int64_t>(200) * 730 * instances(world, topology.pools[i])}});
  }
  return input;
}

Files exported(const World& world, std::vector<std::uint32_t> regions = {0, 1, 2}) {
  const Topology topology = test::tiny_topology(world, std::move(regions), 4);
  return test::files_of(export_bundle(input_of(world, topology), {"observability"}));
}

std::vector<World> worlds() {
  std::vector<World> all = {test::chat()};
  for (const auto kind : {BatchServer::Kind::triton, BatchServer::Kind::tensorflow_serving, BatchServer::Kind::torchserve})
    all.push_back(test::fraud(kind));
  return all;
}

const std::string us = "observability/regions/aws-us-east-1/";

// The rule of a file that records or alerts under this name; the first one.
json rule(const Files& files, const std::string& path, const std::string& name) {
  const json object = test::YamlReader::read(files.at(path));
  for (const json& group : object["spec"]["groups"])
    for (const json& each : group["rules"])
      if (each.value("alert", "") == name || each.value("record", "") == name) return each;
  return nullptr;
}

bool has_promtool() { return std::system("command -v promtool >/dev/null") == 0; }

// Exit code of check-rules.sh in a bundle, with what it said.
int check_rules(const Files& files, std::string& said) {
  const test::TemporaryFolder folder;
  for (const auto& [path, text] : files) {
    std::filesystem::create_directories((folder.path() / path).parent_path());
    test::spit(folder.path() / path, text);
  }
  const std::string log = (folder.path() / "log").string();
  const int code = std::system(("sh '" + (folder.path() / "observability/check-rules.sh").string() + "' >'" + log + "' 2>&1").c_str());
  said = test::slurp(log);
  return code;
}

}  // namespace

TEST_CASE("promtool takes the rules, and their unit tests pass", "[observability]") {
  if (!has_promtool()) SKIP("promtool is not installed");
  for (const World& world : worlds()) {
    std::string said;
    const int code = check_rules(exported(world, {0}), said);
    INFO(said);
    CHECK(code == 0);
  }
}

TEST_CASE("the rules' unit tests can fail", "[observability]") {
  if (!has_promtool()) SKIP("promtool is not installed");
  const Files good = exported(test::chat(), {0});
  const auto broken = [&](const std::string& path, const std::string& from, const std::string& to) {
    Files files = good;
    std::string& text = files.at(path);
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
    std::string said;
    return check_rules(files, said) != 0;
  };
  CHECK(broken(us + "chat-slo.yaml", "> 14.4", "> 144"));
  CHECK(broken(us + "chat-capacity.yaml", "> 1.5", "> 1000"));
  CHECK(broken(us + "chat-forecast.yaml", "> 1.2", "> 0.9"));
  CHECK(broken(us + "chat-slo.yaml", "sum(rate(", "sum(rate"));
}

TEST_CASE("budgets burn by the factors and windows of the workbook", "[observability]") {
  World world = test::chat();  // p95: a budget of 5 %
  const auto expression = [&](const char* name) {
    const json found = rule(exported(world), us + "chat-slo.yaml", name);
    return found.is_null() ? std::string() : found["expr"].get<std::string>();
  };
  const std::string there = "{workload=\"chat\",region=\"aws-us-east-1\"}";
  CHECK(expression("SloBurnsWithinDays") == "tradewind:burn_rate:1h" + there + " > 14.4");
  CHECK(expression("SloBurnsWithinAWeek") == "tradewind:burn_rate:6h" + there + " > 6");
  CHECK(expression("SloBurnsWithinAMonth") == "tradewind:burn_rate:3d" + there + " > 1");
  for (const auto& [over_long, over_short] : std::vector<std::pair<std::string, std::string>>{{"1h", "5m"}, {"6h", "30m"}, {"3d", "6h"}})
    CHECK_THAT(expression(("tradewind:burn_rate:" + over_long).c_str()), ContainsSubstring("ratio_" + over_long + there) &&
                                                                             ContainsSubstring("ratio_" + over_short + there) &&
                                                                             ContainsSubstring(" / 0.05 and "));
  world.workloads[0].slo.percentile = 90;  // all late burns 10 times the budget, never 14.4 times
  CHECK(expression("SloBurnsWithinDays").empty());
  CHECK_THAT(expression("tradewind:burn_rate:6h"), ContainsSubstring(" / 0.1 and "));
  CHECK(rule(exported(world), us + "chat-slo.yaml", "SloBurnsWithinAMonth")["labels"]["severity"] == "ticket");
}

TEST_CASE("late is what is later than the objective less the network, between the bounds of a histogram", "[observability]") {
  // 500 - 21 ms lie 229/250 of the way from the bound 0.25 s to 0.5 s.
  const std::string late = rule(exported(test::chat()), us + "chat-slo.yaml", "tradewind:late_requests:rate5m")["expr"];
  CHECK_THAT(late,
             ContainsSubstring("0.084 * sum(rate(vllm:time_to_first_token_seconds_bucket{namespace=\"inference-chat\",app_kubernetes_io_instance="
                               "\"chat\",le=\"0.25\"}[5m])) + 0.916 * sum("));
  World world = test::chat();
  world.workloads[0].slo.target_ms = 1021;  // on a bound, which vLLM writes as 1.0
  CHECK_THAT(rule(exported(world), us + "chat-slo.yaml", "tradewind:late_requests:rate5m")["expr"].get<std::string>(),
             ContainsSubstring("le=~\"1|1[.]0\"}[5m]))") && !ContainsSubstring("le=\"0.75\""));
  world.workloads[0].slo.target_ms = 10;  // less than the network takes
  const Topology topology = test::tiny_topology(world, {0}, 4);
  const ExportInput input = input_of(world, topology);
  CHECK(observability::server_target_ms(region_plans(input)[0].pools[0]) == 10);
}

TEST_CASE("Triton keeps the quantiles that tell when the alerts have to fire", "[observability]") {
  const World world = test::fraud(BatchServer::Kind::triton);  // p99
  const Topology topology = test::tiny_topology(world, {0}, 4);
  const Files files = test::files_of(export_bundle(input_of(world, topology), {"kubernetes", "observability"}));
  CHECK_THAT(files.at("kubernetes/base/fraud/deployment.yaml"),
             ContainsSubstring("summary_latencies=true") && ContainsSubstring("summary_quantiles=0.85:0.01,0.935:0.01,0.989:0.0022,0.99:0.002"));
  const std::string late = rule(files, us + "fraud-slo.yaml", "tradewind:late_requests:rate5m")["expr"];
  // 100 - 21 ms in microseconds; the steps between the quantiles add up to the share beyond the lowest of them.
  CHECK_THAT(late, ContainsSubstring("0.085 * avg(nv_inference_request_summary_us{namespace=\"inference-fraud\",app_kubernetes_io_instance=\"fraud\","
                                     "quantile=\"0.85\"} > bool 79000)") &&
                       ContainsSubstring("0.01 * avg(") && ContainsSubstring("nv_inference_request_failure"));
}

TEST_CASE("the simulated knee is the threshold of saturation, where it is known", "[observability]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0}, 4);
  ExportInput input = input_of(world, topology);
  const auto saturated = [&] { return rule(test::files_of(export_bundle(input, {"observability"})), us + "chat-capacity.yaml", "Saturated"); };
  CHECK_THAT(saturated()["expr"].get<std::string>(), Catch::Matchers::EndsWith("> 1.5"));
  CHECK(json::parse(test::files_of(export_bundle(input, {"observability"})).at("EXPECTED.json"))["pools"][0]["knee_rps_per_replica"] == 1.5);
  input.expected_pools[0].knee_rps = 0;
  CHECK(saturated().is_null());
}

TEST_CASE("the forecast of EXPECTED.json stands in the rules", "[observability]") {
  const Files files = exported(test::chat());
  const json pool = json::parse(files.at("EXPECTED.json"))["pools"][0];
  std::map<std::string, std::string> forecast;
  const json object = test::YamlReader::read(files.at(us + "chat-forecast.yaml"));
  for (const json& each : object["spec"]["groups"][0]["rules"])
    if (each.value("record", "") == "tradewind:forecast") forecast[each["labels"]["figure"]] = each["expr"];
  CHECK(forecast.at("mean_requests_per_s") == fmt::format("vector({:g})", pool["mean_rps"].get<double>()));
  CHECK(forecast.at("busiest_requests_per_s") == fmt::format("vector({:g})", pool["busiest_hour_rps"].get<double>()));
  CHECK(forecast.at("replicas") == "vector(4)");
  CHECK(forecast.at("server_latency_ms") == "vector(359)");  // 380 - 21
  CHECK(forecast.at("usd_per_hour") == "vector(8)");         // 4 instances at 2 USD
  World world = test::chat();
  world.workloads[0].slo.percentile = 99;
  CHECK(exported(world).at(us + "chat-forecast.yaml").find("server_latency_ms") == std::string::npos);  // another percentile was simulated
}

TEST_CASE("every series of this tool that is read is recorded", "[observability]") {
  static const std::regex name("tradewind:[a-z_:0-9]+");
  for (const World& world : worlds()) {
    std::set<std::string> recorded, read;
    for (const auto& [path, text] : exported(world)) {
      if (!path.starts_with("observability/") || path.ends_with("_test.yaml") || path.ends_with(".sh")) continue;
      for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) read.insert(at->str());
      if (path.ends_with("dashboard.json") || text.find("kind: PrometheusRule") == std::string::npos) continue;
      const json object = test::YamlReader::read(text);
      for (const json& group : object["spec"]["groups"])
        for (const json& each : group["rules"])
          if (each.contains("record")) recorded.insert(each["record"].get<std::string>());
    }
    CHECK(read == recorded);
  }
}

TEST_CASE("dashboards are JSON with panels of their own ids that do not overlap", "[observability]") {
  for (const auto& [path, text] : exported(test::chat())) {
    if (!path.ends_with("dashboard.json")) continue;
    INFO(path);
    const json dashboard = json::parse(text);
    std::set<int> ids;
    std::set<std::pair<int, int>> cells;
    for (const json& panel : dashboard["panels"]) {
      CHECK(ids.insert(panel["id"].get<int>()).second);
      const json& place = panel["gridPos"];
      CHECK(place["x"].get<int>() + place["w"].get<int>() <= 24);
      for (int x = place["x"]; x < place["x"].get<int>() + place["w"].get<int>(); ++x)
        for (int y = place["y"]; y < place["y"].get<int>() + place["h"].get<int>(); ++y) CHECK(cells.emplace(x, y).second);
    }
    CHECK(dashboard["uid"].get<std::string>().size() <= 40);
  }
}

TEST_CASE("alerts stand in one place", "[observability]") {
  const World world = test::chat();
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  for (const auto& [path, text] : test::files_of(export_bundle(input_of(world, topology), {"kubernetes", "observability", "runbook"})))
    if (text.find("alert: ") != std::string::npos) CHECK(path.starts_with("observability/"));
}

TEST_CASE("copies by S3 are watched with their target, others are said not to be", "[observability]") {
  World world = test::chat();
  Artifact weights{"Weights v1", 0, 16, 4, 0, 2, ArtifactReplication::s3_time_control, {30, 900, 99.9, true}};
  world.data.artifacts = {weights};
  world.regions[1].provider = "aws";
  const std::string to_europe = "observability/regions/aws-europe-west4/replication.yaml";
  Files files = exported(world, {0, 1});
  CHECK_THAT(rule(files, to_europe, "tradewind:replication_latency_s")["expr"].get<std::string>(), ContainsSubstring(".+-aws-europe-west4\""));
  CHECK_THAT(rule(files, to_europe, "ReplicationLate")["expr"].get<std::string>(),
             ContainsSubstring("tradewind:replication_latency_s{") && ContainsSubstring("> 900"));
  CHECK_FALSE(files.contains(us + "replication.yaml"));  // home
  world.data.artifacts[0].replication = ArtifactReplication::star;
  files = exported(world, {0, 1});
  CHECK_FALSE(files.contains(to_europe));
  CHECK_THAT(files.at("README.md"), ContainsSubstring("No rule watches the copies of `weights-v1` (star)"));
}

TEST_CASE("the collector counts spans at the objectives and names secrets alone", "[observability]") {
  const json spec = test::YamlReader::read(exported(test::chat()).at(us + "collector.yaml"))["spec"];
  const json bounds = spec["config"]["connectors"]["spanmetrics"]["histogram"]["explicit"]["buckets"];
  CHECK(bounds == json({"125ms", "250ms", "500ms", "1000ms", "2000ms"}));
  CHECK(spec["config"]["exporters"]["otlphttp"]["endpoint"] == "${env:OTLP_ENDPOINT}");
  for (const auto& [name, pipeline] : spec["config"]["service"]["pipelines"].items())
    for (const json& processor : pipeline["processors"]) CHECK(spec["config"]["processors"].contains(processor.get<std::string>()));
}
