// Spot price history. Its points are changes: a price holds until the next one of its zone, and the newest until the newest time of all files. The
// price of a region is the mean of its zones' means over time.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>

#include "import/collected.h"
#include "import/json_records.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;
using Seconds = std::int64_t;  // Unix time

// "2014-01-06T04:32:53.000Z" or with "+00:00".
std::optional<Seconds> seconds_of(std::string_view text) {
  const auto part = [&](std::size_t from, std::size_t size, int most) -> std::optional<int> {
    int value = 0;
    const char* first = text.data() + from;
    const auto [end, error] = std::from_chars(first, first + size, value);
    if (error != std::errc{} || end != first + size || value < 0 || value > most) return std::nullopt;
    return value;
  };
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (!text.ends_with('Z') && !text.ends_with("+00:00")) return std::nullopt;
  const auto year = part(0, 4, 9999), month = part(5, 2, 12), day = part(8, 2, 31), h = part(11, 2, 23), m = part(14, 2, 59), s = part(17, 2, 60);
  if (!year || !month || !day || !h || !m || !s) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count() * Seconds{86400} + *h * 3600 + *m * 60 + *s;
}

// "us-west-1" of "us-west-1a"; local zones as "us-west-2-lax-1a" keep their longer name, which no region has.
std::string region_of(std::string zone) {
  if (!zone.empty() && zone.back() >= 'a' && zone.back() <= 'z') zone.pop_back();
  return zone;
}

struct Change {
  Seconds time;
  Decimal usd_h;
};

struct History {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<Change>> changes;  // by region, instance type, zone
  Seconds newest = 0;
  std::string oldest_day = "9999", newest_day;
};

void take(const json& record, History& history, Collected& collected) {
  const std::string zone = text(record, "AvailabilityZone"), type = text(record, "InstanceType"), time = text(record, "Timestamp");
  const std::string product = text(record, "ProductDescription"), place = zone + " " + type;
  if (product != "Linux/UNIX" && product != "Linux/UNIX (Amazon VPC)") return collected.skip("another product than Linux/UNIX", place);
  const auto seconds = seconds_of(time);
  if (!seconds) return collected.skip("a time that is not as in 2026-09-01T12:00:00Z", place);
  const auto usd_h = amount(member(record, "SpotPrice"));
  if (!usd_h) return collected.skip("no price, or one below 0", place);
  const std::string region = region_of(zone);
  if (!collected.knows_region(region)) return collected.skip("in a region that the catalogue does not know", place);
  // A zone's name means another zone in each account; its id, where the file has it, means the same.
  const std::string id = text(record, "AvailabilityZoneId");
  history.changes[{region, type, id.empty() ? zone : id}].push_back({*seconds, *usd_h});
  history.newest = std::max(history.newest, *seconds);
  history.oldest_day = std::min(history.oldest_day, time.substr(0, 10));
  history.newest_day = std::max(history.newest_day, time.substr(0, 10));
}

Decimal mean_over_time(std::vector<Change> changes, Seconds end) {
  std::ranges::stable_sort(changes, {}, &Change::time);
  Decimal sum = 0;
  const Seconds length = end - changes.front().time;
  if (length == 0) return changes.back().usd_h;
  for (std::size_t i = 0; i < changes.size(); ++i) sum += changes[i].usd_h * ((i + 1 < changes.size() ? changes[i + 1].time : end) - changes[i].time);
  return sum / length;
}

}  // namespace

void read_aws_spot(const std::vector<PriceFile>& files, Collected& collected, Problems& problems) {
  const std::vector<std::string_view> fields = {"AvailabilityZone",   "AvailabilityZoneId", "InstanceType", "Timestamp",
                                                "ProductDescription", "SpotPrice",          "NextToken"};
  History history;
  for (const auto& file : files) {
    const json rest = read_list(
        file, "SpotPriceHistory", fields,
        [&](const json& record, int line) {
          collected.at(file.name(), line);
          take(record, history, collected);
        },
        problems);
    if (!text(rest, "NextToken").empty()) collected.note("a file names a further page (NextToken): give all pages");
  }
  collected.nowhere();
  std::map<std::pair<std::string, std::string>, std::vector<Decimal>> zones;
  for (const auto& [key, changes] : history.changes) zones[{std::get<0>(key), std::get<1>(key)}].push_back(mean_over_time(changes, history.newest));
  for (const auto& [place, means] : zones) {
    Decimal sum = 0;
    for (const Decimal& mean : means) sum += mean;
    const std::string source = fmt::format("AWS spot price history, mean over {} to {}, {} zone{}", history.oldest_day, history.newest_day,
                                           means.size(), means.size() == 1 ? "" : "s");
    collected.add(place.first, place.second, Purchase::spot, {sum / means.size(), source, history.newest_day, "", 0});
  }
}

}  // namespace tradewind::price_import
