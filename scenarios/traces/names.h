// Ids of a trace as 64-bit names: equal ids have equal names, different ones differ but for a chance of 2^-64 a pair.
#pragma once

#include <cstdint>
#include <string_view>

#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::traces {

// Never 0, which means "none".
constexpr std::uint64_t id_of(std::int64_t number) { return splitmix64_finalized(static_cast<std::uint64_t>(number) + splitmix64_increment) | 1; }

// FNV-1a (Fowler, Noll and Vo), finished by SplitMix64.
constexpr std::uint64_t id_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return splitmix64_finalized(hash) | 1;
}

// The name of a text that goes on after `before` with `next`. Below 2^63, as PromptPart asks for, and never 0.
constexpr std::uint64_t continued(std::uint64_t before, std::uint64_t next) {
  return (splitmix64_finalized(splitmix64_finalized(before + splitmix64_increment) ^ next) >> 1) | 1;
}

}  // namespace tradewind::traces
