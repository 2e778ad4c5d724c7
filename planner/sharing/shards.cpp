#include "sharing/shards.h"

#include <condition_variable>

#include "sharing/process.h"
#include "study/fnv1a.h"
#include "tradewind/scenarios/files.h"

namespace tradewind::sharing {
namespace {

constexpr std::chrono::milliseconds look_into_exchange_again{100};

int owner_of(std::size_t index, const Shard& shard) { return static_cast<int>(index % static_cast<std::size_t>(shard.count)); }

// The whole file, or nothing when there is none.
std::optional<std::string> file_if_any(const std::filesystem::path& file) {
  std::error_code unreadable;
  if (!std::filesystem::exists(file, unreadable)) return std::nullopt;
  try {
    return read_file(file);
  } catch (const FileError&) {  // gone between the two, or on its way over a network
    return std::nullopt;
  }
}

}  // namespace

bool Rounds::take(const std::string&, std::size_t index, std::size_t count) { return count == 1 || owner_of(index, shard_) == shard_.index; }

Exchange::Exchange(const std::filesystem::path& folder, const std::string& plan, Shard shard, std::chrono::milliseconds patience)
    : folder_(folder / fnv1a_hex(plan)), shard_(shard), patience_(patience), showing_([this](std::stop_token stop) { show_life_until(stop); }) {
  write_file(sign_of(shard_.index), own_process() + " 0");  // a folder that cannot be written should be known before the work
}

Exchange::~Exchange() {
  showing_.request_stop();
  showing_.join();
  std::error_code ignored;
  std::filesystem::remove(sign_of(shard_.index), ignored);
}

std::optional<std::string> Exchange::received(const std::string& key) {
  const auto text = file_if_any(file_of(key));
  if (!text || !text->starts_with(key + "\n")) return std::nullopt;
  return text->substr(key.size() + 1);
}

void Exchange::share(const std::string& key, const std::string& value) {
  if (!std::filesystem::exists(file_of(key))) done(key, value);
}

bool Exchange::take(const std::string&, std::size_t index, std::size_t) {
  int owner = owner_of(index, shard_);
  while (owner != shard_.index && !lives(owner)) owner = (owner + 1) % shard_.count;
  return owner == shard_.index;
}

void Exchange::done(const std::string& key, const std::string& value) { write_file(file_of(key), key + "\n" + value); }

void Exchange::wait(std::size_t) { std::this_thread::sleep_for(look_into_exchange_again); }

std::filesystem::path Exchange::file_of(const std::string& key) const { return folder_ / ("step-" + fnv1a_hex(key)); }
std::filesystem::path Exchange::sign_of(int shard) const { return folder_ / ("shard-" + std::to_string(shard)); }

// One that was never seen may still begin; one that has taken its sign away has ended.
bool Exchange::lives(int shard) {
  const std::string text = file_if_any(sign_of(shard)).value_or("");
  const std::lock_guard lock(mutex_);
  Sign& sign = signs_.try_emplace(shard, Sign{"", begin_}).first->second;
  if (text.empty() && !sign.text.empty()) return false;
  if (text != sign.text) sign = {text, Clock::now()};
  return Clock::now() - sign.since < patience_;
}

void Exchange::show_life_until(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any ended;
  std::unique_lock lock(mutex);
  for (int beat = 1; !ended.wait_for(lock, stop, patience_ / 8, [&] { return stop.stop_requested(); }); ++beat) try {
      write_file(sign_of(shard_.index), own_process() + " " + std::to_string(beat));
    } catch (const FileError&) {  // others may do our steps too
    }
}

}  // namespace tradewind::sharing
