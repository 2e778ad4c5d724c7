// The services that lead users to regions, one file each.
#pragma once

#include <string>

#include "terraform/parts.h"

namespace tradewind::terraform {

// Share of the requests that a service may send elsewhere than simulated before it is told to go by country.
inline constexpr double tolerated_detour = 0.01;

// Host name of a workload's service: the domain itself where there is one workload, else a name below it.
std::string host(const Context& context, const WorkloadTraffic& traffic);

// The regions that serve a workload, as a list of their names in an expression: those with an endpoint.
std::string serving(const Context& context, const WorkloadTraffic& traffic);

// "93.1 % of the requests go where they were simulated to go: ...".
std::string kept(double share);

// Variable `domain`: the name of the service; and `endpoints`: where its regions are.
void add_domain_variable(Root& root);
void add_endpoint_variable(Root& root, const char* what_an_endpoint_is);

// The region of a cloud that measures for a region: itself, or the nearest one where it is another cloud's.
std::string nearest_region(std::string_view provider, const Region& region);

// As the manager probes: seconds between checks, and failed ones in a row.
int interval_s(const TrafficManager& manager, int least, int most);
int ttl_s(const TrafficManager& manager);

// Path that answers while a region can serve; the gateways of the clusters lead it to a model server's own.
inline constexpr const char* health_path = "/health";

void add_route53(Root& root, const Context& context);
void add_global_accelerator(Root& root, const Context& context);
void add_google_load_balancer(Root& root, const Context& context);
void add_azure_traffic_manager(Root& root, const Context& context);
void add_front_door(Root& root, const Context& context);

}  // namespace tradewind::terraform
