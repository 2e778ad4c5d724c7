// An event: 16 bytes of plain data. Comparing (time, key) orders events by time and, at equal times, by the order in which they were scheduled.
#pragma once

#include <cstdint>

#include "kernel/time.h"

namespace tradewind::kernel {

// What happens. The models say what the entity of each kind is.
enum class Kind : std::uint8_t { user_sends, server_receives, measurement_changes, client_gives_up, kv_arrives };

// Key, from the high bits down: sequence number (37 bits, 137 billion events a window), kind (3), entity (24).
struct Event {
  static constexpr int entity_bits = 24, kind_bits = 3;
  static constexpr std::uint32_t max_entities = 1u << entity_bits;

  Time time = 0;
  std::uint64_t key = 0;

  static Event make(Time time, std::uint64_t sequence, Kind kind, std::uint32_t entity) {
    return {time, sequence << (entity_bits + kind_bits) | static_cast<std::uint64_t>(kind) << entity_bits | entity};
  }
  Kind kind() const { return static_cast<Kind>(key >> entity_bits & ((1u << kind_bits) - 1)); }
  std::uint32_t entity() const { return static_cast<std::uint32_t>(key) & (max_entities - 1); }
};
static_assert(sizeof(Event) == 16);

inline bool operator<(const Event& a, const Event& b) { return a.time < b.time || (a.time == b.time && a.key < b.key); }

}  // namespace tradewind::kernel
