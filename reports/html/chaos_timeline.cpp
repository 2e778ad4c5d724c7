#include "html/chaos_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "html/timeline_chart.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

using text::Markup;

constexpr std::size_t most_bands = 8;

std::vector<TimelineMark> marks_of(const ChaosOptions& options, const ChaosExperiment& e) {
  std::vector<TimelineMark> marks;
  for (const ChaosEvent& event : e.events)
    if (event.at_s >= 0 && event.at_s <= options.duration_s()) marks.push_back({event.at_s, event.what, event.good_news});
  if (e.shift_s && *e.shift_s > 0)
    marks.push_back({options.fault_at_s + *e.shift_s, e.shift_s == e.recover_s ? "failures over, recovered" : "failures over", true});
  if (e.recover_s && *e.recover_s > 0 && e.recover_s != e.shift_s) marks.push_back({options.fault_at_s + *e.recover_s, "recovered", true});
  if (e.after_s && *e.after_s > 0) marks.push_back({options.fault_at_s + options.fault_for_s + *e.after_s, "well again", true});
  return distinct(std::move(marks));
}

class Timeline {
 public:
  using Place = TimelineChart::Place;
  using Point = TimelineChart::Point;

  Timeline(Markup& page, const ChaosOutcome& outcome, const ChaosOptions& options, const ChaosExperiment& e, const std::vector<RegionBand>& bands)
      : chart_(page, {options.duration_s(), options.fault_at_s, "seconds since the fault began"}, marks_of(options, e)),
        outcome_(outcome),
        options_(options),
        e_(e),
        bands_(bands) {}

  void draw() {
    std::optional<TimelineChart::Span> fault;
    if (!e_.group.empty()) fault = {options_.fault_at_s, options_.fault_at_s + options_.fault_for_s};
    chart_.draw("What happened over time: " + (e_.group.empty() ? "no fault" : e_.name),
                {{118, [this](const Place& place) { requests(place); }},
                 {92, [this](const Place& place) { losses(place); }},
                 {118, [this](const Place& place) { latencies(place); }},
                 {92, [this](const Place& place) { replicas(place); }}},
                fault);
  }

 private:
  double length_s(const ChaosMoment& moment) const { return std::min(options_.moment_s, options_.duration_s() - moment.at_s); }
  double middle_s(const ChaosMoment& moment) const { return moment.at_s + length_s(moment) / 2; }

  // What the bands up to `band` have together in each moment.
  template <class Figure>
  std::vector<Point> stacked(std::size_t band, bool at_middle, const Figure& figure) const {
    std::vector<Point> sums;
    for (const ChaosMoment& moment : e_.moments) {
      double sum = 0;
      for (std::size_t b = 0; b <= band; ++b)
        for (const std::size_t region : bands_[b].regions) sum += figure(moment, region);
      sums.push_back({at_middle ? middle_s(moment) : moment.at_s, sum});
    }
    return sums;
  }
  static double highest(const std::vector<Point>& points) {
    double highest = 0;
    for (const Point& point : points) highest = std::max(highest, point.value.value_or(0));
    return highest;
  }

  // Bands are drawn from the upmost on, each over the one before.
  void requests(const Place& place) {
    const auto rate = [&](const ChaosMoment& moment, std::size_t region) {
      return static_cast<double>(moment.sent_to[region]) / length_s(moment) / outcome_.replications;
    };
    const auto height =
        chart_.from_zero(place, "Requests sent per second, by region", highest(stacked(bands_.size() - 1, true, rate)), text::compact);
    for (std::size_t band = bands_.size(); band-- > 0;) chart_.area(stacked(band, true, rate), height, place.bottom, bands_[band].colour);
  }

  void replicas(const Place& place) {
    const auto count = [](const ChaosMoment& moment, std::size_t region) { return moment.replicas[region]; };
    const auto height =
        chart_.from_zero(place, "Replicas that take requests, by region", highest(stacked(bands_.size() - 1, false, count)), text::compact);
    for (std::size_t band = bands_.size(); band-- > 0;)
      chart_.steps(stacked(band, false, count), length_s(e_.moments.back()), height, place.bottom, bands_[band].colour);
  }

  template <class Figure>
  std::vector<Point> points(const std::vector<ChaosMoment>& moments, const Figure& figure) const {
    std::vector<Point> points;
    for (const ChaosMoment& moment : moments) points.push_back({middle_s(moment), figure(moment)});
    return points;
  }

  void losses(const Place& place) {
    const auto failed = [](const ChaosMoment& moment) -> std::optional<double> { return share_of(moment.failed(), moment.sent); };
    const auto late = [](const ChaosMoment& moment) -> std::optional<double> { return share_of(moment.late, moment.sent); };
    double highest = 0.04;
    for (const ChaosMoment& moment : e_.moments) highest = std::max({highest, *failed(moment), *late(moment)});
    const auto height = chart_.from_zero(place, "Share of them that failed, and that came late", highest,
                                         [](double part) { return fmt::format("{:g} %", part * 100); });
    chart_.line(points(e_.moments, late), height, "late");
    chart_.line(points(e_.moments, failed), height, "failed");
  }

  void latencies(const Place& place) {
    double low = 1e300, high = 0;
    for (const auto* moments : {&e_.moments, &outcome_.baseline.moments})
      for (const ChaosMoment& moment : *moments)
        if (moment.completed > 0) low = std::min(low, moment.p50_ms), high = std::max(high, moment.p95_ms);
    const auto height = chart_.latencies(place, "Latency of the completed ones", low, high);
    const auto of = [](double ChaosMoment::*ms) {
      return [ms](const ChaosMoment& moment) { return moment.completed > 0 ? std::optional(moment.*ms) : std::nullopt; };
    };
    chart_.line(points(outcome_.baseline.moments, of(&ChaosMoment::p95_ms)), height, "usual");
    chart_.line(points(e_.moments, of(&ChaosMoment::p95_ms)), height, "most");
    chart_.line(points(e_.moments, of(&ChaosMoment::p50_ms)), height, "half");
  }

  TimelineChart chart_;
  const ChaosOutcome& outcome_;
  const ChaosOptions& options_;
  const ChaosExperiment& e_;
  const std::vector<RegionBand>& bands_;
};

}  // namespace

std::vector<RegionBand> region_bands(const ChaosOutcome& outcome) {
  const std::size_t count = outcome.regions.size();
  std::vector<std::uint64_t> sent(count);
  for (const ChaosMoment& moment : outcome.baseline.moments)
    for (std::size_t region = 0; region < count; ++region) sent[region] += moment.sent_to[region];
  std::vector<std::size_t> busiest(count);
  std::iota(busiest.begin(), busiest.end(), std::size_t{0});
  std::ranges::stable_sort(busiest, std::ranges::greater{}, [&](std::size_t region) { return sent[region]; });
  std::vector<RegionBand> bands;
  for (const std::size_t region : busiest) {
    if (count > most_bands && bands.size() == most_bands - 1) bands.push_back({"other regions", "c7", {}});
    if (bands.size() == most_bands && count > most_bands)
      bands.back().regions.push_back(region);
    else
      bands.push_back({outcome.regions[region], fmt::format("c{}", bands.size()), {region}});
  }
  return bands;
}

void timeline_legend(Markup& page, const std::vector<RegionBand>& bands) {
  const auto keys = [&](std::string_view classes, const auto& names) {
    const auto legend = page.scope("p", {{"class", std::string(classes)}});
    for (const auto& [name, colour] : names) {
      const auto item = page.scope("span", {{"class", "item " + colour}});
      page.element("span", "", {{"class", "key"}}).text(name);
    }
  };
  std::vector<std::pair<std::string, std::string>> regions;
  for (const RegionBand& band : bands) regions.emplace_back(band.name, band.colour);
  keys("legend keys", regions);
  keys("legend keys lines", std::initializer_list<std::pair<std::string, std::string>>{
                                {"failed", "failed"}, {"late", "late"}, {"p50", "half"}, {"p95", "most"}, {"p95 without the fault", "usual"}});
}

void chaos_timeline(Markup& page, const ChaosOutcome& outcome, const ChaosOptions& options, const ChaosExperiment& experiment,
                    const std::vector<RegionBand>& bands) {
  if (experiment.moments.empty() || bands.empty()) return;
  Timeline(page, outcome, options, experiment, bands).draw();
}

}  // namespace tradewind::html
