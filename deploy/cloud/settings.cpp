#include "cloud/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace tradewind::cloud {
namespace {

constexpr const char* machines = "Machines beside the model servers; not in the expected cost.";

const std::vector<Setting>& settings() {
  using enum SettingType;
  static const std::vector<Setting> table = {
      {"kubernetes_version", text, "Version of EKS and AKS; the manifests need 1.30 or newer.", "1.34"},
      {"aws_system_instance_type", text, machines, "m6i.large"},
      {"google_system_machine_type", text, machines, "e2-standard-4"},
      {"azure_system_vm_size", text, machines, "Standard_D4s_v5"},
      {"azure_gpu_zones", texts_by_name,
       "Zones of the GPU machines of each region of Azure, by the name of its overlay, as [\"1\", \"2\", \"3\"]: those in which "
       "check-azure-quotas.sh finds "
       "the size. Machines of a region without are in no zone: the loss of one may take all of them.",
       Json::object()},
      {"google_project", text, "Google Cloud project of the clusters.", {}, "my-project"},
      {"azure_subscription", text, "Id of the Azure subscription of the clusters.", {}, "00000000-0000-0000-0000-000000000000"},
      {"domain", text, "Name under which users reach the service, as chat.example.com.", {}, "chat.example.com"},
      {"hosted_zone", text, "Public zone of Route 53 that the domain is in, as example.com.", {}, "example.com"},
      {"cloudflare_account", text, "Id of the account of Cloudflare.", {}, "00000000000000000000000000000000"},
      {"cloudflare_zone", text, "Id of Cloudflare's zone that the domain is in.", {}, "00000000000000000000000000000000"},
      {"dns_prefix", text, "Label of the service below trafficmanager.net, free on the internet; the domain leads there by CNAME.", {}, "change-me"},
      {"zones",
       texts_by_name,
       "Zones of each region, by the name of its overlay, in which the cluster has made a network endpoint group (kubectl get svcneg); a region "
       "without one gets no users.",
       Json::object(),
       {},
       false,
       true},
      {"bucket_prefix",
       text,
       "Beginning of the names of the model buckets: lower-case letters, digits and hyphens, at most 30, yours alone in the world.",
       {},
       "change-me"},
      {"budget_emails", texts, "Who is told when money runs faster than simulated.", {}, Json::array({"platform@example.com"})},
      {"google_billing_account", text, "Id of the billing account that pays for the project.", {}, "000000-000000-000000"}};
  return table;
}

}  // namespace

const Setting& setting(std::string_view name) {
  const auto found = std::ranges::find(settings(), name, &Setting::name);
  if (found == settings().end()) throw std::out_of_range(fmt::format("there is no setting {}", name));
  return *found;
}

Setting endpoint_setting(const std::string& what_an_endpoint_is) {
  return {"endpoints",
          SettingType::text_by_name,
          what_an_endpoint_is + " of each region, by the name of its overlay, once its cluster has one; a region without one gets no users.",
          Json::object(),
          {},
          false,
          true};
}

}  // namespace tradewind::cloud
