// Streams of events: Kafka topics that are produced in one region and followed in all. docs/streams.md.
#pragma once

#include <cstdint>
#include <string>

namespace tradewind {

enum class StreamReplication : std::uint8_t { mirror_maker_2, cluster_link, stretched };

struct EventStream {
  std::string name;
  std::uint32_t home = 0;  // region of the world
  StreamReplication replication = StreamReplication::mirror_maker_2;
  double events_per_s = 1, event_bytes = 1000;
  double linger_ms = 0;
  double mirror_events_per_s = 2;  // above events_per_s
  double ingest_interval_s = 0, ingest_delay_s = 0;
};

}  // namespace tradewind
