// Monitors for other stores, against the alerts of the target observability.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;

namespace {

Files exported(const World& world, const std::string& target) {
  const Topology topology = test::tiny_topology(world, {0, 1}, 4);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.expected_pools.assign(topology.pools.size(), {.latency_p95_ms = 380, .network_p50_ms = 21, .knee_rps = 1.5});
  return test::files_of(export_bundle(input, {target}));
}

// {series, bound} of the alerts of a bundle that stand on one recorded series.
std::multiset<std::pair<std::string, double>> thresholds(const Files& files) {
  std::multiset<std::pair<std::string, double>> found;
  for (const auto& [path, text] : files) {
    if (!path.starts_with("observability/") || !path.ends_with(".yaml") || text.find("kind: PrometheusRule") == std::string::npos) continue;
    const json object = test::YamlReader::read(text);
    for (const json& group : object["spec"]["groups"])
      for (const json& rule : group["rules"]) {
        const std::string expression = rule["expr"];
        const std::size_t end = expression.find("} > ");
        if (rule.contains("alert") && expression.starts_with("tradewind:") && end != std::string::npos &&
            expression.find(" and ") == std::string::npos)
          found.emplace(expression.substr(0, expression.find('{')), std::stod(expression.substr(end + 4)));
      }
  }
  return found;
}

World with_copies() {
  World world = test::chat();
  world.regions[1].provider = "aws";
  world.data.artifacts = {{"weights", 0, 16, 4, 0, 2, ArtifactReplication::s3_time_control, {30, 900, 99.9, true}}};
  return world;
}

}  // namespace

TEST_CASE("Datadog watches the thresholds of the alerts", "[monitors]") {
  const Files files = exported(with_copies(), "datadog");
  const json monitors = json::parse(files.at("monitors/datadog/monitors.tf.json"))["resource"]["datadog_monitor"];
  std::multiset<std::pair<std::string, double>> watched;
  for (const json& monitor : monitors) {
    const std::string query = monitor["query"], critical = monitor["monitor_thresholds"]["critical"];
    std::string series = query.substr(query.find("avg:") + 4);
    series = series.substr(0, series.find('{'));
    for (char& c : series) c = c == '.' ? ':' : c;
    watched.emplace(series, std::stod(critical));
    CHECK(query.ends_with("> " + critical));
  }
  CHECK(watched == thresholds(files));
  CHECK(monitors["on_chat_aws_us_east_1_Saturated"]["query"].get<std::string>().find(
            "tradewind.requests_per_replica.rate5m{workload:chat,region:aws-us-east-1} > 1.5") != std::string::npos);
  CHECK_THAT(monitors["on_chat_aws_us_east_1_SloBurnsWithinDays"]["message"].get<std::string>(),
             ContainsSubstring("{{value}}") && ContainsSubstring("${var.page}"));
  CHECK_FALSE(monitors.contains("on_chat_aws_us_east_1_CostAboveForecast"));  // no bill
  CHECK(monitors.contains("on_weights_aws_europe_west4_ReplicationLate"));
  CHECK(monitors.contains("on_chat_all_VersionsDiffer"));
  // The Agent is told every series that a monitor asks for.
  const json metrics = test::YamlReader::read(files.at("monitors/datadog/openmetrics.yaml"))["instances"][0]["metrics"];
  std::set<std::string> sent, asked;
  for (const json& metric : metrics)
    for (const auto& [name, body] : metric.items()) sent.insert(name);
  for (const auto& [series, bound] : watched) asked.insert(series);
  CHECK(sent == asked);
}

TEST_CASE("New Relic watches the thresholds of the alerts", "[monitors]") {
  const Files files = exported(with_copies(), "newrelic");
  const json resources = json::parse(files.at("monitors/newrelic/monitors.tf.json"))["resource"];
  std::multiset<std::pair<std::string, double>> watched;
  for (const json& condition : resources["newrelic_nrql_alert_condition"]) {
    const std::string query = condition["nrql"]["query"];
    const std::size_t begin = query.find('`') + 1;
    watched.emplace(query.substr(begin, query.find('`', begin) - begin), condition["critical"]["threshold"].get<double>());
    const int duration = condition["critical"]["threshold_duration"];
    CHECK((duration >= 60 && duration <= 86400 && duration % condition["aggregation_window"].get<int>() == 0));
  }
  CHECK(watched == thresholds(files));
  CHECK(resources["newrelic_nrql_alert_condition"]["on_chat_aws_us_east_1_Saturated"]["critical"]["threshold_duration"].get<int>() >= 60);
  CHECK(resources["newrelic_alert_policy"].size() == 2);
}

TEST_CASE("monitors come with the rules whose series they read, and say what they leave to Prometheus", "[monitors]") {
  for (const char* target : {"datadog", "newrelic"}) {
    const Files files = exported(test::chat(), target);
    CHECK(files.contains("observability/regions/aws-us-east-1/chat-slo.yaml"));
    CHECK_THAT(files.at("README.md"), ContainsSubstring("`AtTheLimit`") && ContainsSubstring("`RegionSilent`"));
  }
}
