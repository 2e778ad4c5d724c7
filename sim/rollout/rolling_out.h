// The surroundings of users during a rollout: nothing fails and nobody scales; their requests meet replicas of one version or the other.
#pragma once

#include <vector>

#include "engine/surroundings.h"
#include "rollout/controller.h"

namespace tradewind::rollout {

class RollingOut final : public engine::Surroundings {
 public:
  // Replicas of each version that take requests, by deployment, at one moment.
  struct Headcount {
    Time at;
    std::vector<std::int32_t> old_ready, new_ready;
  };

  // The plan has a pool for each version, and must outlive this; so must `rollout`. Headcounts are taken every `tick` from 0 on.
  RollingOut(const engine::Plan& plan, const Rollout& rollout, Controller controller, std::uint32_t replication, Time tick);

  std::optional<Led> lead(Time now, const Caller& caller) override;
  Time next_wake() const override { return next_wake_; }
  void wake(Time now, engine::Fleet& fleet) override;
  std::span<const Loss> losses() const override { return losses_; }
  std::uint32_t serve_by(const Arrival& arrival) override;
  bool answers_with_error(const Served& served, const engine::Fleet& fleet) override;
  void breaks_off(std::uint32_t pool) override;

  const Controller& controller() const { return controller_; }
  const std::vector<Headcount>& headcounts() const { return headcounts_; }
  std::uint64_t bad_answers() const { return bad_answers_; }
  std::optional<Time> first_bad_answer() const { return first_bad_answer_; }
  Time last_sent_to_new() const { return last_sent_to_new_; }  // 0: none was

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  class FleetServers;

  std::uint32_t deployment_of(std::uint32_t pool) const { return deployment_of_[pool]; }
  bool is_new(std::uint32_t deployment, std::uint32_t pool) const;
  bool shows(std::uint32_t deployment, const engine::Fleet& fleet) const;
  void slow_down(Time now, engine::Fleet& fleet);
  void take_headcount(Time now);

  const engine::Plan& plan_;
  const Rollout& rollout_;
  Controller controller_;
  Time tick_, next_tick_ = 0, next_look_, next_wake_ = 0;
  std::vector<std::uint32_t> deployment_of_;       // by pool; none: its workload is not rolled out
  std::vector<random::Stream> versions_, errors_;  // by stream
  std::vector<char> slow_;                         // by deployment: its new replicas are slow at the moment
  std::vector<Loss> losses_;
  std::vector<Headcount> headcounts_;
  std::uint64_t bad_answers_ = 0;
  std::optional<Time> first_bad_answer_;
  Time last_sent_to_new_ = 0;
};

}  // namespace tradewind::rollout
