// What a traffic manager is told of a topology: who serves, how it is probed, how it leads.
#pragma once

#include <string>
#include <string_view>

#include "cloud/facts.h"

namespace tradewind::cloud {

enum class TrafficService { none, route53, global_accelerator, google_load_balancer, azure_traffic_manager, azure_front_door, cloudflare };

// The service of the scenario's traffic manager. Throws std::invalid_argument, naming `target`, when it does not reach an open region.
TrafficService traffic_service(const Context& context, std::string_view target);

// Share of the requests that a service may send elsewhere than simulated before it is told to go by country.
inline constexpr double tolerated_detour = 0.01;

// Path that answers while a region can serve; the gateways of the clusters lead it to a model server's own.
inline constexpr const char* health_path = "/health";

// "93.1 % of the requests go where they were simulated to go".
std::string kept(double share);

// What stands before the domain in a workload's host name: nothing where there is one workload, else its name and a dot.
std::string host_prefix(const Context& context, const WorkloadTraffic& traffic);

// Names of the regions that serve a workload.
std::vector<std::string> serving_regions(const Context& context, const WorkloadTraffic& traffic);

// The region of a cloud that measures for a region: itself, or the nearest one where it is another cloud's.
std::string nearest_region(std::string_view provider, const Region& region);

// The manager's times within what a service takes: seconds between checks; of DNS answers.
int interval_s(const TrafficManager& manager, int least, int most);
int ttl_s(const TrafficManager& manager);
// Of services that check every 10 or 30 s.
int interval_10_or_30_s(const TrafficManager& manager);

// Each: {//, what the service is told, workloads{name: {//, prefix, regions[], ...}}} in the words of docs/bundle.md.
Json route53_facts(
    const Context& context);  // ttl_s, check{interval_s, failures}; by, nearest{}, weights{}, turns{}, countries{}, leads{}, confined[]
Json global_accelerator_facts(const Context& context);    // name, check, endpoint_groups{place: {region, dial_percent}}
Json google_load_balancer_facts(const Context& context);  // name, check, drain_s; group, path, max_rate of an endpoint
Json traffic_manager_facts(const Context& context);       // group, location, ttl_s, check; places{}: location of each region
Json cloudflare_facts(const Context& context);            // proxied, ttl_s, check; places{}: where each region is; by, countries{}
Json front_door_facts(const Context& context);            // group, location, name, check, sample

}  // namespace tradewind::cloud
