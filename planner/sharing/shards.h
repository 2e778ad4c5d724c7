// Shards: workers that know their number among how many, and nothing else of each other. Step i of a batch is that of shard i mod N.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "sharing/division.h"
#include "tradewind/planner/plan.h"

namespace tradewind::sharing {

// Shards that do not see each other: each does its part of the first batch that is not complete, then ends (AwaitsShards) until the studies are
// merged. A step that stands alone is done by every shard, since waiting for it would take as long.
class Rounds : public Division {
 public:
  explicit Rounds(Shard shard) : shard_(shard) {}
  std::optional<std::string> received(const std::string&) override { return std::nullopt; }
  void share(const std::string&, const std::string&) override {}
  bool take(const std::string& key, std::size_t index, std::size_t count) override;
  void done(const std::string&, const std::string&) override {}
  void wait(std::size_t missing) override { throw AwaitsShards(shard_, missing); }

 private:
  Shard shard_;
};

// Shards that share a folder, on whatever machines: a result is a file there, written under another name and renamed. Each shard shows that it lives
// by a file that it writes again and again; the steps of one that has been silent for `patience` go to the next one. All times are by the clock of
// the one who waits.
class Exchange : public Division {
 public:
  // `plan`: text that shards have in common if and only if they work on the same plan.
  Exchange(const std::filesystem::path& folder, const std::string& plan, Shard shard, std::chrono::milliseconds patience);
  ~Exchange() override;

  std::optional<std::string> received(const std::string& key) override;
  void share(const std::string& key, const std::string& value) override;
  bool take(const std::string& key, std::size_t index, std::size_t count) override;
  void done(const std::string& key, const std::string& value) override;
  void wait(std::size_t missing) override;

 private:
  using Clock = std::chrono::steady_clock;
  struct Sign {
    std::string text;
    Clock::time_point since;  // it has not changed
  };

  std::filesystem::path file_of(const std::string& key) const;
  std::filesystem::path sign_of(int shard) const;
  bool lives(int shard);
  void show_life_until(std::stop_token stop);

  std::filesystem::path folder_;
  Shard shard_;
  std::chrono::milliseconds patience_;
  Clock::time_point begin_ = Clock::now();
  std::mutex mutex_;
  std::map<int, Sign> signs_;
  std::jthread showing_;
};

}  // namespace tradewind::sharing
