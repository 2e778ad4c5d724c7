// Streams of events: Kafka topics that are produced in one region and followed in all. docs/streams.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tradewind {

enum class StreamReplication : std::uint8_t { mirror_maker_2, cluster_link, stretched };
std::string_view to_string(StreamReplication replication);

enum class ProducerAcks : std::uint8_t { none, leader, all };

struct EventStream {
  std::string name;
  std::uint32_t home = 0;  // region of the world
  StreamReplication replication = StreamReplication::mirror_maker_2;
  double events_per_s = 1, event_bytes = 1000;
  double linger_ms = 0;
  double mirror_events_per_s = 2;  // above events_per_s
  double ingest_interval_s = 0, ingest_delay_s = 0;
  double batch_bytes = 16384;
  int partitions = 1;
  ProducerAcks acks = ProducerAcks::all;
  double buffer_bytes = 33554432;  // of the producers
  double retention_h = 168;
  std::optional<double> offset_sync_s = {};  // of cluster links
  int replication_factor = 3;
  bool active_active = false;              // produced in all regions that follow it
  std::optional<double> local_share = {};  // of the reads: of events of their own region; absent: all regions alike

  // Of the reads in one of `regions` regions.
  double share_of_own(std::size_t regions) const { return local_share.value_or(1.0 / static_cast<double>(regions)); }

  // Until a batch is full.
  double batch_fill_s() const { return batch_bytes * partitions / (events_per_s * event_bytes); }
};

}  // namespace tradewind
