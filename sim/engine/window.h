// One window of one replication, simulated from an empty system (but for conversations, which are under way from the start): a warm-up that is left
// out, a measured part, and a drain in which the measured requests are followed to their end while further requests keep coming, so that the last of
// them see the load that they would have met. A system that cannot keep up would never drain; the drain ends after ten times the measured part, at
// least after 300 s, and what is not answered by then counts as timed out.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "engine/backlog.h"
#include "engine/plan.h"
#include "engine/surroundings.h"
#include "features/statistics.h"

namespace tradewind::engine {

enum class Fate : std::uint8_t { timed_out, rejected, completed, failed };

// The history of one measured request.
struct RequestRecord {
  std::uint64_t number = 0;  // among the measured requests of the window, in the order in which they were sent
  std::uint64_t index = 0;   // among all requests of its stream and window; names its draws
  std::uint64_t client = 0;  // the index of the first turn of its conversation, or its own
  Time sent = 0;
  Time first = 0, end = 0;      // at the user: first token and last byte
  Time queue = 0, service = 0;  // at the server; the queue includes all before the answered attempt was sent
  Time data = 0;                // reads and writes of feature stores, before the server got it
  std::uint32_t route = 0;
  std::uint32_t pool = 0;                    // whose replicas took the last attempt: the route's, or one beside it
  std::int32_t size = 0, output_tokens = 0;  // as the user sent it: of a conversation, the new message alone
  std::uint32_t attempts = 0;                // hedges too
  bool new_connection = false;
  Fate fate = Fate::timed_out;

  Time e2e() const { return end - sent; }
  Time ttft() const { return first - sent; }
  Time network() const { return e2e() - queue - service - data; }
};

// Gets each measured request once, when its fate is known; those that time out at the end of the window.
using RequestSink = std::function<void(const RequestRecord&)>;

// Of one pool over the measured part of a window.
struct PoolLoad {
  serving::ServerLoad servers;
  bool grows = false;  // as Backlog says: it does not keep up with what comes
};

struct WindowRun {
  std::vector<PoolLoad> loads;    // by pool
  features::Statistics features;  // empty without feature stores
  std::uint64_t events = 0;
  std::uint64_t requests = 0;  // sent, those of the warm-up and the drain included
};

// Memory grows with the requests that are on their way at once, not with those that come in all. Throws Interrupted when asked to stop.
WindowRun simulate_window(const Plan& plan, std::uint32_t replication, int window, Surroundings& surroundings, const RequestSink& sink,
                          const std::stop_token& stop);

}  // namespace tradewind::engine
