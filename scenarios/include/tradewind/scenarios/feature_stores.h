// Online feature stores: what requests read and write beside the model. docs/features.md and docs/consistency.md say what each field does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

enum class Placement : std::uint8_t { replicated, home };
enum class Consistency : std::uint8_t { eventual, bounded, session, snapshot, strong, quorum };
enum class OnlineStore : std::uint8_t { redis, redis_cluster, dynamodb, postgresql, remote_http };
enum class FailedRead : std::uint8_t { fail, defaults };

std::string_view to_string(Consistency consistency);

// A point of the curve of what old features cost, in the user's unit.
struct StalenessLoss {
  double staleness_s = 0, loss = 0;
};

// A run starts every interval_s, and its values, of all events up to its start, can be read pipeline_s later.
struct Materialization {
  double interval_s = 3600, pipeline_s = 0;
};

struct FeatureStore {
  std::string name;
  std::uint32_t home = 0;  // region of the world
  Placement placement = Placement::replicated;
  OnlineStore online = OnlineStore::redis;
  double read_p50_ms = 1, read_p99_ms = 5;  // of a log-normal time of a read inside its region
  // Where fresh values come from: one of the two.
  std::optional<Materialization> materialization;
  std::optional<std::uint32_t> stream;  // index into DataPlane::streams
  // Home to replica, of a materialised store.
  double replication_interval_s = 0, replication_delay_s = 1;
  double catch_up = 2;  // speed after a stall, as a multiple of the changes that come in; above 1
  Consistency consistency = Consistency::eventual;
  double bound_s = 0;  // 0 = none
  double snapshot_interval_s = 60;
  FailedRead failed_read = FailedRead::fail;
  double read_timeout_ms = 500;
  double miss_share = 0, miss_ms = 0;
  double value_bytes = 400;
  double changes_per_s = 0;
  bool active_active = false;
  double keys = 1e6, key_skew = 0;
  std::vector<StalenessLoss> quality;  // ascending; empty = no curve

  // Linear between the points, level outside; 0 without a curve.
  double loss_at(double staleness_s) const;
  double read_mu() const;     // of the log-normal time in ms: ln p50
  double read_sigma() const;  // ln(p99 / p50) / 2.3263
};

// What one request of a workload does with a store.
struct FeatureUse {
  std::uint32_t store = 0;  // index into DataPlane::feature_stores
  bool read = true;
  double writes = 0;  // share of the requests that write a key
};

}  // namespace tradewind
