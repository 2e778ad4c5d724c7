#include "study/verified.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "study/derived.h"
#include "study/evaluation.h"
#include "study/fnv1a.h"
#include "tradewind/planner/estimate.h"

namespace tradewind {
namespace {

using nlohmann::json;

std::string key_of(const char* kind, const Study& study, const Candidate& candidate) {
  return kind + fnv1a_hex(to_json(study.world(), candidate.topology));
}

double part(double found, double promised) { return found > 0 ? std::abs(found - promised) / found : 0; }

}  // namespace

namespace study {

void save_verified(Study& study, const Candidate& candidate) {
  const int replications = candidate.outcome.replications;
  const std::string evaluation = evaluation_key(candidate.bill.price_book, to_json(study.world(), candidate.topology),
                                                replications == study.world().simulation.replications ? std::nullopt : std::optional(replications));
  study.keep(evaluation, to_text(evaluation_of(candidate)));
  study.save(key_of("verified:", study, candidate), json{{"evaluation", evaluation},
                                                         {"promised_latency_ms", candidate.promised_latency_ms},
                                                         {"promised_monthly_usd", candidate.promised_monthly_usd}}
                                                        .dump());
}

void take_verified(const Study& study, Candidate& candidate) {
  const auto text = study.load(key_of("verified:", study, candidate));
  if (!text) return;
  const json entry = json::parse(*text);
  candidate.promised_latency_ms = entry.at("promised_latency_ms");
  candidate.promised_monthly_usd = entry.at("promised_monthly_usd");
  const auto evaluated = study.load(entry.at("evaluation"));
  if (!evaluated) return;
  take(study.world(), evaluation_from_text(*evaluated), candidate);
}

void save_easings(Study& study, const Candidate& point, const std::vector<Easing>& easings) {
  json list = json::array();
  for (const Easing& easing : easings) list.push_back({easing.constraint, easing.eased, easing.saves_usd, easing.saves_at_most_usd});
  study.save(key_of("easings:", study, point), list.dump());
}

}  // namespace study

std::vector<Easing> easings(const Study& study, const Candidate& point) {
  std::vector<Easing> easings;
  if (const auto text = study.load(key_of("easings:", study, point)))
    for (const json& entry : json::parse(*text)) easings.push_back({entry.at(0), entry.at(1), entry.at(2), entry.at(3)});
  return easings;
}

Disagreement disagreement(const Candidate& candidate) {
  return {part(candidate.latency_ms(), candidate.promised_latency_ms), part(candidate.monthly_usd(), candidate.promised_monthly_usd)};
}

Difference latency_difference(const Candidate& a, const Candidate& b) {
  return compare_studies::paired_difference(a.outcome.replication_latency_ms, b.outcome.replication_latency_ms);
}

}  // namespace tradewind
