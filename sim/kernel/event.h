// An event: 16 bytes of plain data. It carries no sequence number: events of one time are told apart by their place in the queue (see event_queue.h).
#pragma once

#include <cstdint>

#include "kernel/time.h"

namespace tradewind::kernel {

// What happens. The models say what the entity of each kind is.
enum class Kind : std::uint8_t {
  user_sends,
  server_receives,
  measurement_changes,
  client_gives_up,
  client_retries,
  client_hedges,
  client_is_answered,
  session_goes_on
};

struct Event {
  static constexpr int entity_bits = 24, kind_bits = 8;
  static constexpr std::uint32_t max_entities = 1u << entity_bits;

  Time time;
  std::uint32_t entity_of_kind;  // the kind is in the high bits
  std::uint32_t ticket;          // by which it can be cancelled, see tickets.h; 0: it cannot

  static Event make(Time time, Kind kind, std::uint32_t entity, std::uint32_t ticket = 0) {
    return {time, static_cast<std::uint32_t>(kind) << entity_bits | entity, ticket};
  }
  Kind kind() const { return static_cast<Kind>(entity_of_kind >> entity_bits); }
  std::uint32_t entity() const { return entity_of_kind & (max_entities - 1); }
};
static_assert(sizeof(Event) == 16);

}  // namespace tradewind::kernel
