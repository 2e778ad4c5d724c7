// A pool of servers by itself, without region, price or users: what `replay` runs and `calibrate` fits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

enum class ReplicaRole { both, prefill, decode };

// Replicas that are alike. A pool of mixed GPUs has several groups.
struct ReplicaGroup {
  int replicas = 1;
  ReplicaRole role = ReplicaRole::both;
  VllmServer server;
  IterationModel iteration;
  std::int64_t kv_blocks = 0;  // KV-cache blocks of one replica
};

struct LlmPool {
  Balancing balancing = Balancing::round_robin;
  std::vector<ReplicaGroup> groups;  // all of role both, or at least one of prefill and one of decode
  KvTransfer kv_transfer;            // read only where prefill and decode are apart
};

std::size_t groups_of(const LlmPool& pool, ReplicaRole role);
// Whether prefill and decode are apart.
bool is_disaggregated(const LlmPool& pool);
// Either all groups do both, or some prefill and the others decode.
bool roles_go_together(const LlmPool& pool);

// Replicas of a classic model with dynamic batching, which are alike.
struct ClassicPool {
  int replicas = 1;
  Balancing balancing = Balancing::round_robin;
  BatchServer server;
  std::optional<BatchModel> batch = {};  // nothing: how long a batch takes is not known yet, and `calibrate` is to find out
};

using ServerPool = std::variant<LlmPool, ClassicPool>;

// Reads a pool file (JSON; scenarios/pool.proto is its schema). Throws InvalidInput with all problems.
ServerPool read_pool(const std::filesystem::path& file);
ServerPool read_pool_text(std::string_view text, const std::string& file_name);

// What `calibrate` found, for a file that a pool may name: {"iteration": {"calibration": "hardware.json"}}.
struct HardwareEntry {
  IterationModel iteration;                // with the fitted constants
  double mean_error = 0;                   // of predicted over measured, as a share
  std::optional<double> check_error = {};  // the same of the run that was kept out of the fit
  std::vector<std::string> measured = {};  // files
};
std::string to_json(const HardwareEntry& entry);

// The same of a classic model: {"classic": {"batch": {"calibration": "entry.json"}}}; and an element of `measured` of a scenario's classic model.
struct BatchEntry {
  BatchModel model;                        // by name, GPU and constants; with its mean error
  std::optional<double> check_error = {};  // of the run that was kept out of the fit
  std::vector<std::string> measured = {};  // files
};
std::string to_json(const BatchEntry& entry);

// JSON Schema (draft 2020-12) of pool files.
std::string pool_json_schema();

}  // namespace tradewind
