#include "streams/replication.h"

#include <algorithm>

namespace tradewind::streams {

Stage producer(const EventStream& stream) { return {std::min(kernel::from_ms(stream.linger_ms), kernel::from_s(stream.batch_fill_s())), 0}; }

Stage ingestion(const EventStream& stream) { return {kernel::from_s(stream.ingest_interval_s), kernel::from_s(stream.ingest_delay_s)}; }

Mirror replication(const EventStream& stream, double rtt_ms, double farthest_rtt_ms) {
  const double speed = stream.mirror_events_per_s / stream.events_per_s;
  if (stream.replication == StreamReplication::stretched) return {Stage(0, kernel::from_ms(farthest_rtt_ms + rtt_ms / 2)), speed};
  return {Stage(kernel::from_ms(rtt_ms), kernel::from_ms(rtt_ms / 2)), speed};
}

FailOver fail_over(const EventStream& stream, const Mirror& mirror, double offset_sync_s) {
  const double repeated_s = auto_commit_interval_s / 2;
  switch (stream.replication) {
    case StreamReplication::mirror_maker_2:
      return {stream.events_per_s * mirror.stage().mean_age_s(),
              stream.events_per_s * (repeated_s + checkpoint_interval_s / 2 + offset_sync_interval_s / 2)};
    case StreamReplication::cluster_link:
      return {stream.events_per_s * mirror.stage().mean_age_s(), stream.events_per_s * (repeated_s + offset_sync_s / 2)};
    case StreamReplication::stretched:
      break;
  }
  return {0, stream.events_per_s * repeated_s};
}

}  // namespace tradewind::streams
