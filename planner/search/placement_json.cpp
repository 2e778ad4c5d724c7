#include "search/placement_json.h"

#include <nlohmann/json.hpp>

namespace tradewind::search {

using nlohmann::json;

std::string to_json(const placement::Placement& placement) {
  json shares = json::array();  // the positive ones: group, column, share
  for (std::size_t group = 0; group < placement.share.rows(); ++group)
    for (std::size_t column = 0; column < placement.share.columns(); ++column)
      if (placement.share(group, column) > 0) shares.push_back({group, column, placement.share(group, column)});
  return json{{"instances", placement.instances}, {"groups", placement.share.rows()},    {"shares", shares}, {"usd", placement.usd},
              {"bound_usd", placement.bound_usd}, {"multipliers", placement.multipliers}}
      .dump();
}

placement::Placement placement_from_json(std::string_view text) {
  const json entry = json::parse(text);
  placement::Placement placement;
  placement.instances = entry.at("instances").get<std::vector<int>>();
  placement.share = Grid(entry.at("groups"), placement.instances.size());
  for (const json& share : entry.at("shares")) placement.share(share.at(0), share.at(1)) = share.at(2);
  placement.usd = entry.at("usd");
  placement.bound_usd = entry.at("bound_usd");
  // Studies made before multipliers were kept have none: the next bound climbs from its own start.
  if (entry.contains("multipliers")) placement.multipliers = entry["multipliers"].get<std::vector<double>>();
  return placement;
}

}  // namespace tradewind::search
