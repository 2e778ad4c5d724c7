// Drives one server through a list of arrivals, without a pool or an event queue. At equal times arrivals come before wake-ups.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "serving/server.h"

namespace tradewind::test {

struct Arrival {
  kernel::Time time = 0;
  serving::Job job;
};

struct Driven {
  std::vector<serving::Completion> completions;
  std::vector<std::uint32_t> rejected;
};

template <class Server>
Driven drive(
    Server& server, std::span<const Arrival> arrivals, const std::function<void()>& after_each_step = [] {}) {
  Driven driven;
  std::size_t next = 0;
  while (next < arrivals.size() || server.next_wake() != kernel::never) {
    if (next < arrivals.size() && arrivals[next].time <= server.next_wake()) {
      if (!server.arrive(arrivals[next].time, arrivals[next].job)) driven.rejected.push_back(arrivals[next].job.request);
      ++next;
    } else {
      server.wake(server.next_wake());
      driven.completions.insert(driven.completions.end(), server.completed().begin(), server.completed().end());
    }
    after_each_step();
  }
  return driven;
}

}  // namespace tradewind::test
