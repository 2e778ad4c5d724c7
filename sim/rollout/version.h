// The replicas of one version of a model in one region: they start, take requests, and go when they have finished what they have.
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/time.h"

namespace tradewind::rollout {

using kernel::Time;

// What is done to the servers of the fleet.
class Servers {
 public:
  virtual ~Servers() = default;
  virtual void take(Time now, std::uint32_t pool, std::uint32_t server) = 0;  // takes requests from now on
  virtual void take_no_more(std::uint32_t pool, std::uint32_t server) = 0;    // keeps those that it has
  virtual bool idle(std::uint32_t pool, std::uint32_t server) const = 0;      // has none
  virtual void stop(Time now, std::uint32_t pool, std::uint32_t server) = 0;  // with all that it has
};

class Version {
 public:
  // `room`: servers of the pool in the fleet; the first `ready` of them take requests.
  Version(std::uint32_t pool, std::int32_t room, std::int32_t ready);

  std::uint32_t pool() const { return pool_; }
  std::int32_t ready() const { return static_cast<std::int32_t>(ready_.size()); }
  std::int32_t starting() const { return static_cast<std::int32_t>(starting_.size()); }
  std::int32_t draining() const { return static_cast<std::int32_t>(draining_.size()); }
  const std::vector<std::uint32_t>& servers() const { return ready_; }  // that take requests

  void start(Time ready_at);
  // Gives up those that are not ready yet; how many.
  std::int32_t give_up_starting();
  // So many ready ones take nothing any more, and are gone when they are idle, at the latest after `grace`.
  void retire(Time now, std::int32_t count, Time grace, Servers& servers);

  Time next_wake() const;
  // How many draining ones are gone by now. Who is ready by now takes requests.
  std::int32_t wake(Time now, Servers& servers);

 private:
  struct Draining {
    std::uint32_t server;
    Time by;
  };

  std::uint32_t pool_;
  std::vector<Time> starting_;  // when each is ready
  std::vector<std::uint32_t> ready_, free_;
  std::vector<Draining> draining_;
  Time next_look_ = kernel::never;  // at the draining ones
};

}  // namespace tradewind::rollout
