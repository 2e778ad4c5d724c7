// Worlds that the tests of the export share.
#pragma once

#include "support/tiny_world.h"
#include "tradewind/deploy/bundle.h"

namespace tradewind::test {

// The tiny world on three clouds, with the weights of an 8B model.
inline World three_clouds(World world) {
  world.regions[1].provider = "gcp";
  world.regions[1].id = "europe-west4";
  world.regions[2].provider = "azure";
  world.regions[2].id = "japaneast";
  world.offers[2].instance_type = "a3-highgpu-1g";
  world.offers[4].instance_type = "Standard_NC40ads_H100_v5";
  for (ServingOption& option : world.serving_options)
    if (auto* timing = std::get_if<IterationModel>(&option.timing)) timing->weights_bytes = 16'060'522'496;
  return world;
}

inline World chat() {
  World world = three_clouds(tiny_llm_world());
  world.name = "chat";
  return world;
}

inline World fraud(BatchServer::Kind kind) {
  World world = three_clouds(tiny_classic_world());
  world.name = "fraud";
  BatchServer& server = std::get<ClassicServing>(world.workloads[0].serving).server;
  server = {.kind = kind, .max_batch_size = 32, .max_queue_delay_us = 2000, .instances = 2};
  (kind == BatchServer::Kind::tensorflow_serving ? server.max_enqueued_batches : server.max_waiting) = 10;
  std::get<ClassicServing>(world.workloads[0].serving).items_per_request = 4;
  return world;
}

// The world with the first workload of another one of the same regions beside its own.
inline World with_workload_of(World world, const World& other) {
  const auto index = static_cast<std::uint32_t>(world.workloads.size());
  world.workloads.push_back(other.workloads[0]);
  world.rate_rps.push_back(other.rate_rps[0]);
  for (ServingOption option : std::vector<ServingOption>(other.serving_options)) {
    if (option.workload != 0) continue;
    option.workload = index;
    world.serving_options.push_back(std::move(option));
  }
  return world;
}

// The chat and the fraud check together.
inline World chat_and_fraud(BatchServer::Kind kind = BatchServer::Kind::triton) { return with_workload_of(chat(), fraud(kind)); }

// Of these two, the fraud check in the first and the last region only.
inline Topology chat_and_fraud_topology(const World& world) {
  Topology topology = tiny_topology(world, {0, 1, 2}, 4);
  topology.pools.push_back({1, 1, 2});
  topology.pools.push_back({1, 5, 3});
  return topology;
}

}  // namespace tradewind::test
