#include "model/report_model.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>

#include "model/report_point.h"
#include "text/numbers.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind {
namespace {

std::vector<ReportRegion> opened_regions(const World& world, const std::vector<Candidate>& front) {
  std::set<std::uint32_t> opened;
  for (const Candidate& candidate : front)
    for (const std::uint32_t region : open_regions(world, candidate.topology)) opened.insert(region);
  std::vector<ReportRegion> regions;
  for (const std::uint32_t index : opened) {
    const Region& region = world.regions.at(index);
    regions.push_back({region.key(), region.provider, region.id, region.city, region.country_iso2, region.place, 0});
  }
  // Colours go round by longitude, so that regions that share a part of the map differ.
  std::stable_sort(regions.begin(), regions.end(),
                   [](const ReportRegion& a, const ReportRegion& b) { return a.place.longitude_deg < b.place.longitude_deg; });
  for (std::size_t at = 0; at < regions.size(); ++at) regions[at].colour = static_cast<int>(at % ReportRegion::colours);
  return regions;
}

std::string name_of_latency(const World& world) {
  const auto all_are = [&](LatencyMetric metric) {
    return std::all_of(world.workloads.begin(), world.workloads.end(), [=](const Workload& workload) { return workload.slo.metric == metric; });
  };
  return all_are(LatencyMetric::ttft) ? "first token" : all_are(LatencyMetric::e2e) ? "answer" : "perceived latency";
}

std::string dates_of_prices(const std::vector<ReportPoint>& front) {
  std::set<std::string> dates;
  for (const ReportPoint& point : front)
    for (const BillLine& line : point.bill.lines)
      if (!line.price.date.empty()) dates.insert(line.price.date);
  if (dates.empty()) return "not stated";
  return *dates.begin() == *dates.rbegin() ? *dates.begin() : *dates.begin() + " to " + *dates.rbegin();
}

std::vector<std::string> all_warnings(const ReportSource& source, const ReportModel& model) {
  std::vector<std::string> warnings;
  if (!source.finished) warnings.push_back("The plan was not finished: the front may still change.");
  for (const Problem& problem : source.warnings) warnings.push_back(to_string(problem));
  for (const WorkloadOutcome& workload : model.picked().outcome.workloads)
    if (!workload.slo_met)
      warnings.push_back("The recommended point misses the objective of workload " + workload.workload + ": " +
                         text::duration(workload.slo_percentile_ms) + ", " + text::percent(workload.slo_attainment) +
                         " of the requests are within the target.");
  std::int64_t marked = 0;
  for (const BillLine& line : model.picked().bill.lines) marked += !line.price.mark.empty();
  if (marked > 0)
    warnings.push_back(text::counted(marked, "line") +
                       " of the bill rest on a price that must be checked before money rests on it; they are marked in the bill.");
  return warnings;
}

void mark_points(std::vector<ReportPoint>& front, const std::string& picked) {
  front.front().fastest = true;
  std::ranges::min_element(front, {}, &ReportPoint::monthly)->cheapest = true;
  auto found = std::find_if(front.begin(), front.end(), [&](const ReportPoint& point) { return point.id == picked; });
  if (found == front.end()) throw std::runtime_error("report: the recommended point \"" + picked + "\" is not on the front");
  found->picked = true;
}

}  // namespace

const ReportPoint& ReportModel::picked() const {
  return *std::find_if(front.begin(), front.end(), [](const ReportPoint& point) { return point.picked; });
}

const ReportPoint& ReportModel::cheapest() const { return *std::ranges::find(front, true, &ReportPoint::cheapest); }

std::string ReportModel::third_axis_name() const {
  std::string name = third_heading(third_axis);
  if (!name.empty()) name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

std::string ReportModel::axis_name() const { return text::percentile_name(percentile) + " " + latency_name; }

ReportModel build_model(const ReportSource& source) {
  std::vector<Candidate> front;
  ReportModel model;
  for (const Candidate& candidate : source.candidates) {
    if (candidate.on_front)
      front.push_back(candidate);
    else
      model.dominated.push_back({candidate.id, candidate.latency_ms(), candidate.bill.total()});
  }
  if (front.empty()) throw std::runtime_error("report: the study of scenario \"" + source.world.name + "\" has no front yet; run plan first");
  std::stable_sort(front.begin(), front.end(), [](const Candidate& a, const Candidate& b) { return a.latency_ms() < b.latency_ms(); });

  const World& world = source.world;
  model.scenario = world.name;
  model.description = world.description;
  model.version = source.version;
  model.catalogue_version = world.catalogue_version;
  model.latency_name = name_of_latency(world);
  model.percentile = world.objective_percentile;
  model.third_axis = world.third_axis;
  model.populations = world.populations;
  model.workloads = world.workloads;
  model.simulation = world.simulation;
  model.week_of = world.week_of;
  model.regions = opened_regions(world, front);
  for (const Candidate& candidate : front) model.front.push_back(build_point(world, candidate, model.regions));
  mark_points(model.front, source.picked);
  model.price_book = model.picked().bill.price_book;
  model.price_dates = dates_of_prices(model.front);
  model.defaults = source.defaults;
  model.notes = source.notes;
  model.warnings = all_warnings(source, model);
  return model;
}

}  // namespace tradewind
