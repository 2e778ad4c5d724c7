// A rollout over all regions: waves, the analysis, and the way back. A state machine without a clock of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rollout/analysis.h"
#include "rollout/deployment.h"

namespace tradewind::rollout {

// Something that happened.
struct Happening {
  Time at;
  std::uint32_t deployment;  // that it is about; none: the rollout
  enum What : std::uint8_t { is_published, has_arrived, begins, gets_a_share, is_done, fails_its_analysis, rolls_back, is_back } what;
  double share = 0;    // of gets_a_share
  std::string reason;  // of fails_its_analysis

  static constexpr std::uint32_t none = ~std::uint32_t{0};
};

// Where and when one deployment takes part.
struct Part {
  DeploymentSettings deployment;
  std::size_t wave = 0;
  Time waits_for = 0;  // does not begin before
  Time sync = 0;       // from when it could begin until its controller sees it
};

class Controller {
 public:
  // `quantile`: of the workload's SLO. `draws`: one for each part.
  Controller(const Rollout& rollout, std::vector<Part> parts, Time published, double quantile, const std::vector<random::Stream>& draws);

  Time next_wake() const;
  void wake(Time now, Servers& servers);

  const std::vector<Deployment>& deployments() const { return deployments_; }
  Analysis* analysis(std::size_t deployment) { return analyses_.empty() ? nullptr : &analyses_[deployment]; }
  // Whether the analysis of a region has judged a measurement with enough requests.
  bool has_judged(std::size_t deployment) const { return !analyses_.empty() && analyses_[deployment].has_judged(); }
  std::size_t wave(std::size_t deployment) const { return parts_[deployment].wave; }

  // When the new version is everywhere and has been watched; when a region's analysis failed; when the old version is everywhere again.
  std::optional<Time> done() const { return done_; }
  std::optional<Time> failed() const { return failed_; }
  std::optional<Time> back() const { return back_; }
  Time rollback_bound() const { return rollback_bound_; }  // of the rollback that began at failed()
  const std::vector<Happening>& happenings() const { return happenings_; }

 private:
  void happens(Time now, std::size_t deployment, Happening::What what, double share = 0, std::string reason = {});
  void begin_wave(Time at);
  void wake_deployments(Time now, Servers& servers);
  void watch(Time now, Servers& servers);
  void look_at(Time now, std::size_t deployment);
  void go_on(Time now);
  bool wave_is_over(std::size_t wave) const;
  void roll_back(Time now, std::size_t failing, Servers& servers);

  const Rollout& rollout_;
  std::vector<Part> parts_;
  std::vector<Deployment> deployments_;
  std::vector<Analysis> analyses_;  // empty: there is none
  std::vector<Time> begins_;        // of each deployment; never: not known yet, or begun
  std::vector<double> shares_;      // that were last told
  std::vector<char> over_;          // was told
  std::size_t wave_ = 0, waves_ = 0;
  Time next_wave_;  // when the wave that comes next begins, or the rollout is done
  std::optional<Time> done_, failed_, back_;
  Time rollback_bound_ = 0;
  std::vector<Happening> happenings_;
};

}  // namespace tradewind::rollout
