#include "html/rollout_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "html/timeline_chart.h"
#include "text/numbers.h"
#include "tradewind/sim/share.h"

namespace tradewind::html {
namespace {

using text::Markup;

class Timeline {
 public:
  using Place = TimelineChart::Place;
  using Point = TimelineChart::Point;

  Timeline(Markup& page, const RolloutsOutcome& outcome, const RolloutOptions& options, const RolloutResult& r)
      : outcome_(outcome), r_(r), chart_(page, {outcome.simulated_s, options.before_s, "seconds since the decision"}, marks(outcome, options, r)) {}

  void draw() {
    chart_.draw("What happened over time: " + r_.name, {{118, [this](const Place& place) { answers(place); }},
                                                        {92, [this](const Place& place) { losses(place); }},
                                                        {118, [this](const Place& place) { latencies(place); }},
                                                        {92, [this](const Place& place) { replicas(place); }}});
  }

 private:
  // What concerns all regions, and the failure; the rest is in the list.
  static std::vector<TimelineMark> marks(const RolloutsOutcome& outcome, const RolloutOptions& options, const RolloutResult& r) {
    std::vector<TimelineMark> marks{{options.before_s, "decided", true}};
    for (const RolloutEvent& event : r.events)
      if (event.at_s <= outcome.simulated_s && (!event.good_news || event.what.starts_with("The ")))
        marks.push_back({event.at_s, event.what, event.good_news});
    return distinct(std::move(marks));
  }

  double length_s(const RolloutMoment& moment) const { return std::min(outcome_.moment_s, outcome_.simulated_s - moment.at_s); }

  template <class Figure>
  std::vector<Point> points(bool at_middle, const Figure& figure) const {
    std::vector<Point> points;
    for (const RolloutMoment& moment : r_.moments) points.push_back({moment.at_s + (at_middle ? length_s(moment) / 2 : 0), figure(moment)});
    return points;
  }
  template <class Figure>
  double highest(const Figure& figure) const {
    double highest = 0;
    for (const RolloutMoment& moment : r_.moments) highest = std::max(highest, figure(moment));
    return highest;
  }

  void answers(const Place& place) {
    const auto rate = [&](const RolloutMoment& moment, std::uint64_t answers) {
      return static_cast<double>(answers) / length_s(moment) / outcome_.replications;
    };
    const auto all = [&](const RolloutMoment& moment) { return rate(moment, moment.completed); };
    const auto by_new = [&](const RolloutMoment& moment) { return rate(moment, moment.by_new); };
    const auto height = chart_.from_zero(place, "Answers per second, by version", highest(all), text::compact);
    chart_.area(points(true, all), height, place.bottom, "c0");
    chart_.area(points(true, by_new), height, place.bottom, "c1");
  }

  void losses(const Place& place) {
    const auto failed = [](const RolloutMoment& moment) { return share_of(moment.failed(), moment.sent); };
    const auto late = [](const RolloutMoment& moment) { return share_of(moment.late, moment.sent); };
    const auto height =
        chart_.from_zero(place, "Share of the requests that failed, and that came late", std::max({0.04, highest(failed), highest(late)}),
                         [](double part) { return fmt::format("{:g} %", part * 100); });
    chart_.line(points(true, late), height, "late");
    chart_.line(points(true, failed), height, "failed");
  }

  void latencies(const Place& place) {
    const auto p95 = [](const RolloutMoment& moment) { return moment.completed > 0 ? std::optional(moment.p95_ms) : std::nullopt; };
    double low = 1e300, high = 0;
    for (const RolloutMoment& moment : r_.moments)
      if (const auto ms = p95(moment)) low = std::min(low, *ms), high = std::max(high, *ms);
    const auto height = chart_.latencies(place, "Latency of the completed ones", low, high);
    chart_.line(points(true, p95), height, "most");
  }

  void replicas(const Place& place) {
    const auto all = [](const RolloutMoment& moment) { return moment.old_replicas + moment.new_replicas; };
    const auto fresh = [](const RolloutMoment& moment) { return moment.new_replicas; };
    const auto height = chart_.from_zero(place, "Replicas that take requests, by version", highest(all), text::compact);
    chart_.steps(points(false, all), length_s(r_.moments.back()), height, place.bottom, "c0");
    chart_.steps(points(false, fresh), length_s(r_.moments.back()), height, place.bottom, "c1");
  }

  const RolloutsOutcome& outcome_;
  const RolloutResult& r_;
  TimelineChart chart_;
};

}  // namespace

void rollout_legend(Markup& page) {
  const auto keys = [&](std::string_view classes, std::initializer_list<std::pair<const char*, const char*>> names) {
    const auto legend = page.scope("p", {{"class", std::string(classes)}});
    for (const auto& [name, colour] : names) {
      const auto item = page.scope("span", {{"class", std::string("item ") + colour}});
      page.element("span", "", {{"class", "key"}}).text(name);
    }
  };
  keys("legend keys", {{"old version", "c0"}, {"new version", "c1"}});
  keys("legend keys lines", {{"failed", "failed"}, {"late", "late"}, {"p95", "most"}});
}

void rollout_timeline(Markup& page, const RolloutsOutcome& outcome, const RolloutOptions& options, const RolloutResult& rollout) {
  if (!rollout.moments.empty()) Timeline(page, outcome, options, rollout).draw();
}

}  // namespace tradewind::html
