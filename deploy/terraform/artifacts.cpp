// Buckets of the models: one in every region that needs an artifact, and the provider's replication where the scenario chose it.
#include <fmt/format.h>

#include <map>
#include <set>

#include "names.h"
#include "terraform/parts.h"

namespace tradewind::terraform {
namespace {

// --- Amazon S3

Json s3_rule(const cloud::ServiceCopy& copy) {
  Json target = {{"bucket", expression(fmt::format("aws_s3_bucket.models[{}].arn", hcl_string(copy.to)))}};
  if (copy.timed) {
    const Json time = {{"minutes", cloud::s3_time_control_minutes}};
    target["metrics"] = {{"status", "Enabled"}, {"event_threshold", time}};
    target["replication_time"] = {{"status", "Enabled"}, {"time", time}};
  }
  return {{"id", copy.id},
          {"priority", copy.priority},
          {"status", "Enabled"},
          {"filter", {{"prefix", copy.prefix}}},
          {"delete_marker_replication", {{"status", "Disabled"}}},
          {"destination", target}};
}

void add_s3_replication(Json& file, const Context& context) {
  std::map<std::string, Json> rules;
  for (const cloud::ServiceCopy& copy : cloud::service_copies(context, "aws"))
    rules.try_emplace(copy.from, Json::array()).first->second.push_back(s3_rule(copy));
  for (const auto& [home, list] : rules) {
    file["resource"]["aws_s3_bucket_replication_configuration"][identifier(home)] = {
        {"region", expression(fmt::format("local.s3_buckets[{}]", hcl_string(home)))},
        {"bucket", expression(fmt::format("aws_s3_bucket.models[{}].id", hcl_string(home)))},
        {"role", expression("aws_iam_role.replication.arn")},
        {"rule", list},
        {"depends_on", {"aws_s3_bucket_versioning.models"}}};
  }
  if (!file["resource"].contains("aws_s3_bucket_replication_configuration")) return;
  const auto statement = [](Json actions, const char* resources) {
    return Json{{"actions", std::move(actions)}, {"resources", expression(resources)}};
  };
  file["data"]["aws_iam_policy_document"] = {
      {"replication_trust",
       {{"statement", {{{"actions", {"sts:AssumeRole"}}, {"principals", {{{"type", "Service"}, {"identifiers", {"s3.amazonaws.com"}}}}}}}}}},
      {"replication",
       {{"statement",
         {statement({"s3:GetReplicationConfiguration", "s3:ListBucket"}, "[for bucket in aws_s3_bucket.models : bucket.arn]"),
          statement(
              {"s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging", "s3:ReplicateObject", "s3:ReplicateTags"},
              "[for bucket in aws_s3_bucket.models : \"${bucket.arn}/*\"]")}}}}};
  const std::string name = cloud::replication_role(context.input.world);
  file["resource"]["aws_iam_role"]["replication"] = {{"name", name},
                                                     {"assume_role_policy", expression("data.aws_iam_policy_document.replication_trust.json")}};
  file["resource"]["aws_iam_role_policy"]["replication"] = {
      {"name", name}, {"role", expression("aws_iam_role.replication.id")}, {"policy", expression("data.aws_iam_policy_document.replication.json")}};
}

void add_s3(Json& file, Json& stores, const Context& context, const Json& buckets) {
  for (const auto& [key, region] : buckets.items()) stores[key] = fmt::format("s3://${{aws_s3_bucket.models[{}].id}}", hcl_string(key));
  const auto each = [](Json body) {
    Json json = {{"for_each", expression("local.s3_buckets")}, {"region", expression("each.value")}};
    json.update(body);
    return json;
  };
  const std::string bucket = expression("aws_s3_bucket.models[each.key].id");
  file["locals"]["s3_buckets"] = buckets;
  Json& resources = file["resource"];
  resources["aws_s3_bucket"]["models"] = each({{"bucket", "${var.bucket_prefix}-${each.key}"}, {"tags", {{"region", expression("each.value")}}}});
  resources["aws_s3_bucket_versioning"]["models"] = each({{"bucket", bucket}, {"versioning_configuration", {{"status", "Enabled"}}}});
  resources["aws_s3_bucket_public_access_block"]["models"] = each({{"bucket", bucket},
                                                                   {"block_public_acls", true},
                                                                   {"block_public_policy", true},
                                                                   {"ignore_public_acls", true},
                                                                   {"restrict_public_buckets", true}});
  resources["aws_s3_bucket_lifecycle_configuration"]["models"] =
      each({{"bucket", bucket},
            {"rule",
             {{{"id", "old-versions"},
               {"status", "Enabled"},
               {"filter", Json::object()},
               {"noncurrent_version_expiration", {{"noncurrent_days", cloud::old_versions_days}}}}}}});
  add_s3_replication(file, context);
}

// --- Google Cloud Storage

// The agents of Google that copy, and tell each other what is new (https://cloud.google.com/storage-transfer/docs/cross-bucket-replication).
void let_transfer(Json& file) {
  const std::string project = expression("var.google_project");
  file["data"]["google_storage_transfer_project_service_account"]["this"] = {{"project", project}};
  file["data"]["google_storage_project_service_account"]["this"] = {{"project", project}};
  const std::string copies = "serviceAccount:${data.google_storage_transfer_project_service_account.this.email}";
  const std::string tells = "serviceAccount:${data.google_storage_project_service_account.this.email_address}";
  Json& resources = file["resource"];
  resources["google_storage_bucket_iam_member"]["transfer"] = {{"for_each", expression("google_storage_bucket.models")},
                                                               {"bucket", expression("each.value.name")},
                                                               {"role", "roles/storage.admin"},
                                                               {"member", copies}};
  resources["google_project_iam_member"]["transfer_subscribes"] = {{"project", project}, {"role", "roles/pubsub.editor"}, {"member", copies}};
  resources["google_project_iam_member"]["storage_publishes"] = {{"project", project}, {"role", "roles/pubsub.publisher"}, {"member", tells}};
}

void add_gcs(Json& file, Json& stores, const Context& context, const Json& buckets) {
  for (const auto& [key, region] : buckets.items()) stores[key] = fmt::format("gs://${{google_storage_bucket.models[{}].name}}", hcl_string(key));
  file["locals"]["gcs_buckets"] = buckets;
  file["resource"]["google_storage_bucket"]["models"] = {
      {"for_each", expression("local.gcs_buckets")},
      {"project", expression("var.google_project")},
      {"name", "${var.bucket_prefix}-${each.key}"},
      {"location", expression("each.value")},
      {"uniform_bucket_level_access", true},
      {"public_access_prevention", "enforced"},
      {"versioning", {{"enabled", true}}},
      {"lifecycle_rule",
       {{{"action", {{"type", "Delete"}}}, {"condition", {{"days_since_noncurrent_time", cloud::old_versions_days}, {"with_state", "ARCHIVED"}}}}}}};
  const std::vector<cloud::ServiceCopy> copies = cloud::service_copies(context, "gcp");
  if (!copies.empty()) let_transfer(file);
  for (const cloud::ServiceCopy& copy : copies)
    file["resource"]["google_storage_transfer_job"][identifier(dns_label(copy.artifact->name + "-to-" + copy.to))] = {
        {"//",
         literal(fmt::format("Event-driven replication of {}; {} was simulated, which needs one dual-region bucket and is quicker at most by it.",
                             slug(copy.artifact->name), to_string(copy.artifact->replication)))},
        {"project", expression("var.google_project")},
        {"description", literal(slug(copy.artifact->name) + " to " + copy.to)},
        {"replication_spec",
         {{"gcs_data_source",
           {{"bucket_name", expression(fmt::format("google_storage_bucket.models[{}].name", hcl_string(copy.from)))}, {"path", copy.prefix}}},
          {"gcs_data_sink",
           {{"bucket_name", expression(fmt::format("google_storage_bucket.models[{}].name", hcl_string(copy.to)))}, {"path", copy.prefix}}}}},
        {"depends_on",
         {"google_storage_bucket_iam_member.transfer", "google_project_iam_member.transfer_subscribes",
          "google_project_iam_member.storage_publishes"}}};
}

// --- Azure Blob Storage

// Names of storage accounts are at most 24 lower-case letters and digits, unique in all of Azure.
void add_blobs(Json& file, Json& stores, const Context& context, const Json& buckets) {
  for (const auto& [key, region] : buckets.items())
    stores[key] = fmt::format("https://${{azurerm_storage_account.models[{}].name}}.blob.core.windows.net/models", hcl_string(key));
  file["locals"]["blob_accounts"] = buckets;
  file["locals"]["blob_redundancy"] = cloud::blob_redundancy(context);
  Json& resources = file["resource"];
  resources["azurerm_resource_group"]["models"] = {
      {"name", cloud::models_group(context.input)}, {"location", buckets.front()}, {"tags", cost_labels(context.input, nullptr, "azure")}};
  resources["azurerm_storage_account"]["models"] = {
      {"for_each", expression("local.blob_accounts")},
      {"name", "${substr(replace(var.bucket_prefix, \"-\", \"\"), 0, 12)}${substr(sha256(\"${var.bucket_prefix}-${each.key}\"), 0, 12)}"},
      {"resource_group_name", expression("azurerm_resource_group.models.name")},
      {"location", expression("each.value")},
      {"account_tier", "Standard"},
      {"account_replication_type", expression("local.blob_redundancy[each.key]")},
      {"allow_nested_items_to_be_public", false},
      {"blob_properties", {{"versioning_enabled", true}, {"change_feed_enabled", true}}},
      {"tags", cost_labels(context.input, nullptr, "azure")}};
  resources["azurerm_storage_management_policy"]["models"] = {
      {"for_each", expression("local.blob_accounts")},
      {"storage_account_id", expression("azurerm_storage_account.models[each.key].id")},
      {"rule",
       {{{"name", "old-versions"},
         {"enabled", true},
         {"filters", {{"blob_types", {"blockBlob"}}}},
         {"actions", {{"version", {{"delete_after_days_since_creation", cloud::old_versions_days}}}}}}}}};
  resources["azurerm_storage_container"]["models"] = {{"for_each", expression("local.blob_accounts")},
                                                      {"name", "models"},
                                                      {"storage_account_id", expression("azurerm_storage_account.models[each.key].id")},
                                                      {"container_access_type", "private"}};
  std::set<std::pair<std::string, std::string>> ways;
  for (const cloud::ServiceCopy& copy : cloud::service_copies(context, "azure")) ways.emplace(copy.from, copy.to);
  for (const auto& [home, region] : ways)
    resources["azurerm_storage_object_replication"][identifier(home + "-to-" + region)] = {
        {"source_storage_account_id", expression(fmt::format("azurerm_storage_account.models[{}].id", hcl_string(home)))},
        {"destination_storage_account_id", expression(fmt::format("azurerm_storage_account.models[{}].id", hcl_string(region)))},
        {"rules",
         {{{"source_container_name", expression(fmt::format("azurerm_storage_container.models[{}].name", hcl_string(home)))},
           {"destination_container_name", expression(fmt::format("azurerm_storage_container.models[{}].name", hcl_string(region)))}}}}};
}

}  // namespace

void add_artifacts(Root& root, const Context& context) {
  if (cloud::bucket_regions(context).empty()) return;
  Json& file = root.file("artifacts");
  const std::map<std::string, void (*)(Json&, Json&, const Context&, const Json&)> clouds = {{"aws", add_s3}, {"azure", add_blobs}, {"gcp", add_gcs}};
  Json stores = Json::object();
  for (const auto& [provider, add] : clouds) {
    const Json buckets = cloud::buckets(context, provider);
    if (buckets.empty()) continue;
    add_provider(root, context, provider);
    root.variable(cloud::setting("bucket_prefix"));
    add(file, stores, context, buckets);
  }
  root.output("model_stores", "Where the models lie, by region.", stores);
}

}  // namespace tradewind::terraform
