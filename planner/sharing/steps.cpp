#include "sharing/steps.h"

#include <atomic>
#include <numeric>

#include "tradewind/scenarios/progress.h"
#include "tradewind/sim/parallel.h"

namespace tradewind::sharing {

std::vector<std::string> Steps::run(const std::vector<std::string>& keys, int threads, const std::function<std::string(std::size_t)>& compute) {
  std::vector<std::string> values(keys.size());
  std::vector<std::size_t> missing(keys.size());
  std::iota(missing.begin(), missing.end(), std::size_t{0});
  while (true) {
    std::erase_if(missing, [&](std::size_t i) {
      auto value = find(keys[i]);
      if (value) values[i] = std::move(*value);
      return value.has_value();
    });
    if (missing.empty()) return values;
    if (compute_mine(keys, missing, threads, compute) > 0) continue;
    if (stop_.stop_requested()) throw Interrupted{};
    division_->wait(missing.size());
  }
}

std::optional<std::string> Steps::find(const std::string& key) {
  if (auto stored = study_->load(key)) {
    division_->share(key, *stored);
    return stored;
  }
  if (const auto received = division_->received(key)) return study_->keep(key, *received);
  return std::nullopt;
}

// Returns how many there were.
std::size_t Steps::compute_mine(const std::vector<std::string>& keys, const std::vector<std::size_t>& missing, int threads,
                                const std::function<std::string(std::size_t)>& compute) {
  std::atomic<std::size_t> mine = 0;
  in_parallel(missing.size(), threads, [&](std::size_t m) {
    if (stop_.stop_requested()) throw Interrupted{};
    const std::size_t i = missing[m];
    if (!division_->take(keys[i], i, keys.size())) return;
    ++mine;
    // Another process may have finished it after we looked and before we took it.
    const auto known = study_->load(keys[i]);
    division_->done(keys[i], known ? *known : study_->keep(keys[i], compute(i)));
  });
  return mine;
}

}  // namespace tradewind::sharing
