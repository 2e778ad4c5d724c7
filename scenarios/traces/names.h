// Ids of a trace as 64-bit names: equal ids have equal names, different ones differ but for a chance of 2^-64 a pair.
#pragma once

#include <cstdint>
#include <string_view>

namespace tradewind::traces {

// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
constexpr std::uint64_t scrambled(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

// Never 0, which means "none".
constexpr std::uint64_t id_of(std::int64_t number) { return scrambled(static_cast<std::uint64_t>(number) + 0x9E3779B97F4A7C15) | 1; }

// FNV-1a (Fowler, Noll and Vo), scrambled.
constexpr std::uint64_t id_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return scrambled(hash) | 1;
}

// The name of a text that goes on after `before` with `next`. Below 2^63, as PromptPart asks for, and never 0.
constexpr std::uint64_t continued(std::uint64_t before, std::uint64_t next) {
  return (scrambled(scrambled(before + 0x9E3779B97F4A7C15) ^ next) >> 1) | 1;
}

}  // namespace tradewind::traces
