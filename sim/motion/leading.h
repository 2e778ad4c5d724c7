// Where users are led: the traffic manager of the scenario probes the regions, and a request follows the answer that its client holds.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/spreading.h"
#include "engine/surroundings.h"
#include "tradewind/scenarios/steering.h"
#include "traffic/managers.h"

namespace tradewind::motion {

using kernel::Time;

// A manager judges each pool by itself: the service of one workload in one region. Where every edge site judges (Azure Front Door), each population
// has an edge site of its own.
class Leading {
 public:
  // The plan has routes to all pools (Reach::all), and must outlive this.
  Leading(const engine::Plan& plan, const Topology& topology, std::uint32_t replication);

  struct Led {
    std::uint32_t route = 0;
    double reconvergence_draw = 1;  // of the client, in (0, 1]
  };
  std::optional<Led> lead(Time now, const engine::Surroundings::Caller& caller);

  enum class Answer : std::uint8_t {
    well,
    error,   // somebody is there, and says that the service is not
    nothing  // nobody is there
  };
  void answers(Time now, std::uint32_t pool, Answer answer);
  // So many replicas of a pool take requests.
  void replicas(std::uint32_t pool, std::size_t taking) { spreading_.set_replicas(pool, taking); }
  // This share of the checks of a pool that is well fails; 0 = none.
  void flap(Time now, std::uint32_t pool, double share);
  // People tell the manager to lead nobody to the pool, or to go by its checks again. Connections that are open are closed when the drain is over.
  void take_out(Time now, std::uint32_t pool, bool out);
  // The manager's name servers answer nobody; who holds an answer keeps it until it expires.
  void fall_silent(Time now, bool silent);

  Time next_wake() const;
  void wake(Time now);
  struct Verdict {
    std::uint32_t pool;
    bool healthy;  // in the eyes of all judges; not: the first of them takes it for down
  };
  std::span<const Verdict> verdicts() const { return verdicts_; }  // changes of the last wake

  // What the first judge thinks now.
  bool taken_for_healthy(std::uint32_t pool) const;

 private:
  struct State {
    std::uint32_t version = 0;
    bool silent = false;
    std::vector<char> healthy;  // by place among the pools of the workload
    std::vector<char> out;      // likewise: taken out by people
    bool takes(std::size_t place) const { return healthy[place] && !out[place]; }
  };

  std::uint32_t target(std::uint32_t judge, std::uint32_t pool) const { return judge * pools_ + pool; }
  std::uint32_t judge_of(const engine::RequestStream& stream) const { return judges_ > 1 ? stream.population : 0; }
  traffic::History<State>& states(std::uint32_t judge, std::uint32_t workload) { return states_[judge * workloads_ + workload]; }
  const std::vector<double>& shares(std::uint32_t stream, const State& state);
  std::vector<double> shares_of(const engine::RequestStream& stream, const State& state) const;
  void take_for(Time now, std::uint32_t target, bool healthy);
  void tell_checks(Time now, std::uint32_t pool);
  void tell_connections(Time now, std::uint32_t pool);
  void drain(Time now, std::uint32_t pool, bool out);
  traffic::Reply reply_of(std::uint32_t pool) const;

  const engine::Plan& plan_;
  const TrafficManager& manager_;
  SteeringPolicy policy_;
  std::vector<Grid> topology_shares_;
  std::uint32_t pools_, workloads_, judges_;
  std::vector<std::uint32_t> place_;               // of each pool, among those of its workload
  std::vector<std::vector<std::uint32_t>> order_;  // by workload: places by the names of their regions
  traffic::Following following_;
  traffic::HealthChecks checks_;
  engine::Spreading spreading_;
  std::multimap<Time, std::uint32_t> coming_back_;              // targets that were found healthy and get traffic then
  std::vector<traffic::History<State>> states_;                 // by judge and workload
  std::vector<std::vector<traffic::History<bool>>> reachable_;  // by workload and place
  std::vector<std::vector<std::vector<double>>> shares_;        // by stream and version of its state; empty: not yet known
  std::vector<random::Stream> clients_;                         // by stream
  std::vector<Answer> answers_;                                 // by pool
  std::vector<double> flapping_;                                // by pool: share of its checks that fail
  std::multimap<Time, std::uint32_t> draining_;                 // pools whose connections are closed then
  std::vector<char> drained_;                                   // by pool: they have been
  std::vector<std::uint32_t> down_;                             // judges that take a pool for down
  std::vector<Verdict> verdicts_;
};

}  // namespace tradewind::motion
