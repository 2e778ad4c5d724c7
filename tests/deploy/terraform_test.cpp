// The Terraform of a bundle, against what the topology and the traffic manager say. What Terraform itself makes of it, docs/bundle.md tells.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <map>

#include "deploy/files.h"
#include "deploy/typescript_reader.h"
#include "deploy/worlds.h"
#include "deploy/yaml_reader.h"
#include "names.h"
#include "terraform/document.h"

using namespace tradewind;
using nlohmann::json;
using test::Files;

namespace {

Files exported(const World& world, const Topology& topology, Bill bill = {}) {
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  input.bill = std::move(bill);
  return test::files_of(export_bundle(input, {"terraform"}));
}

json root(const Files& files, const std::string& name) {
  INFO(name);
  REQUIRE(files.contains("terraform/" + name + ".tf.json"));
  return json::parse(files.at("terraform/" + name + ".tf.json"));
}

World managed(const char* manager) {
  World world = test::chat();
  REQUIRE(find_traffic_manager(manager) != nullptr);
  world.traffic.manager = *find_traffic_manager(manager);
  return world;
}

// All three regions on one cloud.
World on(World world, const std::string& provider, const std::vector<std::string>& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    world.regions[i].provider = provider;
    world.regions[i].id = ids[i];
  }
  return world;
}

}  // namespace

TEST_CASE("texts of others begin no template and end no string", "[terraform]") {
  CHECK(terraform::literal("a ${b} %{c} $d {e} $${f}") == "a $${b} %%{c} $d {e} $$${f}");
  CHECK(terraform::hcl_string("a\"b\\c${d}\n") == R"("a\"b\\c$${d}\n")");
  CHECK(terraform::identifier("aws-us-east-1") == "aws_us_east_1");
}

TEST_CASE("every region is a module with the planned instances and the headroom", "[terraform]") {
  const World world = test::chat();
  const Files files = exported(world, test::tiny_topology(world, {0, 1, 2}, 5));
  const json modules = root(files, "regions")["module"];
  REQUIRE(modules.size() == 3);
  const json us = modules["aws_us_east_1"], europe = modules["gcp_europe_west4"], japan = modules["azure_japaneast"];
  CHECK(us["source"] == "./modules/aws-region");
  CHECK(us["pools"]["chat"]["instance_type"] == "p5.4xlarge");
  CHECK(us["pools"]["chat"]["instances"] == 5);
  CHECK(us["pools"]["chat"]["max_instances"] == 8);
  CHECK(europe["pools"]["chat"]["accelerator"] == "nvidia-h100-80gb");
  CHECK(europe["pools"]["chat"]["gpu_family"] == "NVIDIA_H100");
  CHECK(japan["pools"]["chat"]["vm_size"] == "Standard_NC40ads_H100_v5");
  CHECK(us["cidr"] != europe["cidr"]);
  for (const char* label : {"provider", "region", "scenario", "study"}) CHECK((us["tags"].contains(label) && europe["labels"].contains(label)));
  CHECK(root(files, "versions")["terraform"]["required_providers"].size() == 3);
  for (const char* provider : {"aws", "gcp", "azure"}) CHECK(files.contains(std::string("terraform/modules/") + provider + "-region/cluster.tf"));
  CHECK_FALSE(exported(world, test::tiny_topology(world, {0}, 5)).contains("terraform/modules/gcp-region/cluster.tf"));
}

TEST_CASE("pools are spot capacity where the scenario buys it", "[terraform]") {
  World world = test::chat();
  for (const bool spot : {false, true}) {
    world.purchase = spot ? Purchase::spot : Purchase::on_demand;
    const json modules = root(exported(world, test::tiny_topology(world, {0, 1, 2}, 5)), "regions")["module"];
    for (const char* region : {"aws_us_east_1", "gcp_europe_west4", "azure_japaneast"}) CHECK(modules[region]["pools"]["chat"]["spot"] == spot);
  }
}

TEST_CASE("opening another region moves no network", "[terraform]") {
  const World world = test::chat();
  const auto cidr = [&](const std::vector<std::uint32_t>& regions) {
    return root(exported(world, test::tiny_topology(world, regions, 1)), "regions")["module"]["azure_japaneast"]["cidr"];
  };
  CHECK(cidr({2}) == cidr({0, 1, 2}));
}

TEST_CASE("Route 53 leads by latency, with the simulated checks and times", "[terraform]") {
  World world = managed("aws_route53_latency");
  world.traffic.manager.interval_s = 10;
  world.traffic.manager.down_after = 2;
  world.traffic.manager.ttl_s = 45;
  const json traffic = root(exported(world, test::tiny_topology(world, {0, 1}, 2)), "traffic")["resource"];
  const json check = traffic["aws_route53_health_check"]["region"], record = traffic["aws_route53_record"]["chat"];
  CHECK(check["request_interval"] == 10);
  CHECK(check["failure_threshold"] == 2);
  CHECK(record["ttl"] == 45);
  // europe-west4 is no region of AWS: the nearest one stands for its place, which in this world is Dublin.
  CHECK(record["latency_routing_policy"]["region"] == "${{ \"aws-us-east-1\" = \"us-east-1\", \"gcp-europe-west4\" = \"eu-west-1\" }[each.key]}");
}

TEST_CASE("shares that no distance explains are kept by country", "[terraform]") {
  const World world = managed("aws_route53_latency");
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  topology.policy = RoutingPolicy::weighted;
  topology.shares = {Grid(3, 3)};
  topology.shares[0](0, 0) = 1;    // New York
  topology.shares[0](1, 0) = 1;    // Dublin, to America
  topology.shares[0](2, 2) = 0.5;  // Tokyo, to two regions
  topology.shares[0](2, 0) = 0.5;
  const json file = root(exported(world, topology), "traffic");
  const json countries = file["locals"]["chat_countries"];
  CHECK(countries["IE"] == "aws-us-east-1");
  CHECK(countries["US"] == "aws-us-east-1");
  CHECK(countries["JP"] == "aws-us-east-1-and-azure-japaneast");
  const json records = file["resource"]["aws_route53_record"];
  CHECK(records["chat"]["geolocation_routing_policy"]["country"] == "${each.key}");
  CHECK(records.contains("chat_aws_us_east_1_and_azure_japaneast"));
  CHECK(records["chat_others"]["geolocation_routing_policy"]["country"] == "*");
  // Where the manager would have done the same, it does.
  topology.shares[0](1, 0) = 0, topology.shares[0](1, 1) = 1, topology.shares[0](2, 2) = 1, topology.shares[0](2, 0) = 0;
  CHECK(root(exported(world, topology), "traffic")["resource"]["aws_route53_record"]["chat"].contains("latency_routing_policy"));
}

TEST_CASE("residency is kept also when the regions fail", "[terraform]") {
  World world = managed("aws_route53_latency");
  world.residency = Residency(1, 3, 3);
  world.residency.forbid(0, 1, 0);
  world.residency.forbid(0, 1, 2);
  const json file = root(exported(world, test::tiny_topology(world, {0, 1, 2}, 2)), "traffic");
  CHECK(file["locals"]["chat_countries"]["IE"] == "gcp-europe-west4");
  CHECK(file["locals"]["chat_confined"] == json::array({"IE"}));
  CHECK(file["resource"]["aws_route53_record"]["chat"]["alias"]["evaluate_target_health"] == "${!contains(local.chat_confined, each.key)}");
}

TEST_CASE("a service of one cloud has its own regions, and refuses those of others", "[terraform]") {
  const auto traffic = [](const World& world) { return root(exported(world, test::tiny_topology(world, {0, 1}, 2)), "traffic")["resource"]; };
  World accelerator = on(managed("aws_global_accelerator"), "aws", {"us-east-1", "eu-west-1"});
  accelerator.traffic.dials = {1, 0.25, 1};
  const json groups = traffic(accelerator)["aws_globalaccelerator_endpoint_group"];
  CHECK(groups["aws_eu_west_1"]["traffic_dial_percentage"] == 25);
  CHECK(groups["aws_us_east_1"]["threshold_count"] == 3);

  World balancer = on(managed("google_global_load_balancer"), "gcp", {"us-east4", "europe-west4"});
  balancer.traffic.max_rate_per_replica_rps = 2.5;
  const json service = traffic(balancer)["google_compute_backend_service"]["chat"];
  CHECK(service["dynamic"]["backend"]["content"]["max_rate_per_endpoint"] == 2.5);
  CHECK(service["connection_draining_timeout_sec"] == 300);
  CHECK(traffic(balancer)["google_compute_health_check"]["chat"]["check_interval_sec"] == 5);

  CHECK(traffic(managed("azure_traffic_manager"))["azurerm_traffic_manager_profile"]["chat"]["monitor_config"]["tolerated_number_of_failures"] == 3);
  const json front_door = traffic(managed("azure_front_door"))["azurerm_cdn_frontdoor_origin_group"]["chat"];
  CHECK(front_door["load_balancing"]["additional_latency_in_milliseconds"] == 50);
  CHECK(front_door["restore_traffic_time_to_healed_or_new_endpoint_in_minutes"] == 10);

  const World mixed = managed("google_global_load_balancer");
  CHECK_THROWS_WITH(exported(mixed, test::tiny_topology(mixed, {0}, 1)), Catch::Matchers::ContainsSubstring("aws:us-east-1"));
}

TEST_CASE("a replica behind Google's load balancer gets the load of its busiest hour and half as much again, unless a limit was simulated",
          "[terraform][pulumi]") {
  World world = on(test::chat_and_fraud(), "gcp", {"us-east4", "europe-west4", "asia-northeast1"});
  world.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  world.rate_rps[0](1, 100) = 101;  // an hour at which Europe's replicas are the busiest
  Topology topology = test::chat_and_fraud_topology(world);
  topology.pools[1].replicas = 3;
  const auto rates = [&] {
    const Files files = test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"terraform", "pulumi"}));
    std::map<std::string, double> busiest, told;
    const json expected = json::parse(files.at("EXPECTED.json")), plan = test::TypescriptReader::constants(files.at("pulumi/plan.ts"));
    for (const json& pool : expected["pools"]) {
      double& rate = busiest[pool["workload"].get<std::string>()];
      rate = std::max(rate, pool["busiest_hour_rps"].get<double>() / pool["replicas"].get<double>());
    }
    for (const auto& [workload, facts] : plan["traffic"]["workloads"].items()) {
      const json backend = root(files, "traffic")["resource"]["google_compute_backend_service"][workload]["dynamic"]["backend"]["content"];
      CHECK(backend["balancing_mode"] == "RATE");
      CHECK(facts["maxRate"] == backend["max_rate_per_endpoint"]);
      told[workload] = backend["max_rate_per_endpoint"];
    }
    return std::pair(busiest, told);
  };
  const auto [busiest, told] = rates();
  CHECK(busiest.at("chat") == Catch::Approx(101.0 / 3));
  REQUIRE(told.size() == busiest.size());
  for (const auto& [workload, rate] : busiest) CHECK(told.at(workload) == std::ceil(1.5 * rate));
  for (const std::size_t workload : {0U, 1U})
    for (std::size_t population = 0; population < 3; ++population)
      for (std::size_t hour = 0; hour < hours_per_week; ++hour) world.rate_rps[workload](population, hour) /= 1000;
  for (const auto& [workload, rate] : rates().second) CHECK(rate == 1);  // Google takes no less
  world.traffic.max_rate_per_replica_rps = 2.5;
  for (const auto& [workload, rate] : rates().second) CHECK(rate == 2.5);
}

TEST_CASE("Google's load balancer finds the groups that GKE makes, and asks the replicas by their own path", "[terraform]") {
  World world = on(test::chat_and_fraud(), "gcp", {"us-east4", "europe-west4", "asia-northeast1"});
  world.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  const Topology topology = test::chat_and_fraud_topology(world);
  const Files files = test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"terraform", "kubernetes"}));
  const json traffic = root(files, "traffic");
  for (const auto& [workload, path, port] :
       std::vector<std::tuple<std::string, std::string, std::string>>{{"chat", "/health", "8000"}, {"fraud", "/v2/health/ready", "8000"}}) {
    INFO(workload);
    const json service = test::YamlReader::read(files.at("kubernetes/base/" + workload + "/service.yaml"));
    const json groups = json::parse(service["metadata"]["annotations"]["cloud.google.com/neg"].get<std::string>());
    CHECK(groups["exposed_ports"][port]["name"] == traffic["data"]["google_compute_network_endpoint_group"][workload]["name"]);
    CHECK(traffic["resource"]["google_compute_health_check"][workload]["http_health_check"]["request_path"] == path);
    CHECK(traffic["resource"]["google_compute_backend_service"][workload]["health_checks"][0] ==
          "${google_compute_health_check." + workload + ".id}");
  }
}

TEST_CASE("Cloudflare leads by latency, and by country where the plan or residency does", "[terraform]") {
  World world = managed("cloudflare_load_balancer_dns");
  const auto traffic = [&](const Topology& topology) { return root(exported(world, topology), "traffic")["resource"]; };
  Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  json file = traffic(topology);
  const json monitor = file["cloudflare_load_balancer_monitor"]["health"];
  CHECK(monitor["interval"] == 60);
  CHECK(monitor["retries"] == 2);  // three attempts
  CHECK(monitor["consecutive_down"] == 0);
  CHECK(file["cloudflare_load_balancer"]["chat"]["steering_policy"] == "dynamic_latency");
  CHECK(file["cloudflare_load_balancer"]["chat"]["ttl"] == 30);
  CHECK(file["cloudflare_load_balancer"]["chat"]["proxied"] == false);
  world.residency = Residency(1, 3, 3);
  world.residency.forbid(0, 1, 0);
  world.residency.forbid(0, 1, 2);
  file = traffic(topology);
  const json pools = file["cloudflare_load_balancer"]["chat"]["country_pools"];
  CHECK(pools["IE"].get<std::string>().find("us-east-1") == std::string::npos);
  CHECK(pools["US"].get<std::string>().find("[\"aws-us-east-1\", ") != std::string::npos);  // first its own, then the others
  CHECK(pools["US"].get<std::string>().find("japaneast") != std::string::npos);
  world = managed("cloudflare_load_balancer");
  CHECK_FALSE(traffic(topology)["cloudflare_load_balancer"]["chat"].contains("ttl"));
}

TEST_CASE("artifacts have a bucket in each region, and the replication that was simulated", "[terraform]") {
  World world = on(test::chat(), "aws", {"us-east-1", "eu-west-1", "ap-northeast-1"});
  Artifact weights;
  weights.name = "weights";
  weights.size_gb = 16;
  weights.replication = ArtifactReplication::s3_time_control;
  world.data.artifacts = {weights};
  const json file = root(exported(world, test::tiny_topology(world, {0, 1, 2}, 1)), "artifacts");
  CHECK(file["locals"]["s3_buckets"].size() == 3);
  const json rules = file["resource"]["aws_s3_bucket_replication_configuration"]["aws_us_east_1"]["rule"];
  REQUIRE(rules.size() == 2);
  CHECK(rules[0]["destination"]["replication_time"]["time"]["minutes"] == 15);
  CHECK(rules[0]["priority"] != rules[1]["priority"]);
  world.data.artifacts[0].replication = ArtifactReplication::star;
  CHECK_FALSE(
      root(exported(world, test::tiny_topology(world, {0, 1, 2}, 1)), "artifacts")["resource"].contains("aws_s3_bucket_replication_configuration"));
}

TEST_CASE("Azure keeps models over zones where a region has some, and copies into two others", "[terraform]") {
  World world = on(test::chat(), "azure", {"eastus", "ukwest", "japaneast"});
  world.regions.push_back({"azure", "westeurope", "Amsterdam", "NL", "europe", "eea", {52.4, 4.9}});
  world.rtt_ms = Grid(3, 4, 50);
  Artifact weights;
  weights.name = "weights";
  weights.home = 3;
  weights.replication = ArtifactReplication::azure_object_replication;
  world.data.artifacts = {weights};
  const Files files = exported(world, test::tiny_topology(world, {0, 1, 2}, 1));
  const json file = root(files, "artifacts"), modules = root(files, "regions")["module"];
  CHECK(file["locals"]["blob_redundancy"] ==
        json({{"azure-eastus", "ZRS"}, {"azure-japaneast", "ZRS"}, {"azure-ukwest", "LRS"}, {"azure-westeurope", "ZRS"}}));
  CHECK(modules["azure_eastus"]["zones"] == json({"1", "2", "3"}));
  CHECK(modules["azure_ukwest"]["zones"].empty());
  const json copies = file["resource"]["azurerm_storage_object_replication"];
  CHECK(copies.size() == 2);
  CHECK_FALSE(copies.contains("azure_westeurope_to_azure_japaneast"));
  CHECK_THAT(files.at("README.md"), Catch::Matchers::ContainsSubstring("`weights` does not come to `azure-japaneast` by itself"));
  // Names of accounts: at most 12 and 12 characters.
  CHECK(file["resource"]["azurerm_storage_account"]["models"]["name"] ==
        R"(${substr(replace(var.bucket_prefix, "-", ""), 0, 12)}${substr(sha256("${var.bucket_prefix}-${each.key}"), 0, 12)})");
  const json registry = root(files, "registries")["resource"]["azurerm_container_registry"]["this"];
  CHECK(registry["location"] == "eastus");
  CHECK(registry["georeplications"] == json::parse(R"([{"location": "japaneast"}, {"location": "ukwest"}])"));  // by name, as the provider wants them
}

TEST_CASE("Google's agents may copy before a copy is set up, and its services are named", "[terraform]") {
  World world = on(test::chat(), "gcp", {"us-east4", "europe-west4", "asia-northeast1"});
  Artifact weights;
  weights.name = "weights";
  weights.replication = ArtifactReplication::gcs_turbo;
  world.data.artifacts = {weights};
  Files files = exported(world, test::tiny_topology(world, {0, 1, 2}, 1));
  const json resources = root(files, "artifacts")["resource"];
  const json job = resources["google_storage_transfer_job"]["weights_to_gcp_europe_west4"];
  for (const json& needed : job["depends_on"]) {
    const std::string address = needed;
    const std::size_t dot = address.find('.');
    INFO(address);
    CHECK(resources[address.substr(0, dot)].contains(address.substr(dot + 1)));
  }
  CHECK(job["depends_on"].size() == 3);
  CHECK_THAT(files.at("README.md"), Catch::Matchers::ContainsSubstring("storagetransfer.googleapis.com"));
  world.data.artifacts[0].replication = ArtifactReplication::star;
  files = exported(world, test::tiny_topology(world, {0, 1, 2}, 1));
  CHECK_FALSE(root(files, "artifacts")["resource"].contains("google_project_iam_member"));
  CHECK_THAT(files.at("README.md"), !Catch::Matchers::ContainsSubstring("storagetransfer.googleapis.com"));
}

TEST_CASE("what is filled in later is told: where the models lie, who the nodes are", "[terraform]") {
  World world = test::chat();
  Artifact weights;
  weights.name = "weights";
  world.data.artifacts = {weights};
  const json outputs = root(exported(world, test::tiny_topology(world, {0, 1, 2}, 1)), "outputs")["output"];
  CHECK(outputs["model_stores"]["value"]["aws-us-east-1"] == R"(s3://${aws_s3_bucket.models["aws-us-east-1"].id})");
  CHECK(outputs["model_stores"]["value"]["gcp-europe-west4"] == R"(gs://${google_storage_bucket.models["gcp-europe-west4"].name})");
  CHECK(outputs["model_stores"]["value"].contains("azure-japaneast"));
  CHECK(outputs["node_service_accounts"]["value"] == json({{"gcp-europe-west4", "${module.gcp_europe_west4.node_service_account}"}}));
}

TEST_CASE("Route 53 has no multi-value answers of names: equal weights lead as they would", "[terraform]") {
  const World world = managed("aws_route53_multivalue");
  const json record = root(exported(world, test::tiny_topology(world, {0, 1}, 2)), "traffic")["resource"]["aws_route53_record"]["chat"];
  CHECK(record["type"] == "CNAME");
  CHECK_FALSE(record.contains("multivalue_answer_routing_policy"));
  CHECK(record["weighted_routing_policy"]["weight"] == R"(${{ "aws-us-east-1" = 1, "gcp-europe-west4" = 1 }[each.key]})");
}

TEST_CASE("Route 53 gives each region its share of the requests, and fails over from the first", "[terraform]") {
  const auto record = [](const char* manager) {
    const World world = managed(manager);
    return root(exported(world, test::tiny_topology(world, {0, 1}, 2)), "traffic")["resource"]["aws_route53_record"]["chat"];
  };
  // Two thirds of the users are nearer to the first region; 255 is the largest weight.
  CHECK(record("aws_route53_weighted")["weighted_routing_policy"]["weight"] == R"(${{ "aws-us-east-1" = 170, "gcp-europe-west4" = 85 }[each.key]})");
  CHECK(record("aws_route53_failover")["failover_routing_policy"]["type"] ==
        R"(${{ "aws-us-east-1" = "PRIMARY", "gcp-europe-west4" = "SECONDARY" }[each.key]})");
  // A third region has no turn.
  const World three = managed("aws_route53_failover");
  const json traffic = root(exported(three, test::tiny_topology(three, {0, 1, 2}, 2)), "traffic");
  CHECK(traffic["resource"]["aws_route53_record"]["chat"]["failover_routing_policy"]["type"] ==
        R"(${{ "aws-us-east-1" = "PRIMARY", "gcp-europe-west4" = "SECONDARY" }[each.key]})");
  CHECK_THAT(traffic.dump(), Catch::Matchers::ContainsSubstring("Route 53 has no further turns"));
}

TEST_CASE("Karpenter may do what its documentation says, to its own machines alone", "[terraform]") {
  World world = test::chat();
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  const json policy = json::parse(exported(world, test::tiny_topology(world, {0}, 2)).at("terraform/modules/aws-region/karpenter-policy.json"));
  std::map<std::string, json> statements;
  for (const json& statement : policy["Statement"]) statements[statement["Sid"]] = statement;
  CHECK(statements.size() == policy["Statement"].size());
  const auto has = [](const json& list, const std::string& item) { return std::ranges::find(list, json(item)) != list.end(); };
  CHECK(has(statements["Launch"]["Resource"], "arn:${partition}:ec2:${region}:*:capacity-reservation/*"));
  CHECK(has(statements["ReadRegion"]["Action"], "ec2:DescribeCapacityReservations"));
  // Machines of node groups have the cluster's tag too: only Karpenter's have this one.
  for (const char* sid : {"LaunchFromOwnTemplates", "TagOwnInstances", "DeleteOwn"}) {
    INFO(sid);
    CHECK(statements[sid]["Condition"]["StringLike"]["aws:ResourceTag/karpenter.sh/nodepool"] == "*");
  }
}

TEST_CASE("budgets are those of the simulated bill, one a cloud", "[terraform]") {
  const World world = test::chat();
  Bill bill{"book-1",
            {{"aws", "us-east-1", "gpu instances", "", "", 1, {}, {123456}}, {"gcp", "europe-west4", "gpu instances", "", "", 1, {}, {50000}}}};
  const json budgets = root(exported(world, test::tiny_topology(world, {0, 1, 2}, 1), bill), "budgets")["resource"];
  CHECK(budgets["aws_budgets_budget"]["simulated"]["limit_amount"] == "1235");
  CHECK(budgets["google_billing_budget"]["simulated"]["amount"]["specified_amount"]["units"] == "500");
  CHECK_FALSE(budgets.contains("azurerm_consumption_budget_subscription"));
  CHECK_FALSE(exported(world, test::tiny_topology(world, {0}, 1)).contains("terraform/budgets.tf.json"));
}

TEST_CASE("names keep to what each cloud takes, and different texts keep different names", "[terraform]") {
  CHECK(dns_label("chat-us-east-1", 40) == "chat-us-east-1");
  CHECK(dns_label(std::string(100, 'a'), 40).size() == 40);
  CHECK(dns_label(std::string(100, 'a') + "b", 40) != dns_label(std::string(100, 'a') + "c", 40));
  CHECK(google_label("spring_1-a") == "spring_1-a");
  CHECK(google_label("Spring.1").starts_with("spring-1-"));
  CHECK(plain_name("chat", 12) == "chat");
  CHECK(plain_name("card-payment", 12).size() == 12);
  CHECK(plain_name("card-payment", 12) != plain_name("card-payments", 12));
}
