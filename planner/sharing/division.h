// The division of labour: which worker (a process, a shard) does which step of a plan. It decides who does what and when, never what comes out: a
// step that two workers do has the same result twice.
#pragma once

#include <optional>
#include <string>

namespace tradewind::sharing {

class Division {
 public:
  virtual ~Division() = default;

  // What another worker has made known of a step, other than by the study.
  virtual std::optional<std::string> received(const std::string& key) = 0;

  // This worker had the result before: others may wait for it.
  virtual void share(const std::string& key, const std::string& value) = 0;

  // Whether this worker is to do step `index` of `count` independent ones now; the index is the same for all workers. Safe from several threads.
  virtual bool take(const std::string& key, std::size_t index, std::size_t count) = 0;

  // The result of a step that was taken is in the study. Safe from several threads.
  virtual void done(const std::string& key, const std::string& value) = 0;

  // Nothing is left to take, `missing` results are awaited from others: waits a little, or throws AwaitsShards.
  virtual void wait(std::size_t missing) = 0;
};

}  // namespace tradewind::sharing
