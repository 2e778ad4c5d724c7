// What changes around the requests of a window while they are on their way: where users are led, which replicas there are, what is cut off.
#pragma once

#include <optional>
#include <span>

#include "engine/fleet.h"

namespace tradewind::engine {

class Surroundings {
 public:
  virtual ~Surroundings() = default;

  // A request that is about to be sent.
  struct Caller {
    std::uint32_t stream = 0, priority_class = 0;
    std::uint64_t client = 0;  // index of the draws of whoever sends it: turns of a conversation, and attempts of a request, share them
    double routing_draw = 1;   // in (0, 1]
    bool connects = false;     // it finds no open connection
  };
  struct Led {
    std::uint32_t route = 0;  // into Plan::routes
    double detour_ms = 0;     // by which the round trip is longer than the route's
    bool lost = false;        // its packets go nowhere
    double loss = 0;          // share of them that do, beside the network's own
  };
  // Which way it takes; nothing when its user is told of no region.
  virtual std::optional<Led> lead(Time now, const Caller& caller) = 0;

  // Whether what a request will find where it goes is known when it is sent.
  virtual bool never_change() const { return false; }
  // When something next changes, and the change.
  virtual Time next_wake() const { return kernel::never; }
  virtual void wake(Time, Fleet&) {}

  // Replicas that the last change took away with all that they had. Their clients are told at once, or hear nothing.
  struct Loss {
    std::uint32_t pool = 0, replica = 0;
    bool silent = false;
  };
  virtual std::span<const Loss> losses() const { return {}; }

  // Whether what users send to the pool gets there, and its answers back.
  virtual bool reachable(std::uint32_t) const { return true; }
  // Whether the answer to an attempt gets from the pool to its client; `attempt` counts from 1.
  virtual bool answer_arrives(std::uint32_t /*pool*/, std::uint32_t /*stream*/, std::uint64_t /*index*/, std::uint32_t /*attempt*/) const {
    return true;
  }
  // Whether a region's stores reach no other region, and whether replication into it stands still.
  virtual bool isolated(std::uint32_t) const { return false; }
  virtual bool mirror_stands_still(std::uint32_t) const { return false; }

  // A request that has come to a region. `client` as Caller's; `attempt` counts from 1.
  struct Arrival {
    std::uint32_t stream = 0, pool = 0;
    std::uint64_t client = 0, index = 0;
    std::uint32_t attempt = 1;
    Time now = 0;
  };
  // Whose replicas take it: those of the pool that it came to, or of another one in the same region that runs another version of the model.
  virtual std::uint32_t serve_by(const Arrival& arrival) { return arrival.pool; }
  // What a server did for a request that it took. Times at the server: until the first token, and until the end.
  struct Served {
    std::uint32_t pool = 0, stream = 0;
    std::uint64_t index = 0;
    std::uint32_t attempt = 1;
    Time ttft = 0, e2e = 0;
    Time now = 0;
  };
  // Whether the answer is an error; asked once for each answer.
  virtual bool answers_with_error(const Served&, const Fleet&) { return false; }
  // The server has turned a request away or broken it off, or its client has gone before the answer.
  virtual void breaks_off(std::uint32_t /*pool*/) {}

  // To which pool of the same workload the region hands a request of a stream on that has come to it, and how long that takes one way.
  struct Onward {
    std::uint32_t pool = 0;
    Time one_way = 0;
  };
  virtual std::optional<Onward> hand_on(std::uint32_t /*stream*/, std::uint32_t /*pool*/, const Fleet&) { return std::nullopt; }
};

// Nothing changes, and users go where the topology sends them.
class Unchanging final : public Surroundings {
 public:
  explicit Unchanging(const Plan& plan) : plan_(plan) {}
  bool never_change() const override { return true; }
  std::optional<Led> lead(Time, const Caller& caller) override {
    return Led{plan_.routed(caller.stream, caller.routing_draw, caller.priority_class)};
  }

 private:
  const Plan& plan_;
};

}  // namespace tradewind::engine
