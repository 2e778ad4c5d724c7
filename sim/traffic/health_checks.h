// Health checks: probers ask every target again and again, and a verdict follows from their answers.
//
// A state machine without a clock of its own (as in serving/server.h): the owner calls wake() when the time of next_wake() has come, after all that
// happens at the same time from outside. What a probe will get is decided when it is sent; the prober knows it when the reply comes or the timeout
// has passed.
//
// How a target replies is known (`always`: every probe gets the same) or not (`ask`: the owner is asked for each probe, with draws of its own, as
// grey failures, overload and flapping need it). While a target's reply is known and further probes cannot change what a prober thinks of it, the
// prober sleeps: its probes cost nothing and keep their rhythm, for the start of the first probe after a change follows by arithmetic. So a target
// that dies and comes back costs some threshold x probers wake-ups, however long it lives.
//
// A manager in which every edge site judges for itself (Azure Front Door) has a target for each pair of edge site and region.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kernel/time.h"
#include "kernel/winner_tree.h"
#include "random/draws.h"

namespace tradewind::traffic {

using kernel::Time;

struct CheckSettings {
  int probers = 1;
  Time interval = kernel::from_s(30);  // above 0
  bool interval_from_reply = false;    // from the end of a check to the next one (Route 53), else from start to start
  Time timeout = kernel::from_s(10);   // above 0; attempts x timeout at most the interval, unless interval_from_reply
  int attempts = 1;                    // a check fails when so many probes, each sent at once when the one before has failed, all fail (Cloudflare)

  // A prober changes its mind after so many equal checks in a row, ...
  int down_after = 3, up_after = 3;  // 1 to 32
  // ... or, when `sample` is above 0, takes a target for healthy while at least `sample_ok` of its last `sample` checks succeeded (Front Door).
  int sample = 0, sample_ok = 0;  // at most 32

  double quorum = 0;  // the verdict is healthy while more than this share of the probers think so; 0 to below 1
};

struct Reply {
  bool ok = true;
  Time after = 0;  // since the probe was sent; past the timeout the probe fails when the timeout has passed, whatever came later
};

struct Probe {
  Time sent = 0;
  std::uint32_t target = 0, prober = 0;
  random::Uniforms draws{};  // of this probe alone
};

struct VerdictChange {
  std::uint32_t target = 0;
  Time time = 0;
  bool healthy = false;
};

class HealthChecks {
 public:
  using Ask = std::function<Reply(const Probe&)>;

  // One stream of draws for each target (Purpose::probes, the target's own entity), so that the order of the targets does not matter: they give the
  // phases of the probers and the draws of the probes. All targets start healthy and reply at once. `ask` may be empty when ask() is never called.
  // Throws std::invalid_argument for settings outside their ranges.
  HealthChecks(const CheckSettings& settings, std::vector<random::Stream> draws, Ask ask = {});

  // From now on every probe of the target gets this reply, ...
  void always(Time now, std::uint32_t target, Reply reply);
  // ... or the owner is asked.
  void ask(Time now, std::uint32_t target);

  Time next_wake() const { return wakes_.first_time(); }
  // The changes stay valid until the next call.
  std::span<const VerdictChange> wake(Time now);

  bool healthy(std::uint32_t target) const { return targets_[target].healthy; }

 private:
  struct Prober {
    Time start = 0;  // of the check that runs or comes next
    Time end = 0;    // of the probe that runs
    std::uint64_t probes = 0;
    std::uint32_t history = ~0U;  // the last checks, the newest lowest; 1 = success
    int attempt = 0;
    bool asleep = true, probing = false, success = true, thinks_healthy = true;
  };
  struct Target {
    random::Stream draws;
    bool known = true;
    Reply reply;  // when known
    int votes = 0;
    bool healthy = true;
  };

  Reply cut_at_timeout(Reply reply) const;
  Time period(Reply reply) const;
  void rouse(Time now, std::uint32_t target);
  void step(Time now, std::uint32_t index);
  void send(Time now, std::uint32_t index);
  void finish(Time now, std::uint32_t index);
  bool judge(const Prober& prober) const;
  bool settled(const Prober& prober, const Target& target) const;
  void vote(Time now, std::uint32_t target, int change);

  CheckSettings settings_;
  Ask ask_;
  std::vector<Target> targets_;
  std::vector<Prober> probers_;  // of target 0, of target 1, ...
  kernel::WinnerTree wakes_;
  std::vector<VerdictChange> changes_;
};

}  // namespace tradewind::traffic
