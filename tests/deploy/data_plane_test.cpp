// Kafka, mirrors, feature stores and copies of models, against what the scenario and its simulation say.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <regex>

#include "deploy/files.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;

namespace {

// A stream from the first region, a store that follows it and one that is materialised.
World with_data() {
  World world = test::chat();
  EventStream stream;
  stream.name = "clicks";
  stream.events_per_s = 5000;
  stream.event_bytes = 1000;
  stream.mirror_events_per_s = 15000;
  stream.partitions = 12;
  stream.retention_h = 24;
  world.data.streams = {stream};
  FeatureStore fed, batch;
  fed.name = "clicks-now";
  fed.stream = 0;
  batch.name = "profiles";
  batch.materialization = Materialization{900, 120};
  batch.online = OnlineStore::dynamodb;
  world.data.feature_stores = {fed, batch};
  world.workloads[0].features = {{0, true, 0}, {1, true, 0}};
  return world;
}

Files exported(const World& world, ExpectedData data = {}, std::vector<std::uint32_t> regions = {0, 1, 2}) {
  const Topology topology = test::tiny_topology(world, std::move(regions), 2);
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.data = std::move(data);
  return test::files_of(export_bundle(input, {"data-plane"}));
}

// Comments with their lines joined.
std::string unwrapped(const std::string& text) { return std::regex_replace(text, std::regex("\n *# "), " "); }

const std::string us = "data-plane/regions/aws-us-east-1/", europe = "data-plane/regions/gcp-europe-west4/";

json object(const Files& files, const std::string& path) {
  INFO(path);
  REQUIRE(files.contains(path));
  return test::YamlReader::read(files.at(path));
}

}  // namespace

TEST_CASE("a stream has its topic at home and a mirror in each region that follows it", "[data_plane]") {
  ExpectedData data;
  data.streams = {{"clicks", "gcp:europe-west4", 0.137, 0.25, 7, 9, 685, 300000, 13140}};
  const Files files = exported(with_data(), data);
  const json topic = object(files, us + "topic-clicks.yaml")["spec"];
  CHECK(topic["partitions"] == 12);
  CHECK(topic["replicas"] == 3);
  CHECK(topic["config"]["retention.ms"] == 24 * 3600 * 1000);
  CHECK(topic["config"]["min.insync.replicas"] == 2);
  CHECK_FALSE(files.contains(europe + "topic-clicks.yaml"));
  CHECK_FALSE(files.contains(us + "mirror-maker-2.yaml"));

  const json mirrors = object(files, europe + "mirror-maker-2.yaml")["spec"]["mirrors"];
  REQUIRE(mirrors.size() == 1);
  CHECK(mirrors[0]["source"]["alias"] == "aws-us-east-1");
  CHECK(mirrors[0]["topicsPattern"] == "clicks");
  CHECK(mirrors[0]["sourceConnector"]["tasksMax"] == 12);
  CHECK_THAT(unwrapped(files.at(europe + "mirror-maker-2.yaml")), ContainsSubstring("lag 0.137 s") && ContainsSubstring("15000/s"));
  // Only the source is reached from elsewhere, by a user that may only read.
  CHECK(object(files, us + "kafka.yaml")["spec"]["kafka"]["listeners"].size() == 2);
  CHECK(object(files, europe + "kafka.yaml")["spec"]["kafka"]["listeners"].size() == 1);
  const json reader = object(files, us + "user-mirror-reader.yaml");
  for (const json& acl : reader["spec"]["authorization"]["acls"])
    for (const json& operation : acl["operations"]) CHECK((operation == "Read" || operation == "Describe" || operation == "DescribeConfigs"));
  // The job that feeds the store reads the topic under the name that it has here.
  CHECK(object(files, us + "user-feed-clicks-now.yaml")["spec"]["authorization"]["acls"][1]["resource"]["name"] == "clicks");
  CHECK(object(files, europe + "user-feed-clicks-now.yaml")["spec"]["authorization"]["acls"][1]["resource"]["name"] == "aws-us-east-1.clicks");
  // The certificate comes by a reference.
  CHECK(object(files, europe + "secret-mirror-from-aws-us-east-1.yaml")["kind"] == "ExternalSecret");
}

TEST_CASE("disks hold the retention of all replicas", "[data_plane]") {
  World world = with_data();
  const auto size = [&] {
    const std::string text = object(exported(world), us + "kafka-brokers.yaml")["spec"]["storage"]["volumes"][0]["size"];
    return std::stod(text);
  };
  // 5 MB/s x 86400 s x 3 replicas over 3 brokers, filled to 70 %: 574.8 GiB.
  CHECK(size() == 580);
  world.data.streams[0].retention_h = 48;
  CHECK(size() == 1150);
  world.billing.kafka = KafkaClusters{"kafka.m5.large", 6};
  CHECK(object(exported(world), us + "kafka-brokers.yaml")["spec"]["replicas"] == 6);
  CHECK(size() == 580);
}

TEST_CASE("an active-active stream is produced everywhere and mirrored from everywhere else", "[data_plane]") {
  World world = with_data();
  world.data.streams[0].active_active = true;
  const Files files = exported(world);
  for (const std::string& folder : {us, europe}) {
    CHECK(files.contains(folder + "topic-clicks.yaml"));
    CHECK(object(files, folder + "mirror-maker-2.yaml")["spec"]["mirrors"].size() == 2);
  }
}

TEST_CASE("a stream by cluster links is linked by Confluent's Terraform, and has no cluster of Strimzi", "[data_plane]") {
  World world = with_data();
  world.data.streams[0].replication = StreamReplication::cluster_link;
  world.data.streams[0].offset_sync_s = 30;
  ExpectedData data;
  data.streams = {{"clicks", "gcp:europe-west4", 0.08, 0.2, 1, 2, 400, 90000, 123}};
  Files files = exported(world, data);
  CHECK_FALSE(files.contains(us + "kafka.yaml"));
  json resources = json::parse(files.at("data-plane/confluent/links.tf.json"))["resource"];
  REQUIRE(resources["confluent_kafka_topic"].size() == 1);
  const json topic = resources["confluent_kafka_topic"]["clicks_in_aws_us_east_1"];
  CHECK(topic["partitions_count"] == 12);
  CHECK(topic["config"]["retention.ms"] == "86400000");
  // A link and a mirror into each of the two other regions, from the home alone.
  REQUIRE(resources["confluent_cluster_link"].size() == 2);
  const json link = resources["confluent_cluster_link"]["aws_us_east_1_to_gcp_europe_west4"];
  CHECK(link["source_kafka_cluster"]["id"] == "${var.kafka_clusters[\"aws-us-east-1\"]}");
  CHECK(link["destination_kafka_cluster"]["id"] == "${var.kafka_clusters[\"gcp-europe-west4\"]}");
  CHECK(link["config"]["consumer.offset.sync.ms"] == "30000");
  CHECK_FALSE(link["config"].contains("cluster.link.prefix"));
  const json mirror = resources["confluent_kafka_mirror_topic"]["clicks_from_aws_us_east_1_in_gcp_europe_west4"];
  CHECK(mirror["source_kafka_topic"]["topic_name"] == "clicks");
  CHECK_FALSE(mirror.contains("mirror_topic_name"));
  CHECK_THAT(mirror["//"].get<std::string>(), ContainsSubstring("lag 0.08 s") && ContainsSubstring("15000 events/s"));
  // Secrets are variables.
  CHECK(json::parse(files.at("data-plane/confluent/variables.tf.json"))["variable"]["kafka_api_secrets"]["sensitive"] == true);

  // Produced everywhere: from each region into each other one, told apart by the source; no group's offsets go along.
  world.data.streams[0].active_active = true;
  files = exported(world);
  resources = json::parse(files.at("data-plane/confluent/links.tf.json"))["resource"];
  CHECK(resources["confluent_kafka_topic"].size() == 3);
  CHECK(resources["confluent_cluster_link"].size() == 6);
  CHECK(resources["confluent_kafka_mirror_topic"]["clicks_from_aws_us_east_1_in_gcp_europe_west4"]["mirror_topic_name"] == "aws-us-east-1.clicks");
  const json settings = resources["confluent_cluster_link"]["aws_us_east_1_to_gcp_europe_west4_prefixed"]["config"];
  CHECK(settings["cluster.link.prefix"] == "aws-us-east-1.");
  CHECK(settings["consumer.offset.sync.enable"] == "false");
}

TEST_CASE("sources are applied before what follows them, and the servers may read the stores", "[data_plane]") {
  World world = with_data();
  world.data.streams[0].home = 2;
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  const Files files = test::files_of(export_bundle({world, topology, "spring", "t7"}, {"data-plane", "kubernetes"}));
  const std::string& readme = files.at("README.md");
  const std::size_t source = readme.find("apply -k data-plane/regions/azure-japaneast");
  REQUIRE(source != std::string::npos);
  CHECK(source < readme.find("apply -k data-plane/regions/aws-us-east-1"));
  CHECK(readme.find("`model-sync` the rights") == std::string::npos);  // nothing is copied
  const std::string space = object(files, us + "namespace.yaml")["metadata"]["name"];
  const auto reaches = [&](const Files& from) {
    const json egress = object(from, "kubernetes/base/chat/network-policy.yaml")["spec"]["egress"];
    return egress.dump().find("\"kubernetes.io/metadata.name\":\"" + space + "\"") != std::string::npos;
  };
  CHECK(reaches(files));
  const World without = test::chat();
  CHECK_FALSE(reaches(test::files_of(export_bundle({without, topology, "spring", "t7"}, {"kubernetes"}))));
}

TEST_CASE("secrets of the data plane are fetched from the cloud's own store", "[data_plane]") {
  const Files files = exported(with_data());
  for (const auto& [folder, provider] : std::vector<std::pair<std::string, std::string>>{{us, "aws"}, {europe, "gcpsm"}}) {
    const json store = object(files, folder + "secret-store.yaml"), secret = object(files, folder + "secret-profiles-online.yaml");
    CHECK(store["spec"]["provider"].contains(provider));
    CHECK(secret["spec"]["secretStoreRef"] == json({{"kind", "SecretStore"}, {"name", store["metadata"]["name"]}}));
    const std::string entry = secret["spec"]["dataFrom"][0]["extract"]["key"];
    CHECK(std::regex_match(entry, std::regex("[a-z0-9-]{1,127}")));  // all that Key Vault takes
    CHECK_THAT(files.at("README.md"), ContainsSubstring("| `" + entry + "` |"));
  }
}

TEST_CASE("a mirror's writer may do what it must, and nothing with what others make", "[data_plane]") {
  const json acls = object(exported(with_data()), europe + "user-mirror-writer.yaml")["spec"]["authorization"]["acls"];
  for (const json& acl : acls) {
    const json resource = acl["resource"];
    for (const json& operation : acl["operations"]) CHECK((operation != "All" && operation != "Delete"));
    if (resource["type"] == "cluster") CHECK(acl["operations"] == json({"Describe"}));
    if (resource["type"] == "topic")
      CHECK((resource["name"] == "mirror-maker-2-" || resource["name"] == "aws-us-east-1." ||
             resource["name"] == "mm2-offset-syncs.aws-us-east-1.internal"));
  }
}

TEST_CASE("a stream that nobody reads, or that is one cluster over all regions, is not written", "[data_plane]") {
  World world = with_data();
  world.data.streams[0].replication = StreamReplication::stretched;
  CHECK_FALSE(exported(world).contains(us + "kafka.yaml"));
  CHECK_THAT(exported(world).at("README.md"), ContainsSubstring("one cluster over several regions was simulated"));
  world = with_data();
  world.workloads[0].features = {{1, true, 0}};
  CHECK_FALSE(exported(world).contains(us + "kafka.yaml"));
  CHECK_THAT(exported(test::chat()).at("README.md"), ContainsSubstring("Nothing is written"));
}

TEST_CASE("a store is materialised where its values come from, as often as simulated", "[data_plane]") {
  ExpectedData data;
  data.stores = {{"profiles", 460, 900, 1010}};
  World world = with_data();
  const Files files = exported(world, data);
  const json home = object(files, us + "feature-store-profiles.yaml")["spec"];
  CHECK(home["cronJob"]["schedule"] == "*/15 * * * *");
  CHECK(home["cronJob"]["concurrencyPolicy"] == "Forbid");
  CHECK(home["services"]["onlineStore"]["persistence"]["store"]["type"] == "dynamodb");
  CHECK_FALSE(object(files, europe + "feature-store-profiles.yaml")["spec"].contains("cronJob"));
  CHECK_FALSE(object(files, us + "feature-store-clicks-now.yaml")["spec"].contains("cronJob"));
  CHECK_THAT(unwrapped(files.at(us + "feature-store-profiles.yaml")), ContainsSubstring("460 s (median)"));
  for (const auto& [interval_s, schedule] : std::vector<std::pair<double, std::string>>{{20, "* * * * *"},
                                                                                        {60, "*/1 * * * *"},
                                                                                        {100, "*/1 * * * *"},
                                                                                        {1700, "*/20 * * * *"},
                                                                                        {3600, "0 * * * *"},
                                                                                        {7300, "0 */2 * * *"},
                                                                                        {1e6, "0 0 * * *"}}) {
    world.data.feature_stores[1].materialization->interval_s = interval_s;
    CHECK(object(exported(world), us + "feature-store-profiles.yaml")["spec"]["cronJob"]["schedule"] == schedule);
  }
  world.data.feature_stores[1].placement = Placement::home;
  CHECK_FALSE(exported(world).contains(europe + "feature-store-profiles.yaml"));
}

TEST_CASE("copies go along the simulated tree, one after the other", "[data_plane]") {
  World world = test::chat();
  Artifact weights;
  weights.name = "weights";
  weights.size_gb = 140;
  weights.files = 30;
  weights.versions_per_month = 4;
  weights.replication = ArtifactReplication::chain;
  world.data.artifacts = {weights};
  ExpectedData data;
  data.hops = {{"weights", "aws:us-east-1", "gcp:europe-west4", 300, false, 300, 300},
               {"weights", "gcp:europe-west4", "azure:japaneast", 500, true, 520, 520}};
  const Files files = exported(world, data);
  const auto container = [&](const std::string& folder) {
    return object(files, folder + "sync-weights.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0];
  };
  CHECK(container(us)["args"] == json::array({"/scripts/model-sync.sh", "weights", "$(BUCKET_AWS_US_EAST_1)", "$(BUCKET_GCP_EUROPE_WEST4)"}));
  CHECK(container(europe)["args"][3] == "$(BUCKET_AZURE_JAPANEAST)");
  CHECK_FALSE(files.contains("data-plane/regions/azure-japaneast/kustomization.yaml"));
  CHECK_FALSE(object(files, europe + "sync-weights.yaml")["spec"]["jobTemplate"]["spec"]["template"].contains("metadata"));
  CHECK_THAT(unwrapped(files.at(europe + "sync-weights.yaml")), ContainsSubstring("520 s after its publication (estimated)"));
  CHECK(object(files, europe + "sync-weights.yaml")["spec"]["jobTemplate"]["spec"]["activeDeadlineSeconds"] == 2000);
  CHECK(files.contains(us + "secret-model-sync.yaml"));  // another cloud's credentials
  CHECK(files.contains(us + "model-sync.sh"));
  // A home that serves nobody still sends.
  const Files elsewhere = exported(world, data, {1, 2});
  CHECK_THAT(unwrapped(elsewhere.at(us + "kustomization.yaml")), ContainsSubstring("no requests are served here"));
  // AKS gives an identity to pods that ask for it.
  data.hops.push_back({"weights", "azure:japaneast", "gcp:europe-west4", 500, false, 520, 520});
  CHECK(object(exported(world, data),
               "data-plane/regions/azure-japaneast/sync-weights.yaml")["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"] ==
        json({{"azure.workload.identity/use", "true"}}));
  data.hops.pop_back();
  // What a provider's service copies needs no job.
  world.data.artifacts[0].replication = ArtifactReplication::s3;
  CHECK_FALSE(exported(world, data).contains(us + "kustomization.yaml"));
}
