// One window of one replication, simulated from an empty system: a warm-up that is left out, a measured part, and a drain in which the measured
// requests are followed to their end while further requests keep coming, so that the last of them see the load that they would have met. A system
// that cannot keep up would never drain; the drain ends after ten times the measured part, at least after 300 s, and what is not answered by then
// counts as timed out.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "engine/plan.h"

namespace tradewind::engine {

enum class Fate : std::uint8_t { timed_out, rejected, completed };

// The history of one measured request.
struct RequestRecord {
  Time sent = 0;
  Time first = 0, end = 0;      // at the user: first token and last byte
  Time queue = 0, service = 0;  // at the server
  std::uint32_t route = 0;
  std::uint32_t index = 0;  // of the request in its stream and window
  std::int32_t size = 0, output_tokens = 0;
  bool new_connection = false;
  Fate fate = Fate::timed_out;

  Time e2e() const { return end - sent; }
  Time ttft() const { return first - sent; }
  Time network() const { return e2e() - queue - service; }
};

struct WindowResult {
  std::vector<RequestRecord> records;      // in the order in which they were sent
  std::vector<serving::ServerLoad> loads;  // by pool, over the measured part
  std::uint64_t events = 0;
};

// Throws Interrupted when asked to stop.
WindowResult simulate_window(const Plan& plan, std::uint32_t replication, int window, const std::stop_token& stop);

}  // namespace tradewind::engine
