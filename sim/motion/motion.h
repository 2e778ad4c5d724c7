// The surroundings of an experiment: faults, what they break, who notices, where users are led meanwhile, and who comes to help.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/surroundings.h"
#include "faults/fault_state.h"
#include "motion/crew.h"
#include "motion/leading.h"
#include "motion/responders.h"
#include "motion/ways.h"
#include "traffic/spill_over.h"

namespace tradewind::motion {

// Something that happened.
struct Happening {
  Time at;
  std::string who;  // the region, or the link
  enum What : std::uint8_t {
    fails,
    is_back,
    loses_a_zone,
    has_its_zone_back,
    loses_a_node,
    is_taken_for_down,
    is_taken_for_well,
    is_cut,
    is_mended,
    loses_packets,
    cannot_pull,
    can_pull_again,
    has_a_slow_replica,
    has_no_slow_replica_any_more,
    has_flapping_checks,
    has_steady_checks_again,
    loses_a_gpu,
    loses_answers,
    is_heard_again,
    has_a_stalled_mirror,
    has_its_mirror_back,
    is_partitioned,
    is_joined_again,
    has_no_metrics,
    has_metrics_again,
    has_notice_for_spot_nodes,
    loses_spot_nodes,
    is_done  // a step of a runbook
  } what;
  std::uint32_t region = none;  // that it is about
  std::uint32_t nodes = 0;      // of spot

  static constexpr std::uint32_t none = ~std::uint32_t{0};
};

// Replicas that take requests, by pool, at one moment.
struct Headcount {
  Time at;
  std::vector<std::uint32_t> replicas;
};

class Motion final : public engine::Surroundings {
 public:
  // Targets of the faults are as targets.h has them. `ways` may be nullptr where there are no cuts, and must outlive this. `plan` has room for the
  // replicas (see make_room) and routes to all pools. Headcounts are taken every `tick` from 0 on.
  struct Breaks {
    std::vector<faults::Fault> faults;
    std::vector<Cut> cuts;
    const Ways* ways = nullptr;
    std::vector<std::uint32_t> regions = {};  // that are struck
    std::optional<Responders> responders = {};
  };
  Motion(const engine::Plan& plan, const Topology& topology, Breaks breaks, std::uint32_t replication, Time tick);

  // Lets the plan's pools grow. Throws std::invalid_argument when a workload has prefill and decode apart.
  static void make_room(engine::Plan& plan, const Topology& topology);

  std::optional<Led> lead(Time now, const Caller& caller) override;
  Time next_wake() const override { return next_wake_; }
  void wake(Time now, engine::Fleet& fleet) override;
  std::span<const Loss> losses() const override { return losses_; }
  bool reachable(std::uint32_t pool) const override { return !cut_[plan_.pools[pool].region]; }
  bool answer_arrives(std::uint32_t pool, std::uint32_t stream, std::uint64_t index, std::uint32_t attempt) const override;
  bool isolated(std::uint32_t region) const override { return cut_[region] || faults_.broken(FaultKind::partition, region); }
  bool mirror_stands_still(std::uint32_t region) const override { return faults_.broken(FaultKind::mirror, region); }
  std::optional<Onward> hand_on(std::uint32_t stream, std::uint32_t pool, const engine::Fleet& fleet) override;

  const std::vector<Happening>& happenings() const { return happenings_; }
  const std::vector<Headcount>& headcounts() const { return headcounts_; }

 private:
  Time earliest() const;
  void change(Time now, engine::Fleet& fleet);
  void strike(Time now, engine::Fleet& fleet);
  void strike(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet);
  void strike_zone(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet);
  void strike_pool(Time now, const faults::FaultState::Change& change, engine::Fleet& fleet);
  void strike_region(Time now, const faults::FaultState::Change& change);
  void cut(Time now, std::uint32_t region, engine::Fleet& fleet);
  void cut_links(Time now);
  void respond(Time now, engine::Fleet& fleet);
  void take_out(Time now, bool out);
  void follow_spot_market(Time now, engine::Fleet& fleet);
  void tell_spot_news(Time now);
  void happens(Time now, std::uint32_t region, Happening::What what, std::uint32_t nodes = 0);
  void tell_answers(Time now, const engine::Fleet& fleet);
  void take_headcount(Time now, engine::Fleet& fleet);
  double checks_lost(std::uint32_t region) const;
  bool has_metrics(std::uint32_t pool) const;
  bool may_serve(std::uint32_t stream, std::uint32_t pool) const;
  bool is_full(std::uint32_t pool, const engine::Fleet& fleet);

  const engine::Plan& plan_;
  Time tick_, next_tick_ = 0;
  Time next_wake_ = 0;  // asked for with every event, and found anew after every change
  faults::FaultState faults_;
  std::vector<Cut> cuts_;
  const Ways* ways_;
  Grid detours_ms_;             // populations x regions; empty: there are none
  Grid losses_of_ways_;         // populations x regions; empty: no link loses packets
  std::vector<Time> rerouted_;  // by population and region, as detours_ms_: when its way last became longer
  std::vector<std::uint32_t> struck_;
  std::optional<Responders> responders_;
  bool taken_out_ = false;
  Leading leading_;
  SpotCapacity spot_;
  std::vector<Crew> crews_;                          // by pool
  std::vector<char> cut_;                            // by region of the world
  std::vector<Leading::Answer> answers_;             // by pool
  std::vector<std::vector<std::uint32_t>> helpers_;  // by pool: others of its workload, the nearest first
  std::vector<traffic::Fullness> fullness_;          // by pool: its requests a replica
  std::vector<random::Stream> lost_answers_;         // by stream
  std::vector<Loss> losses_;
  std::vector<Happening> happenings_;
  std::vector<Headcount> headcounts_;
};

}  // namespace tradewind::motion
