// The program of a bundle: its facts against those that Terraform gets, and texts of others in it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cctype>

#include "deploy/files.h"
#include "deploy/typescript_reader.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"
#include "pulumi/typescript.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;

namespace {

Files exported(const World& world, const Topology& topology, const std::vector<std::string>& targets = {"pulumi", "terraform"}) {
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.bill = {"book-1", {{"aws", "us-east-1", "gpu instances", "", "", 1, {}, {123456}}}};
  return test::files_of(export_bundle(input, targets));
}

json plan_of(const Files& files) { return test::TypescriptReader::constants(files.at("pulumi/plan.ts")); }

World managed(const char* manager) {
  World world = test::chat();
  REQUIRE(find_traffic_manager(manager) != nullptr);
  world.traffic.manager = *find_traffic_manager(manager);
  return world;
}

// Keys in camel case, without comments: what the two languages differ in.
json in_camel_case(const json& document) {
  if (!document.is_structured()) return document;
  json copy = document.is_array() ? json::array() : json::object();
  for (const auto& [name, value] : document.items()) {
    if (document.is_array())
      copy.push_back(in_camel_case(value));
    else if (name != "//")
      copy[pulumi::camel_case(name)] = in_camel_case(value);
  }
  return copy;
}

}  // namespace

TEST_CASE("texts of others stay texts, keys become camel case, comments stay comments", "[pulumi]") {
  CHECK(pulumi::camel_case("max_instances") == "maxInstances");
  CHECK(pulumi::camel_case("aws-us-east-1") == "aws-us-east-1");
  const std::string attack = "`${process.exit()}` \"; */ \n // \xe2\x80\xa8 \\";
  const nlohmann::ordered_json document = {
      {"//", attack}, {"a_b", attack}, {attack, nlohmann::ordered_json::array({1, {{"//", "x\ny"}, {"c", 2.5}}})}};
  const std::string text = "export const x: X = " + pulumi::value(document) + ";\n";
  const json back = test::TypescriptReader::constants(text)["x"];
  CHECK(back["aB"] == attack);
  CHECK(back[pulumi::camel_case(attack)][1]["c"] == 2.5);
}

TEST_CASE("Pulumi and Terraform are told the same of the regions", "[pulumi]") {
  const World world = test::chat();
  const Files files = exported(world, test::tiny_topology(world, {0, 1, 2}, 5));
  const json plan = plan_of(files), modules = json::parse(files.at("terraform/regions.tf.json"))["module"];
  for (const auto& [fact, place, module] :
       std::vector<std::tuple<std::string, std::string, std::string>>{{"awsRegions", "aws-us-east-1", "aws_us_east_1"},
                                                                      {"googleRegions", "gcp-europe-west4", "gcp_europe_west4"},
                                                                      {"azureRegions", "azure-japaneast", "azure_japaneast"}}) {
    const json region = plan[fact][place], told = in_camel_case(modules[module]);
    INFO(region.dump(2) << told.dump(2));
    CHECK(region["pools"].size() == 1);
    for (const auto& [name, value] : region.items()) CHECK(told[name] == value);
  }
  CHECK(plan["awsBudget"]["usd"] == 1235);
  CHECK_FALSE(plan.contains("azureBudget"));
}

TEST_CASE("Pulumi keeps models as Terraform does", "[pulumi]") {
  World world = test::chat();
  world.regions[2].id = "ukwest";
  Artifact weights;
  weights.name = "weights";
  world.data.artifacts = {weights};
  const Files files = exported(world, test::tiny_topology(world, {0, 1, 2}, 1));
  const json plan = plan_of(files), locals = json::parse(files.at("terraform/artifacts.tf.json"))["locals"];
  CHECK(plan["azureArtifacts"]["redundancy"] == locals["blob_redundancy"]);
  CHECK(plan["azureArtifacts"]["redundancy"] == json({{"azure-ukwest", "LRS"}}));
  CHECK(plan["azureArtifacts"]["buckets"] == locals["blob_accounts"]);
  CHECK(plan["awsArtifacts"]["buckets"] == locals["s3_buckets"]);
  CHECK(plan["googleArtifacts"]["buckets"] == locals["gcs_buckets"]);
  CHECK(files.at("pulumi/check-azure-quotas.sh") == files.at("terraform/check-azure-quotas.sh"));
}

TEST_CASE("Pulumi leads as Terraform does", "[pulumi]") {
  World world = managed("aws_route53_latency");
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  topology.policy = RoutingPolicy::weighted;
  topology.shares = {Grid(3, 3)};
  topology.shares[0](0, 0) = 1;
  topology.shares[0](1, 0) = 1;
  topology.shares[0](2, 2) = 0.5;
  topology.shares[0](2, 0) = 0.5;
  Files files = exported(world, topology);
  const json chat = plan_of(files)["traffic"]["workloads"]["chat"];
  CHECK(chat["by"] == "country");
  CHECK(chat["countries"] == json::parse(files.at("terraform/traffic.tf.json"))["locals"]["chat_countries"]);
  CHECK(chat["leads"]["aws-us-east-1-and-azure-japaneast"].size() == 2);
  CHECK_THAT(files.at("pulumi/index.ts"), ContainsSubstring("new Route53("));

  world = managed("azure_front_door");
  files = exported(world, test::tiny_topology(world, {0, 1}, 2));
  CHECK(plan_of(files)["traffic"]["check"]["additionalLatencyMs"] == 50);
  CHECK(files.contains("pulumi/components/azure-front-door.ts"));
  CHECK_FALSE(files.contains("pulumi/components/azure-region.ts"));
  world = managed("google_global_load_balancer");
  CHECK_THROWS(exported(world, test::tiny_topology(world, {0}, 1), {"pulumi"}));
}

TEST_CASE("a program has the packages and components that it uses, and every setting an example", "[pulumi]") {
  for (const char* manager : {"aws_route53_latency", "azure_traffic_manager"}) {
    const World world = managed(manager);
    const Files files = exported(world, test::tiny_topology(world, {0, 2}, 2), {"pulumi"});
    const json package = json::parse(files.at("pulumi/package.json"))["dependencies"];
    CHECK(package.contains("@pulumi/aws"));
    CHECK(package.contains("@pulumi/azure-native"));
    CHECK_FALSE(package.contains("@pulumi/gcp"));
    for (const auto& [path, text] : files)
      for (std::size_t at = text.find("from \"./"); path.ends_with(".ts") && at != std::string::npos; at = text.find("from \"./", at + 1)) {
        const std::string name = text.substr(at + 8, text.find('"', at + 8) - at - 8);
        INFO(path << " " << name);
        const std::string folder = path.starts_with("pulumi/components/") ? "pulumi/components/" : "pulumi/";
        CHECK(files.contains(folder + name + (name.ends_with(".json") ? "" : ".ts")));
      }
    const json config = test::YamlReader::read(files.at("pulumi/Pulumi.example.yaml"))["config"];
    const std::string& index = files.at("pulumi/index.ts");
    for (std::size_t at = index.find("config.require"); at != std::string::npos; at = index.find("config.require", at + 1)) {
      const std::size_t quote = index.find('"', at) + 1;
      CHECK(config.contains("chat:" + index.substr(quote, index.find('"', quote) - quote)));
    }
  }
}
