#include "tune_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "terminal/table.h"

namespace tradewind {
namespace {

std::string usd(double per_million) {
  return std::isfinite(per_million) ? terminal::grouped(per_million, per_million < 1 ? 4 : 2) : "at no load in time";
}

std::string last_part(const std::string& pointer) { return pointer.substr(pointer.rfind('/') + 1); }

// The stated settings whole, of others what differs from them.
std::string text_of(const TriedSettings& tried, const TriedSettings& stated, bool is_stated) {
  std::string text;
  for (std::size_t i = 0; i < tried.values.size(); ++i) {
    if (!is_stated && tried.values[i] == stated.values[i]) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", last_part(tried.values[i].first), tried.values[i].second);
  }
  return is_stated ? "as stated: " + text : text;
}

nlohmann::json to_json(const TriedSettings& tried) {
  nlohmann::json settings = nlohmann::json::object(), offers = nlohmann::json::array();
  for (const auto& [pointer, value] : tried.values) settings[pointer] = nlohmann::json::parse(value);
  for (const TunedOffer& offer : tried.offers)
    offers.push_back({{"gpu", offer.gpu},
                      {"gpus_per_replica", offer.gpus_per_replica},
                      {"instance_type", offer.instance_type},
                      {"region", offer.region},
                      {"rate_rps", offer.rate_rps},
                      {"usd_per_million_requests", offer.usd_per_million}});
  nlohmann::json result{{"settings", settings}, {"offers", offers}};
  if (!tried.refused.empty()) result["refused"] = tried.refused;
  return result;
}

nlohmann::json to_json(const WorkloadTuning& tuning) {
  nlohmann::json tried = nlohmann::json::array();
  for (const TriedSettings& settings : tuning.tried) tried.push_back(to_json(settings));
  return {{"workload", tuning.workload},
          {"objective", fmt::format("p{:g} {}", tuning.slo.percentile, to_string(tuning.slo.metric))},
          {"target_ms", tuning.slo.target_ms},
          {"network_late_share", tuning.network_late_share},
          {"stated", tuning.stated},
          {"chosen", tuning.chosen},
          {"tried", tried}};
}

std::string verdict(const WorkloadTuning& tuning) {
  const TriedSettings &stated = tuning.tried[tuning.stated], &chosen = tuning.tried[tuning.chosen];
  if (tuning.chosen == tuning.stated)
    return stated.offers.empty() ? "none keeps the objective"
                                 : "the stated ones stay: no step around them saves " + terminal::share(TuneOptions{}.least_gain);
  const std::string gain = stated.offers.empty() ? "keeps the objective, as the stated ones do not"
                                                 : fmt::format("saves {}", terminal::share(1 - chosen.usd_per_million() / stated.usd_per_million()));
  return text_of(chosen, stated, false) + " " + gain;
}

void print_workload(const WorkloadTuning& tuning, std::size_t top) {
  fmt::print("{}: p{:g} {} of at most {} ms, of users at their nearest region\n", tuning.workload, tuning.slo.percentile,
             to_string(tuning.slo.metric), terminal::milliseconds(tuning.slo.target_ms));
  if (tuning.network_late_share > 1 - tuning.slo.percentile / 100)
    fmt::print("  the network alone makes {} late: no server keeps this objective\n", terminal::share(tuning.network_late_share));
  terminal::Table table({{"settings"}, {"GPU"}, {"instance type, region"}, {"req/s each", true}, {"USD per million", true}});
  const TriedSettings& stated = tuning.tried[tuning.stated];
  std::size_t refused = 0;
  for (std::size_t i = 0; i < tuning.tried.size(); ++i) {
    const TriedSettings& tried = tuning.tried[i];
    if (!tried.refused.empty()) ++refused;
    if (i != tuning.stated && (i >= top || tried.offers.empty())) continue;
    const std::string text = text_of(tried, stated, i == tuning.stated);
    if (tried.offers.empty()) {
      table.add({text, "", "at no load in time", "", ""});
      continue;
    }
    const TunedOffer& offer = tried.offers.front();
    table.add({text, fmt::format("{} x {}", offer.gpus_per_replica, offer.gpu), offer.instance_type + ", " + offer.region,
               fmt::format("{:.3g}", offer.rate_rps), usd(offer.usd_per_million)});
  }
  table.print();
  fmt::print("{} settings tried{}; {}\n", tuning.tried.size(), refused > 0 ? fmt::format(" ({} refused by the scenario's rules)", refused) : "",
             verdict(tuning));
}

nlohmann::json to_json(const WorkloadSplit& split) {
  nlohmann::json json{{"workload", split.workload}, {"taken", split.taken}};
  if (!split.refused.empty()) json["refused"] = split.refused;
  for (const TriedSplit& tried : split.tried) {
    nlohmann::json entry{{"prompt_tokens", tried.prompt_tokens}, {"short_share", tried.share}};
    if (std::isfinite(tried.usd_per_million)) entry["usd_per_million_requests"] = tried.usd_per_million;
    json["tried"].push_back(std::move(entry));
  }
  if (split.parts.empty()) return json;
  json["prompt_tokens"] = split.tried[split.best].prompt_tokens;
  json["usd_per_million_requests"] = split.usd_per_million;
  for (const WorkloadTuning& part : split.parts) json["parts"].push_back(to_json(part));
  return json;
}

std::string verdict(const WorkloadSplit& split, const WorkloadTuning& whole) {
  const double whole_usd = whole.usd_per_million();
  if (!std::isfinite(whole_usd)) return "two workloads keep the objective, as one does not";
  if (split.taken)
    return fmt::format("two workloads save {} against {} of one", terminal::share(1 - split.usd_per_million / whole_usd), usd(whole_usd));
  return fmt::format("one workload stays, at {}: two do not save {}", usd(whole_usd), terminal::share(TuneOptions{}.least_gain));
}

void print_split(const WorkloadSplit& split, const WorkloadTuning& whole, std::size_t top) {
  if (!split.refused.empty()) {
    fmt::print("{} is not split by the length of its prompts: {}\n", split.workload, split.refused);
    return;
  }
  fmt::print("\n{} as two workloads, short prompts and long ones, each in time by itself:\n", split.workload);
  terminal::Table table({{"prompts up to", true}, {"are", true}, {"USD per million of both", true}});
  for (const TriedSplit& tried : split.tried)
    table.add({fmt::format("{} tokens", terminal::grouped(tried.prompt_tokens)), terminal::share(tried.share), usd(tried.usd_per_million)});
  table.print();
  if (split.parts.empty()) {
    fmt::print("no split keeps the objective in both parts\n");
    return;
  }
  for (const WorkloadTuning& part : split.parts) print_workload(part, top);
  fmt::print("split at {} tokens, with these settings: {} USD per million of both; {}\n", terminal::grouped(split.tried[split.best].prompt_tokens),
             usd(split.usd_per_million), verdict(split, whole));
}

}  // namespace

nlohmann::json to_json(const TuneResult& result, const std::string& scenario) {
  nlohmann::json json{{"scenario", scenario}, {"workloads", nlohmann::json::array()}};
  for (const WorkloadTuning& tuning : result.workloads) json["workloads"].push_back(to_json(tuning));
  for (const WorkloadSplit& split : result.splits) json["splits"].push_back(to_json(split));
  return json;
}

void print(const TuneResult& result, std::size_t top) {
  for (std::size_t i = 0; i < result.workloads.size(); ++i) {
    print_workload(result.workloads[i], top);
    if (i < result.splits.size()) print_split(result.splits[i], result.workloads[i], top);
  }
}

}  // namespace tradewind
