// From a pool file to servers: names looked up, defaults that depend on the iteration filled in, and what vLLM would refuse refused.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "language/field.h"
#include "language/json_schema.h"
#include "language/reader.h"
#include "language/writer.h"
#include "pool/classic.h"
#include "pool/iteration.h"
#include "scenarios/pool.pb.h"
#include "tradewind/scenarios/pool.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/version.h"
#include "world/catalogue_names.h"
#include "world/serving_option.h"
#include "world/vllm_server.h"

namespace tradewind {
namespace {

using language::Reading;

// A part of the pool and where it stands in the file: a group may take its server and its iteration from the pool.
template <class Message>
struct Part {
  const Message& message;
  std::string path;
};

class PoolResolver {
 public:
  PoolResolver(const language::PoolFile& file, Reading& reading) : file_(file), reading_(reading) {}

  LlmPool resolve() {
    LlmPool pool;
    if (reading_.sound("/balancing")) pool.balancing = resolution::balancing_of(file_.balancing());
    if (file_.groups_size() == 0) {
      add_group(pool, std::max(file_.replicas(), 1), ReplicaRole::both, server_of_pool(), iteration_of_pool(), "");
    } else if (file_.replicas() > 0) {
      reading_.error("/replicas", {"replicas beside groups", "the replicas of each group in groups"});
    }
    for (int i = 0; i < file_.groups_size(); ++i) add_group(pool, file_.groups(i), "/groups/" + std::to_string(i));
    if (reading_.sound("/groups") && !pool.groups.empty()) check_roles(pool);
    if (file_.has_kv_transfer()) pool.kv_transfer = resolution::kv_transfer_of(file_.kv_transfer());
    return pool;
  }

 private:
  Part<language::PoolServer> server_of_pool() const { return {file_.server(), "/server"}; }
  std::optional<Part<language::PoolIteration>> iteration_of_pool() const {
    if (!file_.has_iteration()) return std::nullopt;
    return Part<language::PoolIteration>{file_.iteration(), "/iteration"};
  }

  void add_group(LlmPool& pool, const language::ReplicaGroupEntry& entry, const std::string& path) {
    if (!reading_.sound(path)) return;
    const auto server = entry.has_server() ? Part<language::PoolServer>{entry.server(), path + "/server"} : server_of_pool();
    auto iteration = iteration_of_pool();
    if (entry.has_iteration()) iteration.emplace(Part<language::PoolIteration>{entry.iteration(), path + "/iteration"});
    add_group(pool, entry.replicas(), static_cast<ReplicaRole>(entry.role() - 1), server, iteration, path);
  }

  void add_group(LlmPool& pool, int replicas, ReplicaRole role, const Part<language::PoolServer>& server,
                 const std::optional<Part<language::PoolIteration>>& iteration, const std::string& path) {
    static_assert(language::REPLICA_ROLE_DECODE - 1 == static_cast<int>(ReplicaRole::decode));
    if (!iteration) {
      if (reading_.sound("")) reading_.error(path, {"no iteration", "how long an iteration takes", R"("iteration": {"gpu": ..., "model": ...})"});
      return;
    }
    if (!reading_.sound(server.path) || !reading_.sound(iteration->path)) return;
    ReplicaGroup group;
    group.replicas = replicas;
    group.role = role;
    group.server = resolution::vllm_server_of(server.message);
    group.kv_blocks = server.message.kv_blocks();
    const auto resolved = pool_file::iteration_model(iteration->message, iteration->path, reading_);
    if (!resolved) return;
    group.iteration = resolved->model;
    const bool literal = resolved->is_affine;
    group.server.async_scheduling = server.message.has_async_scheduling() ? server.message.async_scheduling() : !literal;
    group.server.enforce_eager = server.message.has_enforce_eager() ? server.message.enforce_eager() : literal;
    if (group.kv_blocks == 0) fit_kv_cache(group, server, *resolved, iteration->path);
    if (group.kv_blocks == 0) return;
    limit_context(group, server, literal);
    resolution::check_vllm_server(reading_, server.path, group.server);
    pool.groups.push_back(std::move(group));
  }

  // Blocks that the file does not state: what the GPU has room for.
  void fit_kv_cache(ReplicaGroup& group, const Part<language::PoolServer>& server, const pool_file::ResolvedIteration& iteration,
                    const std::string& iteration_path) {
    if (iteration.is_affine)
      return reading_.error(server.path + "/kv_blocks",
                            {"no kv_blocks", "the KV-cache blocks of a replica: with affine the memory is not known", R"("kv_blocks": 28000)"});
    const KvCapacity capacity = Catalogue::shipped().kv_capacity(iteration.query, resolution::kv_cache_settings(group.server));
    group.kv_blocks = capacity.blocks;
    if (capacity.blocks == 0) reading_.error(iteration_path, {capacity.why_not, "a model that fits"});
  }

  // The longest context: as given, else the model's own as far as the KV cache holds it.
  void limit_context(ReplicaGroup& group, const Part<language::PoolServer>& server, bool literal) {
    const std::int64_t room = group.kv_blocks * group.server.block_size;
    if (group.server.max_model_len == 0) {
      const ModelArchitecture* model = literal ? nullptr : Catalogue::shipped().find_model(group.iteration.model).entry;
      const std::int64_t context = model == nullptr ? longest_context : model->max_position;
      group.server.max_model_len = static_cast<int>(std::min(room, context));
      if (!group.server.chunked_prefill) group.server.max_model_len = std::min(group.server.max_model_len, group.server.max_num_batched_tokens);
    } else if (!literal && group.server.max_model_len > room) {
      reading_.error(server.path + "/max_model_len", {fmt::format("{} tokens where the KV cache has room for {}", group.server.max_model_len, room),
                                                      "a context that fits: vLLM would not start", fmt::format("{}", room)});
    }
  }

  void check_roles(const LlmPool& pool) {
    const bool apart = is_disaggregated(pool);
    if (!roles_go_together(pool))
      reading_.error("/groups", {fmt::format("{} groups with the role both, {} prefill, {} decode", groups_of(pool, ReplicaRole::both),
                                             groups_of(pool, ReplicaRole::prefill), groups_of(pool, ReplicaRole::decode)),
                                 "both alone, or prefill and decode together"});
    if (!apart && file_.has_kv_transfer())
      reading_.error("/kv_transfer", {"a kv_transfer without prefill and decode groups", "groups of these roles, or no kv_transfer"});
    if (!apart) return;
    if (!file_.has_kv_transfer()) reading_.error("", {"no kv_transfer between prefill and decode groups", "a kv_transfer", R"({"gbit_s": 200})"});
    if (pool.groups.front().iteration.kv_bytes_per_token == 0)
      reading_.error("/kv_transfer", {"an affine iteration without kv_bytes_per_token", "kv_bytes_per_token: a transfer carries them", "131072"});
  }

  static constexpr std::int64_t longest_context = 10'000'000;  // tokens; as the schema allows

  const language::PoolFile& file_;
  Reading& reading_;
};

}  // namespace

ServerPool read_pool_text(std::string_view text, const std::string& file_name) {
  language::PoolFile file;
  Reading reading(file_name);
  language::read_message(text, resolution::catalogue_names(), file, reading);
  ServerPool pool;
  if (reading.given("/classic"))
    pool = pool_file::classic_pool(file, reading);
  else
    pool = PoolResolver(file, reading).resolve();
  Problems problems = reading.problems.sorted();
  if (has_errors(problems)) throw InvalidInput(std::move(problems));
  return pool;
}

ServerPool read_pool(const std::filesystem::path& file) { return read_pool_text(read_input(file, "a pool file"), file.string()); }

std::string to_json(const HardwareEntry& entry) {
  language::HardwareFile file;
  *file.mutable_iteration() = pool_file::entry_of(entry.iteration);
  file.set_scale(entry.iteration.scale);
  file.set_host_ms(entry.iteration.host_ms);
  file.set_host_ms_per_seq(entry.iteration.host_ms_per_seq);
  file.set_frontend_ms(entry.iteration.frontend_ms);
  file.set_mean_error(entry.mean_error);
  if (entry.check_error) file.set_check_error(*entry.check_error);
  for (const std::string& measured : entry.measured) file.add_measured(measured);
  file.set_version(version());
  return language::write_message(file);
}

std::string to_json(const BatchEntry& entry) {
  const BatchModel& model = entry.model;
  language::MeasuredBatch file;
  file.set_model(model.model);
  file.set_gpu(model.gpu);
  file.set_backend(model.backend);
  file.set_base_ms(model.load_factor * model.base_ms);
  file.set_ms_per_item(model.load_factor * model.ms_per_item);
  file.set_base_gpu_share(model.base_gpu_share);
  file.set_frontend_ms(model.frontend_ms);
  file.set_batch_max(model.batch_max);
  file.set_mean_error(model.mean_error);
  if (entry.check_error) file.set_check_error(*entry.check_error);
  for (const std::string& measured : entry.measured) file.add_measured(measured);
  file.set_version(version());
  return language::write_message(file);
}

std::string pool_json_schema() { return language::json_schema(*language::PoolFile::descriptor(), "Tradewind pool", resolution::catalogue_names()); }

}  // namespace tradewind
