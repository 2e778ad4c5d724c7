// What leads users to regions, as the scenario's traffic manager does.
#include <fmt/format.h>

#include "cloud/traffic.h"
#include "pulumi/program.h"

namespace tradewind::pulumi {
namespace {

using cloud::Context;
using cloud::endpoint_setting;
using cloud::setting;

void add_facts(Program& program, const Json& facts, const std::string& component, const std::string& type) {
  program.fact("traffic", {type, component, type}, facts);
}

void add_route53(Program& program, const Context& context) {
  const std::string options = on(program, context, "aws");
  add_facts(program, cloud::route53_facts(context), "route53", "Route53Args");
  program.use("route53", "Route53");
  program.code(fmt::format("new Route53(\n  plan.traffic, {}, {},\n  {}, {},\n);\n", program.setting(setting("domain")),
                           program.setting(setting("hosted_zone")), program.setting(endpoint_setting("Host name of the gateway")), options));
}

void add_global_accelerator(Program& program, const Context& context) {
  const std::string options = on(program, context, "aws");
  add_facts(program, cloud::global_accelerator_facts(context), "global-accelerator", "GlobalAcceleratorArgs");
  program.use("global-accelerator", "makeGlobalAccelerator");
  program.code(fmt::format("makeGlobalAccelerator(\n  plan.traffic, {}, {},\n  {}, {},\n);\n", program.setting(setting("domain")),
                           program.setting(setting("hosted_zone")), program.setting(endpoint_setting("ARN of the gateway's load balancer")),
                           options));
}

void add_google_load_balancer(Program& program, const Context& context) {
  const std::string options = on(program, context, "gcp");
  add_facts(program, cloud::google_load_balancer_facts(context), "google-load-balancer", "GoogleLoadBalancerArgs");
  program.use("google-load-balancer", "makeGoogleLoadBalancer");
  program.code(fmt::format(
      "/** Where the domain has to lead. */\nexport const address = makeGoogleLoadBalancer(\n  plan.traffic, {},\n  {}, googleProject, {},\n);\n",
      program.setting(setting("domain")), program.setting(setting("zones")), options));
}

void add_azure(Program& program, const Context& context, const Json& facts, const std::string& component, const std::string& name,
               const std::string& first) {
  const std::string options = on(program, context, "azure");
  add_facts(program, facts, component, name + "Args");
  program.use(component, "make" + name);
  program.code(fmt::format(
      "/** Where the domain of each workload has to lead, by CNAME. */\nexport const leads = make{}(\n  plan.traffic, {},\n  {}, {},\n);\n", name,
      program.setting(setting(first)), program.setting(endpoint_setting("Host name of the gateway")), options));
}

void add_cloudflare(Program& program, const Context& context) {
  program.package("cloudflare");
  program.code(
      "\n// The token comes from the environment: CLOUDFLARE_API_TOKEN.\n"
      "const onCloudflare = { provider: new cloudflare.Provider(\"cloudflare\", {}) };\n");
  add_facts(program, cloud::cloudflare_facts(context), "cloudflare", "CloudflareArgs");
  program.use("cloudflare", "makeCloudflare");
  program.code(fmt::format("makeCloudflare(\n  plan.traffic, {}, {}, {},\n  {}, onCloudflare,\n);\n", program.setting(setting("domain")),
                           program.setting(setting("cloudflare_account")), program.setting(setting("cloudflare_zone")),
                           program.setting(endpoint_setting("Host name of the gateway"))));
}

}  // namespace

void add_traffic(Program& program, const Context& context) {
  switch (cloud::traffic_service(context, "pulumi")) {
    case cloud::TrafficService::route53:
      return add_route53(program, context);
    case cloud::TrafficService::global_accelerator:
      return add_global_accelerator(program, context);
    case cloud::TrafficService::google_load_balancer:
      return add_google_load_balancer(program, context);
    case cloud::TrafficService::azure_traffic_manager:
      return add_azure(program, context, cloud::traffic_manager_facts(context), "azure-traffic-manager", "TrafficManager", "dns_prefix");
    case cloud::TrafficService::azure_front_door:
      return add_azure(program, context, cloud::front_door_facts(context), "azure-front-door", "FrontDoor", "domain");
    case cloud::TrafficService::cloudflare:
      return add_cloudflare(program, context);
    case cloud::TrafficService::none:
      return;
  }
}

}  // namespace tradewind::pulumi
