// The services that lead users to regions, one file each.
#pragma once

#include <string>

#include "cloud/traffic.h"
#include "terraform/parts.h"

namespace tradewind::terraform {

// Host name of a workload's service: the domain itself where there is one workload, else a name below it. `told`: of the workload, in the facts.
std::string host(const Json& told);

// Expressions: the regions that serve a workload as a list of names; as a set, those of them that have an endpoint.
std::string names(const Json& regions);
std::string with_endpoint(const Json& regions);

void add_route53(Root& root, const Context& context);
void add_global_accelerator(Root& root, const Context& context);
void add_google_load_balancer(Root& root, const Context& context);
void add_azure_traffic_manager(Root& root, const Context& context);
void add_front_door(Root& root, const Context& context);
void add_cloudflare(Root& root, const Context& context);

}  // namespace tradewind::terraform
