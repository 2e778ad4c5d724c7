// Terraform and Pulumi make the same resources: every kind that one of them makes of a topology, the other makes too.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "deploy/files.h"
#include "deploy/worlds.h"

using namespace tradewind;
using nlohmann::json;
using test::Files;

namespace {

struct Pair {
  std::string_view terraform, pulumi;
};
constexpr std::array pairs = std::to_array<Pair>({
    {"aws_budgets_budget", "aws.budgets.Budget"},
    {"aws_cloudwatch_event_rule", "aws.cloudwatch.EventRule"},
    {"aws_cloudwatch_event_target", "aws.cloudwatch.EventTarget"},
    {"aws_ecr_replication_configuration", "aws.ecr.ReplicationConfiguration"},
    {"aws_ecr_repository", "aws.ecr.Repository"},
    {"aws_eip", "aws.ec2.Eip"},
    {"aws_eks_addon", "aws.eks.Addon"},
    {"aws_eks_cluster", "aws.eks.Cluster"},
    {"aws_eks_node_group", "aws.eks.NodeGroup"},
    {"aws_eks_pod_identity_association", "aws.eks.PodIdentityAssociation"},
    {"aws_globalaccelerator_accelerator", "aws.globalaccelerator.Accelerator"},
    {"aws_globalaccelerator_endpoint_group", "aws.globalaccelerator.EndpointGroup"},
    {"aws_globalaccelerator_listener", "aws.globalaccelerator.Listener"},
    {"aws_iam_role", "aws.iam.Role"},
    {"aws_iam_role_policy", "aws.iam.RolePolicy"},
    {"aws_iam_role_policy_attachment", "aws.iam.RolePolicyAttachment"},
    {"aws_internet_gateway", "aws.ec2.InternetGateway"},
    {"aws_kms_alias", "aws.kms.Alias"},
    {"aws_kms_key", "aws.kms.Key"},
    {"aws_launch_template", "aws.ec2.LaunchTemplate"},
    {"aws_nat_gateway", "aws.ec2.NatGateway"},
    {"aws_route53_health_check", "aws.route53.HealthCheck"},
    {"aws_route53_record", "aws.route53.Record"},
    {"aws_route_table", "aws.ec2.RouteTable"},
    {"aws_route_table_association", "aws.ec2.RouteTableAssociation"},
    {"aws_s3_bucket", "aws.s3.Bucket"},
    {"aws_s3_bucket_lifecycle_configuration", "aws.s3.BucketLifecycleConfiguration"},
    {"aws_s3_bucket_public_access_block", "aws.s3.BucketPublicAccessBlock"},
    {"aws_s3_bucket_replication_configuration", "aws.s3.BucketReplicationConfig"},
    {"aws_s3_bucket_versioning", "aws.s3.BucketVersioning"},
    {"aws_sqs_queue", "aws.sqs.Queue"},
    {"aws_sqs_queue_policy", "aws.sqs.QueuePolicy"},
    {"aws_subnet", "aws.ec2.Subnet"},
    {"aws_vpc", "aws.ec2.Vpc"},
    {"aws_vpc_endpoint", "aws.ec2.VpcEndpoint"},
    {"azurerm_cdn_frontdoor_custom_domain", "azure.cdn.AFDCustomDomain"},
    {"azurerm_cdn_frontdoor_endpoint", "azure.cdn.AFDEndpoint"},
    {"azurerm_cdn_frontdoor_origin", "azure.cdn.AFDOrigin"},
    {"azurerm_cdn_frontdoor_origin_group", "azure.cdn.AFDOriginGroup"},
    {"azurerm_cdn_frontdoor_profile", "azure.cdn.Profile"},
    {"azurerm_cdn_frontdoor_route", "azure.cdn.Route"},
    {"azurerm_consumption_budget_subscription", "azure.consumption.Budget"},
    {"azurerm_container_registry", "azure.containerregistry.Registry"},
    {"azurerm_kubernetes_cluster", "azure.containerservice.ManagedCluster"},
    {"azurerm_kubernetes_cluster_node_pool", "azure.containerservice.AgentPool"},
    {"azurerm_nat_gateway", "azure.network.NatGateway"},
    {"azurerm_public_ip", "azure.network.PublicIPAddress"},
    {"azurerm_resource_group", "azure.resources.ResourceGroup"},
    {"azurerm_role_assignment", "azure.authorization.RoleAssignment"},
    {"azurerm_storage_account", "azure.storage.StorageAccount"},
    {"azurerm_storage_container", "azure.storage.BlobContainer"},
    {"azurerm_storage_management_policy", "azure.storage.ManagementPolicy"},
    {"azurerm_storage_object_replication", "azure.storage.ObjectReplicationPolicy"},
    {"azurerm_subnet", "azure.network.Subnet"},
    {"azurerm_traffic_manager_external_endpoint", "azure.trafficmanager.Endpoint"},
    {"azurerm_traffic_manager_profile", "azure.trafficmanager.Profile"},
    {"azurerm_user_assigned_identity", "azure.managedidentity.UserAssignedIdentity"},
    {"azurerm_virtual_network", "azure.network.VirtualNetwork"},
    {"cloudflare_load_balancer", "cloudflare.LoadBalancer"},
    {"cloudflare_load_balancer_monitor", "cloudflare.LoadBalancerMonitor"},
    {"cloudflare_load_balancer_pool", "cloudflare.LoadBalancerPool"},
    {"google_artifact_registry_repository", "gcp.artifactregistry.Repository"},
    {"google_billing_budget", "gcp.billing.Budget"},
    {"google_compute_backend_service", "gcp.compute.BackendService"},
    {"google_compute_firewall", "gcp.compute.Firewall"},
    {"google_compute_global_address", "gcp.compute.GlobalAddress"},
    {"google_compute_global_forwarding_rule", "gcp.compute.GlobalForwardingRule"},
    {"google_compute_health_check", "gcp.compute.HealthCheck"},
    {"google_compute_managed_ssl_certificate", "gcp.compute.ManagedSslCertificate"},
    {"google_compute_network", "gcp.compute.Network"},
    {"google_compute_router", "gcp.compute.Router"},
    {"google_compute_router_nat", "gcp.compute.RouterNat"},
    {"google_compute_subnetwork", "gcp.compute.Subnetwork"},
    {"google_compute_target_https_proxy", "gcp.compute.TargetHttpsProxy"},
    {"google_compute_url_map", "gcp.compute.URLMap"},
    {"google_container_cluster", "gcp.container.Cluster"},
    {"google_container_node_pool", "gcp.container.NodePool"},
    {"google_kms_crypto_key", "gcp.kms.CryptoKey"},
    {"google_kms_crypto_key_iam_member", "gcp.kms.CryptoKeyIAMMember"},
    {"google_kms_key_ring", "gcp.kms.KeyRing"},
    {"google_monitoring_notification_channel", "gcp.monitoring.NotificationChannel"},
    {"google_project_iam_member", "gcp.projects.IAMMember"},
    {"google_service_account", "gcp.serviceaccount.Account"},
    {"google_storage_bucket", "gcp.storage.Bucket"},
    {"google_storage_bucket_iam_member", "gcp.storage.BucketIAMMember"},
    {"google_storage_transfer_job", "gcp.storage.TransferJob"},
});

// Of one language alone: in the other they are part of another resource.
const std::set<std::string> parts = {"azurerm_nat_gateway_public_ip_association", "azurerm_subnet_nat_gateway_association",
                                     "azure.containerregistry.Replication", "azure.storage.BlobServiceProperties"};

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

// Kinds of resources that Terraform's files make, by their names in Pulumi.
std::set<std::string> of_terraform(const Files& files) {
  static const std::regex block("(?:^|\n)resource \"([a-z0-9_]+)\"");
  std::set<std::string> kinds;
  for (const auto& [path, text] : files) {
    if (!path.starts_with("terraform/")) continue;
    if (path.ends_with(".tf")) kinds.merge(matches(text, block));
    if (!path.ends_with(".tf.json")) continue;
    const json resources = json::parse(text).value("resource", json::object());
    for (const auto& [kind, bodies] : resources.items()) kinds.insert(kind);
  }
  std::set<std::string> names;
  for (const std::string& kind : kinds) {
    if (parts.contains(kind)) continue;
    const auto pair = std::ranges::find(pairs, kind, &Pair::terraform);
    INFO(kind << " has no counterpart");
    CHECK(pair != pairs.end());
    if (pair != pairs.end()) names.emplace(pair->pulumi);
  }
  return names;
}

std::set<std::string> of_pulumi(const Files& files) {
  static const std::regex made(R"(new ((?:aws|azure|gcp|cloudflare)\.[A-Za-z0-9.]+))");
  std::set<std::string> names;
  for (const auto& [path, text] : files)
    if (path.starts_with("pulumi/components/")) names.merge(matches(text, made));
  std::erase_if(names, [](const std::string& name) { return parts.contains(name); });
  return names;
}

// What all bundles together make.
struct Seen {
  std::set<std::string> by_terraform, by_pulumi;
};

// A component of Pulumi is the same in every bundle, and makes some of its resources only where they are needed: each bundle of Terraform has no more
// than that of Pulumi, and all together have the same.
void add(Seen& seen, const World& world, const Topology& topology) {
  ExportInput input{world, topology, "spring", "t7", 412.34, 12345.67};
  for (const char* provider : {"aws", "gcp", "azure"}) input.bill.lines.push_back({provider, "here", "gpu instances", "", "", 1, {}, {123456}});
  const Files files = test::files_of(export_bundle(input, {"terraform", "pulumi"}));
  const std::set<std::string> by_terraform = of_terraform(files), by_pulumi = of_pulumi(files);
  std::set<std::string> missing;
  std::ranges::set_difference(by_terraform, by_pulumi, std::inserter(missing, missing.end()));
  CHECK(missing.empty());
  seen.by_terraform.insert(by_terraform.begin(), by_terraform.end());
  seen.by_pulumi.insert(by_pulumi.begin(), by_pulumi.end());
}

World with_copies(World world, const std::string& provider, const std::vector<std::string>& ids, ArtifactReplication replication) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    world.regions[i].provider = provider;
    world.regions[i].id = ids[i];
  }
  Artifact weights;
  weights.name = "weights";
  weights.replication = replication;
  world.data.artifacts = {weights};
  return world;
}

}  // namespace

TEST_CASE("Terraform and Pulumi make the same kinds of resources, whoever leads the users and copies the models", "[terraform][pulumi]") {
  Seen seen;
  const Topology everywhere = test::tiny_topology(test::chat(), {0, 1, 2}, 2);
  for (const char* manager : {"aws_route53_latency", "azure_traffic_manager", "azure_front_door", "cloudflare_load_balancer"}) {
    INFO(manager);
    World world = test::chat();
    world.traffic.manager = *find_traffic_manager(manager);
    world.billing.nat_gateways = 1;
    add(seen, world, everywhere);
    world.workloads[0].nodes.provisioner = Provisioner::karpenter;
    add(seen, world, everywhere);
  }
  World aws = with_copies(test::chat(), "aws", {"us-east-1", "eu-west-1", "ap-northeast-1"}, ArtifactReplication::s3_time_control);
  aws.traffic.manager = *find_traffic_manager("aws_global_accelerator");
  add(seen, aws, everywhere);
  World google = with_copies(test::chat(), "gcp", {"us-east4", "europe-west4", "asia-northeast1"}, ArtifactReplication::gcs_turbo);
  google.traffic.manager = *find_traffic_manager("google_global_load_balancer");
  add(seen, google, everywhere);
  add(seen, with_copies(test::chat(), "azure", {"eastus", "ukwest", "japaneast"}, ArtifactReplication::azure_object_replication), everywhere);
  CHECK(seen.by_terraform == seen.by_pulumi);
}
