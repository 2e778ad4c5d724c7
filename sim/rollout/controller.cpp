#include "rollout/controller.h"

#include <algorithm>

namespace tradewind::rollout {

Controller::Controller(const Rollout& rollout, std::vector<Part> parts, Time published, double quantile, const std::vector<random::Stream>& draws)
    : rollout_(rollout),
      parts_(std::move(parts)),
      begins_(parts_.size(), kernel::never),
      shares_(parts_.size()),
      over_(parts_.size()),
      next_wave_(published) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    deployments_.emplace_back(parts_[i].deployment, draws[i]);
    if (rollout.analysis) analyses_.emplace_back(*rollout.analysis, quantile);
    waves_ = std::max(waves_, parts_[i].wave + 1);
  }
}

Time Controller::next_wake() const {
  Time next = std::min(next_wave_, std::ranges::min(begins_));
  for (const Deployment& deployment : deployments_) next = std::min(next, deployment.next_wake());
  for (const Analysis& analysis : analyses_) next = std::min(next, analysis.next_wake());
  return next;
}

void Controller::wake(Time now, Servers& servers) {
  if (next_wave_ <= now) go_on(now);
  wake_deployments(now, servers);
  watch(now, servers);
  if (failed_ && !back_ && std::ranges::all_of(deployments_, [](const Deployment& d) { return !d.begun() || d.over(); })) {
    back_ = now;
    happens(now, Happening::none, Happening::is_back);
  }
  if (!failed_ && next_wave_ == kernel::never && !done_ && wave_ > 0 && wave_is_over(wave_ - 1))
    next_wave_ = now + (wave_ <= rollout_.waves.size() ? kernel::from_s(rollout_.waves[wave_ - 1].bake_s) : 0);
}

void Controller::happens(Time now, std::size_t deployment, Happening::What what, double share, std::string reason) {
  happenings_.push_back({now, static_cast<std::uint32_t>(deployment), what, share, std::move(reason)});
}

// The next wave, or the end.
void Controller::go_on(Time now) {
  next_wave_ = kernel::never;
  if (wave_ == 0) happens(now, Happening::none, Happening::is_published);
  if (wave_ < waves_) return begin_wave(now);
  done_ = now;
  happens(now, Happening::none, Happening::is_done);
  for (Analysis& analysis : analyses_) analysis.end();
}

void Controller::begin_wave(Time at) {
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (parts_[i].wave == wave_) begins_[i] = std::max(at, parts_[i].waits_for) + parts_[i].sync;
  ++wave_;
}

void Controller::wake_deployments(Time now, Servers& servers) {
  for (std::size_t i = 0; i < deployments_.size(); ++i) {
    if (begins_[i] <= now) {
      begins_[i] = kernel::never;
      happens(now, i, Happening::begins);
      deployments_[i].begin(now, servers);
    } else if (deployments_[i].next_wake() <= now) {
      deployments_[i].wake(now, servers);
    }
    look_at(now, i);
  }
}

// Tells what has changed in a region.
void Controller::look_at(Time now, std::size_t i) {
  const Deployment& deployment = deployments_[i];
  if (const double share = deployment.new_share(); share != shares_[i]) {
    if (shares_[i] == 0 && !analyses_.empty() && !failed_) analyses_[i].begin(now);
    shares_[i] = share;
    happens(now, i, Happening::gets_a_share, share);
  }
  if (!deployment.over() || over_[i]) return;
  over_[i] = true;
  happens(now, i, failed_ ? Happening::is_back : Happening::is_done);
}

void Controller::watch(Time now, Servers& servers) {
  for (std::size_t i = 0; i < analyses_.size(); ++i) {
    if (analyses_[i].next_wake() > now) continue;
    analyses_[i].wake(now);
    if (analyses_[i].failed()) return roll_back(now, i, servers);
  }
}

bool Controller::wave_is_over(std::size_t wave) const {
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (parts_[i].wave == wave && !deployments_[i].over()) return false;
  return true;
}

void Controller::roll_back(Time now, std::size_t failing, Servers& servers) {
  happens(now, failing, Happening::fails_its_analysis, 0, analyses_[failing].reason());
  happens(now, Happening::none, Happening::rolls_back);
  failed_ = now;
  next_wave_ = kernel::never;
  std::ranges::fill(begins_, kernel::never);
  std::ranges::fill(over_, 0);
  for (Analysis& analysis : analyses_) analysis.end();
  for (std::size_t i = 0; i < deployments_.size(); ++i) {
    if (!deployments_[i].begun()) continue;
    rollback_bound_ = std::max(rollback_bound_, deployments_[i].rollback_bound());
    deployments_[i].roll_back(now, servers);
    look_at(now, i);
  }
}

}  // namespace tradewind::rollout
