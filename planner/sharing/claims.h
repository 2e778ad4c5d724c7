// Several processes on one study file: each claims a step before it does it, in the study itself. A claim lapses when nobody renews it, and at once
// when its process has ended, so that nobody waits for the dead.
#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "sharing/division.h"
#include "study/sqlite.h"
#include "tradewind/planner/study.h"

namespace tradewind::sharing {

class Claims : public Division {
 public:
  Claims(const std::filesystem::path& study, std::chrono::milliseconds lease);
  ~Claims() override;

  std::optional<std::string> received(const std::string&) override { return std::nullopt; }
  void share(const std::string&, const std::string&) override {}
  bool take(const std::string& key, std::size_t index, std::size_t count) override;
  void done(const std::string& key, const std::string& value) override;
  void wait(std::size_t missing) override;

 private:
  void renew_until(std::stop_token stop);
  std::int64_t end_of_lease_ms() const;

  sqlite::Database database_;
  std::string owner_;
  std::chrono::milliseconds lease_;
  std::jthread renewing_;
};

// For whoever works on this study: claims where it is a file; a study in memory has one process, which does every step.
std::unique_ptr<Division> everybody_on(const Study& study, std::chrono::milliseconds lease);

}  // namespace tradewind::sharing
