// How new versions of artifacts get from the registry's home region to the regions that need them: which way, how long it takes, how many bytes.
//
// Own copying goes along a tree. A region sends one copy at a time, each at the throughput of its pair of regions (one pair of large machines, 64 TCP
// streams), and passes a file on when it has all of it. So a star's k-th region waits for the copies before it, and a chain of hops with times
// x_1..x_m for a file takes sum(x) + (files - 1) max(x) (the makespan of a permutation flow shop with equal jobs). Versions of one artifact queue at
// a sender; different artifacts do not meet, and round trips are left out beside transfers of gigabytes.
//
// A provider's service delivers each file to each region after a log-normal time of its own, and a version when its last file is there. Its
// percentile is a design target where the provider publishes one; its median is a choice of the scenario.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tradewind/scenarios/topology.h"
#include "tradewind/scenarios/usage.h"
#include "tradewind/sim/outcome.h"

namespace tradewind {

// What own copying has to do with between regions of a world; rows send, columns receive. Only pairs of `regions` are filled in.
struct ReplicationNetwork {
  Grid gbit_s;      // 1e9 bits/s
  Grid estimated;   // 1 where the throughput was not measured
  Grid usd_per_gb;  // pricing's replication_usd_per_gb()
};
// Regions that hold or get an artifact of the world under a topology, ascending.
std::vector<std::uint32_t> replication_regions(const World& world, const Topology& topology);
ReplicationNetwork replication_network(const World& world, std::span<const std::uint32_t> regions, Grid usd_per_gb);

struct ReplicationHop {
  std::uint32_t from = 0, to = 0;  // regions
  double seconds_per_version = 0;  // of own copying: for all files, alone; 0 = a provider's service
  bool estimated = false;          // the throughput behind it
};

// Hops in the order in which a sender sends, each after the hop that brings its sender the version. No cycles by construction: every region gets it
// once.
struct ReplicationPlan {
  std::uint32_t artifact = 0;  // index into DataPlane::artifacts
  std::vector<ReplicationHop> hops;
};

ReplicationPlan replication_plan(const World& world, std::uint32_t artifact, const Topology& topology, const ReplicationNetwork& network);
std::vector<ReplicationPlan> replication_plans(const World& world, const Topology& topology, const ReplicationNetwork& network);

// Seconds of sending a version at the busiest sender: with more than one version in that time on average, regions fall behind without end.
double busiest_sender_s(const ReplicationPlan& plan);
// Throws InvalidInput when a plan cannot keep up with the versions of its artifact.
void check_keeps_up(const World& world, const ReplicationPlan& plan);

// Seconds until each hop's region has a version, on idle links: the same for any percentile for own copying; percentile in (0, 100).
std::vector<double> undisturbed_lag_s(const Artifact& artifact, const ReplicationPlan& plan, double percentile);

// GB a month by artifact and hop: versions a month x size.
std::vector<ReplicatedBytes> replicated_bytes(const World& world, std::span<const ReplicationPlan> plans);

// Since when a version newer than the one that answers has been published, in seconds, as requests see it: 0 where the newest one is there. With
// versions published as a Poisson process of rate v, a request in a region that gets them L later finds more than s with probability
// 1 - exp(-v (L - s)). L is the median on idle links, the regions weigh by their requests (`requests`: Usage::requests).
StalenessSummary model_staleness(const World& world, std::span<const ReplicationPlan> plans, std::span<const RegionRequests> requests);

struct RegionLag {
  std::int64_t versions = 0;  // published
  double mean_s = 0, max_s = 0;
  double behind_share = 0;  // of the time in which the newest version was not there
};
struct ArtifactLag {
  std::vector<RegionLag> hops;  // as ReplicationPlan::hops
};

// Versions published as a Poisson process for some hours, from idle links. Same seed, same figures for any number of threads.
std::vector<ArtifactLag> simulate_replication(const World& world, std::span<const ReplicationPlan> plans, double hours, std::uint64_t seed,
                                              int threads = 0);

}  // namespace tradewind
