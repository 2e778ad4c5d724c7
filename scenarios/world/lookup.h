// Things of the scenario that another part of it names.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "world/resolution.h"

namespace tradewind::resolution {

// The index of the one of this name; `name_of` is a member or a function of each.
template <class Named, class Name>
std::optional<std::uint32_t> find(const std::vector<Named>& all, const Name& name_of, const std::string& name) {
  const auto found = std::ranges::find(all, name, name_of);
  if (found == all.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - all.begin());
}

// The same; where there is none, that is a problem, with the nearest name as the proposal. `what`: "workload". What the reader has found unsound is
// passed over.
template <class Named, class Name>
std::optional<std::uint32_t> look_up(Resolution& r, const std::string& path, const std::vector<Named>& all, const Name& name_of,
                                     const std::string& name, std::string_view what) {
  const auto found = find(all, name_of, name);
  if (found || !r.reading.sound(path)) return found;
  std::vector<std::string> names;
  for (const Named& one : all) names.push_back(std::invoke(name_of, one));
  r.reading.error(path, {fmt::format("\"{}\", which is no {} of the scenario", name, what), fmt::format("one of the scenario's {}s", what),
                         nearest_name(name, names)});
  return std::nullopt;
}

inline std::optional<std::uint32_t> look_up_region(Resolution& r, const std::string& path, const std::string& key) {
  return look_up(r, path, r.world.regions, &Region::key, key, "candidate region");
}

}  // namespace tradewind::resolution
