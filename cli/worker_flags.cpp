#include "worker_flags.h"

#include <fmt/format.h>

#include <charconv>

#include "launcher.h"

namespace tradewind {

void WorkerFlags::add_to(CLI::App& verb) {
  const auto add = [&](const char* flag, auto& value, const char* help) { return verb.add_option(flag, value, help)->group("Several workers"); };
  add("--shard", shard_, "This is worker I of N, counted from 0. Default: what mpirun or srun says, else alone")->type_name("I/N");
  add("--exchange", exchange_, "Folder that all shards see, for their results; each then goes on to the end. Shard 0 writes the study")
      ->type_name("DIR");
  add("--lease-s", lease_s_, "Seconds after which a silent worker is taken for lost")->check(CLI::Range(1.0, 3600.0))->capture_default_str();
}

void WorkerFlags::apply(PlanOptions& options, const std::string& study) const {
  options.lease_s = lease_s_;
  options.exchange = exchange_;
  if (!shard_.empty()) {
    options.shard = shard_from(shard_);
    return;
  }
  options.shard = launched_shard();
  if (options.shard && exchange_.empty()) options.exchange = study + ".exchange";
  if (!options.shard && !exchange_.empty()) options.shard = Shard{};  // alone, from what others have left there
}

Shard shard_from(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto [slash, bad_index] = std::from_chars(text.data(), end, shard.index);
  if (bad_index == std::errc{} && slash != end && *slash == '/') {
    const auto [rest, bad_count] = std::from_chars(slash + 1, end, shard.count);
    if (bad_count == std::errc{} && rest == end && shard.index >= 0 && shard.index < shard.count) return shard;
  }
  throw std::invalid_argument(fmt::format("--shard: found '{}', expected I/N with I from 0 to N - 1, as 0/8, 1/8, ... 7/8", text));
}

}  // namespace tradewind
