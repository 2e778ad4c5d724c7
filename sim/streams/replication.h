// How the events of a stream get from its home region to another one.
#pragma once

#include <span>

#include "streams/horizon.h"
#include "tradewind/scenarios/event_streams.h"

namespace tradewind::streams {

// What the clients of a region that has followed a stream find when the home region is lost.
struct FailOver {
  double lost_events = 0;       // acknowledged at home, and not in the region
  double duplicate_events = 0;  // processed before, and processed again
};

// The producer at home: it gathers until linger_ms is over or a batch is full.
Stage producer(const EventStream& stream);
// The job that computes features where it follows the stream.
Stage ingestion(const EventStream& stream);

// Into a region at a round trip of rtt_ms from home, of a stream whose in-sync replicas (of a stretched cluster) are at most `farthest_rtt_ms` away.
// MirrorMaker 2 and cluster links fetch, and a fetch that finds events is answered at once (fetch.min.bytes = 1): under steady traffic the next one
// begins when the answer to the one before is there, so that each cycle takes a round trip and its answer half of one. The poll timeout of
// MirrorMaker (1000 ms) and the longest wait of a replica's fetch (500 ms) are waits for events that do not come, and no part of the lag. In a
// stretched cluster an event can be read when all in-sync replicas have fetched it.
Mirror replication(const EventStream& stream, double rtt_ms, double farthest_rtt_ms);

// When the home region is lost in the steady state. Lost: what is on its way, rate * mean age of the mirror. Duplicates: consumers go on from the
// last offset that was translated; MirrorMaker 2 emits checkpoints every 60 s and syncs group offsets every 60 s (MirrorCheckpointConfig.java), each
// at a random moment: 30 s + 30 s in the mean. A stretched cluster loses nothing and keeps its offsets, but for those not committed yet
// (auto.commit.interval 5 s: 2.5 s in the mean), which are repeated in the other cases as well. For cluster links no interval of the offset sync was
// found: the caller's.
FailOver fail_over(const EventStream& stream, const Mirror& mirror, double offset_sync_s);

// Kafka's defaults (service_timings: apache/kafka@1eb7644349cb, 2024-10-25).
inline constexpr double checkpoint_interval_s = 60, offset_sync_interval_s = 60, auto_commit_interval_s = 5;

}  // namespace tradewind::streams
