#include "html/chaos_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "svg/axis.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

using svg::Axis;
using svg::coordinate;
using text::Markup;

constexpr std::size_t most_bands = 8;
constexpr double width = 1160, left = 64, right = 14, gap = 34, axis_room = 40;  // pixels
constexpr double label_line = 15, letter = 6.1, most_label_lines = 6;

// A path of straight lines, written short: relative steps of a tenth of a pixel, and nothing where it runs level.
class Path {
 public:
  void move_to(double x, double y) {
    flush();
    x_ = tenths(x), y_ = tenths(y);
    out_ += "M" + coordinate(x) + " " + coordinate(y);
  }
  void line_to(double x, double y) {
    const long next_x = tenths(x), next_y = tenths(y);
    if (waiting_ && !(next_y == y_ && waiting_y_ == y_)) flush();
    waiting_ = true;
    waiting_x_ = next_x, waiting_y_ = next_y;
  }
  std::string take() {
    flush();
    return std::move(out_);
  }

 private:
  static long tenths(double pixels) { return std::lround(pixels * 10); }
  void flush() {
    if (!waiting_) return;
    const auto step = [](long tenths) { return coordinate(static_cast<double>(tenths) / 10); };
    if (waiting_y_ == y_)
      out_ += "h" + step(waiting_x_ - x_);
    else
      out_ += "l" + step(waiting_x_ - x_) + (waiting_y_ < y_ ? "" : " ") + step(waiting_y_ - y_);
    x_ = waiting_x_, y_ = waiting_y_;
    waiting_ = false;
  }

  std::string out_;
  long x_ = 0, y_ = 0, waiting_x_ = 0, waiting_y_ = 0;
  bool waiting_ = false;
};

// A mark on the time axis with words.
struct Mark {
  double at_s;
  std::string words;
  bool well;  // good news
  int line = -1;
};

std::vector<Mark> marks_of(const ChaosOptions& options, const ChaosExperiment& e) {
  std::vector<Mark> marks;
  for (const ChaosEvent& event : e.events) {
    const bool seen = std::ranges::any_of(marks, [&](const Mark& mark) { return mark.words == event.what && std::abs(mark.at_s - event.at_s) < 1; });
    if (seen || event.at_s < 0 || event.at_s > options.duration_s()) continue;
    marks.push_back({event.at_s, event.what, event.good_news});
  }
  if (e.shift_s && *e.shift_s > 0)
    marks.push_back({options.fault_at_s + *e.shift_s, e.shift_s == e.recover_s ? "failures over, recovered" : "failures over", true});
  if (e.recover_s && *e.recover_s > 0 && e.recover_s != e.shift_s) marks.push_back({options.fault_at_s + *e.recover_s, "recovered", true});
  if (e.after_s && *e.after_s > 0) marks.push_back({options.fault_at_s + options.fault_for_s + *e.after_s, "well again", true});
  std::ranges::stable_sort(marks, {}, &Mark::at_s);
  return marks;
}

double nice_top(double highest) {
  const double step = svg::nice_step(std::max(highest, 1e-9), 4);
  return step * std::ceil(highest / step - 1e-9);
}

class Chart {
 public:
  Chart(Markup& page, const ChaosOutcome& outcome, const ChaosOptions& options, const ChaosExperiment& e, const std::vector<RegionBand>& bands)
      : page_(page), outcome_(outcome), options_(options), e_(e), bands_(bands), marks_(marks_of(options, e)) {
    place_labels();
  }

  void draw() {
    const double first = static_cast<double>(label_lines_) * label_line + 30;
    const double bottoms[] = {first + 118, first + 118 + gap + 92, first + 118 + gap + 92 + gap + 118, first + 118 + 2 * (gap + 92) + gap + 118};
    const double height = bottoms[3] + axis_room;
    const auto svg = page_.scope("svg", {{"class", "timeline"},
                                         {"viewBox", fmt::format("0 0 {} {}", coordinate(width), coordinate(height))},
                                         {"role", "img"},
                                         {"aria-label", "What happened over time: " + (e_.group.empty() ? "no fault" : e_.name)}});
    shade_fault(first, bottoms[3]);
    requests({first, bottoms[0]});
    losses({bottoms[1] - 92, bottoms[1]});
    latencies({bottoms[2] - 118, bottoms[2]});
    replicas({bottoms[3] - 92, bottoms[3]});
    time_axis(bottoms[3]);
    draw_marks(bottoms[3]);
  }

 private:
  // Where one of the charts stands.
  struct Place {
    double top, bottom;
  };
  using Height = std::function<double(double value)>;  // in pixels

  double x(double at_s) const { return left + at_s / options_.duration_s() * (width - left - right); }
  double length_s(const ChaosMoment& moment) const { return std::min(options_.moment_s, options_.duration_s() - moment.at_s); }
  double middle(const ChaosMoment& moment) const { return x(moment.at_s + length_s(moment) / 2); }

  // Labels stand to the right of their marks, in the first line where there is room; those that find none are left to the list below the chart.
  void place_labels() {
    std::vector<double> ends;
    for (Mark& mark : marks_) {
      const double begin = label_begin(mark);
      const auto free = std::ranges::find_if(ends, [&](double end) { return end < begin; });
      if (free == ends.end() && static_cast<double>(ends.size()) >= most_label_lines) continue;
      mark.line = static_cast<int>(free - ends.begin());
      if (free == ends.end()) ends.push_back(0);
      ends[static_cast<std::size_t>(mark.line)] = begin + static_cast<double>(mark.words.size()) * letter + 14;
    }
    label_lines_ = ends.size();
  }
  double label_begin(const Mark& mark) const { return std::min(x(mark.at_s) + 4, width - right - static_cast<double>(mark.words.size()) * letter); }

  void shade_fault(double top, double bottom) {
    if (e_.group.empty()) return;
    const double from = x(options_.fault_at_s), to = x(options_.fault_at_s + options_.fault_for_s);
    page_.empty("rect", {{"class", "fault"},
                         {"x", coordinate(from)},
                         {"y", coordinate(top)},
                         {"width", coordinate(to - from)},
                         {"height", coordinate(bottom - top)}});
  }

  void grid(const Place& place, std::string_view title, const std::vector<double>& ticks, const Height& height,
            const std::function<std::string(double)>& words) {
    page_.element("text", title, {{"class", "title"}, {"x", coordinate(left)}, {"y", coordinate(place.top - 9)}});
    const auto group = page_.scope("g", {{"class", "grid"}});
    for (const double tick : ticks) {
      const std::string y = coordinate(height(tick));
      page_.empty("line", {{"x1", coordinate(left)}, {"x2", coordinate(width - right)}, {"y1", y}, {"y2", y}});
      page_.element("text", words(tick), {{"x", coordinate(left - 8)}, {"y", y}, {"dy", ".32em"}, {"text-anchor", "end"}});
    }
  }

  // A chart from 0 to `highest`: draws its grid, and tells where values stand.
  Height from_zero(const Place& place, std::string_view title, double highest, const std::function<std::string(double)>& words) {
    const double top = nice_top(highest), step = svg::nice_step(top, 4);
    const Height height = [=](double value) { return place.bottom - value / top * (place.bottom - place.top); };
    std::vector<double> ticks;
    for (double index = 0; index * step <= top * (1 + 1e-9); ++index) ticks.push_back(index * step);
    grid(place, title, ticks, height, words);
    return height;
  }

  // What the bands up to `band` have together in each moment.
  template <class Figure>
  std::vector<double> stacked(std::size_t band, const Figure& figure) const {
    std::vector<double> sums(e_.moments.size());
    for (std::size_t i = 0; i < sums.size(); ++i)
      for (std::size_t b = 0; b <= band; ++b)
        for (const std::size_t region : bands_[b].regions) sums[i] += figure(e_.moments[i], region);
    return sums;
  }

  // Everything below a line that begins at `from`; bands are drawn from the upmost on, each over the one before.
  void area(Path line, double from, double bottom, const std::string& colour) {
    page_.empty("path", {{"class", "band " + colour}, {"d", fmt::format("{}V{}H{}Z", line.take(), coordinate(bottom), coordinate(from))}});
  }

  void requests(const Place& place) {
    const auto rate = [&](const ChaosMoment& moment, std::size_t region) {
      return static_cast<double>(moment.sent_to[region]) / length_s(moment) / outcome_.replications;
    };
    const Height height = from_zero(place, "Requests sent per second, by region", highest(stacked(bands_.size() - 1, rate)), text::compact);
    for (std::size_t band = bands_.size(); band-- > 0;) {
      const std::vector<double> values = stacked(band, rate);
      Path path;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (i == 0) path.move_to(middle(e_.moments[0]), height(values[0]));
        path.line_to(middle(e_.moments[i]), height(values[i]));
      }
      area(std::move(path), middle(e_.moments.front()), place.bottom, bands_[band].colour);
    }
  }

  void replicas(const Place& place) {
    const auto count = [](const ChaosMoment& moment, std::size_t region) { return moment.replicas[region]; };
    const Height height = from_zero(place, "Replicas that take requests, by region", highest(stacked(bands_.size() - 1, count)), text::compact);
    for (std::size_t band = bands_.size(); band-- > 0;) {
      const std::vector<double> values = stacked(band, count);
      Path path;
      path.move_to(left, height(values[0]));
      for (std::size_t i = 0; i < values.size(); ++i) {
        const double y = height(values[i]);
        path.line_to(x(e_.moments[i].at_s), y);
        path.line_to(x(e_.moments[i].at_s + length_s(e_.moments[i])), y);
      }
      area(std::move(path), left, place.bottom, bands_[band].colour);
    }
  }

  void losses(const Place& place) {
    const auto failed = [](const ChaosMoment& moment) -> std::optional<double> { return share_of(moment.failed(), moment.sent); };
    const auto late = [](const ChaosMoment& moment) -> std::optional<double> { return share_of(moment.late, moment.sent); };
    double highest = 0.04;
    for (const ChaosMoment& moment : e_.moments) highest = std::max({highest, *failed(moment), *late(moment)});
    const Height height =
        from_zero(place, "Share of them that failed, and that came late", highest, [](double part) { return fmt::format("{:g} %", part * 100); });
    line(e_.moments, late, height, "late");
    line(e_.moments, failed, height, "failed");
  }

  void latencies(const Place& place) {
    double low = 1e300, high = 0;
    for (const auto* moments : {&e_.moments, &outcome_.baseline.moments})
      for (const ChaosMoment& moment : *moments)
        if (moment.completed > 0) low = std::min(low, moment.p50_ms), high = std::max(high, moment.p95_ms);
    if (high == 0) low = high = 1;
    const Axis axis(low, std::max(low, high), place.bottom, place.top);
    const Height height = [&](double ms) { return axis.pixel(ms); };
    std::vector<double> ticks = axis.ticks(4);
    if (ticks.size() > 6) std::erase_if(ticks, [](double ms) { return std::abs(std::log10(ms) - std::round(std::log10(ms))) > 1e-6; });
    grid(place, fmt::format("Latency of the completed ones{}", axis.logarithmic() ? " (logarithmic)" : ""), ticks, height,
         [](double ms) { return ms < 1000 ? fmt::format("{:g} ms", ms) : fmt::format("{:g} s", ms / 1000); });
    const auto of = [](double ChaosMoment::*ms) {
      return [ms](const ChaosMoment& moment) { return moment.completed > 0 ? std::optional(moment.*ms) : std::nullopt; };
    };
    line(outcome_.baseline.moments, of(&ChaosMoment::p95_ms), height, "usual");
    line(e_.moments, of(&ChaosMoment::p95_ms), height, "most");
    line(e_.moments, of(&ChaosMoment::p50_ms), height, "half");
  }

  // A moment without a value breaks the line.
  template <class Figure>
  void line(const std::vector<ChaosMoment>& moments, const Figure& figure, const Height& height, const std::string& colour) {
    Path path;
    bool broken = true;
    for (const ChaosMoment& moment : moments) {
      const std::optional<double> value = figure(moment);
      if (value && broken) path.move_to(middle(moment), height(*value));
      if (value) path.line_to(middle(moment), height(*value));
      broken = !value;
    }
    page_.empty("path", {{"class", "line " + colour}, {"d", path.take()}});
  }

  void time_axis(double bottom) {
    const auto group = page_.scope("g", {{"class", "grid"}});
    constexpr double steps[] = {5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400};
    const auto enough = std::ranges::find_if(steps, [&](double step_s) { return options_.duration_s() / step_s <= 16; });
    const double step_s = enough == std::end(steps) ? steps[std::size(steps) - 1] : *enough;
    const auto first = static_cast<long>(std::ceil(-options_.fault_at_s / step_s)),
               last = static_cast<long>((options_.duration_s() - options_.fault_at_s) / step_s);
    for (long i = first; i <= last; ++i) {
      const double since_s = static_cast<double>(i) * step_s;
      const std::string at = coordinate(x(options_.fault_at_s + since_s));
      page_.empty("line", {{"x1", at}, {"x2", at}, {"y1", coordinate(bottom)}, {"y2", coordinate(bottom + 5)}, {"class", "tick"}});
      page_.element("text", text::grouped(since_s), {{"x", at}, {"y", coordinate(bottom + 19)}, {"text-anchor", "middle"}});
    }
    page_.element("text", "seconds since the fault began",
                  {{"class", "axis"}, {"x", coordinate(width - right)}, {"y", coordinate(bottom + 36)}, {"text-anchor", "end"}});
  }

  void draw_marks(double bottom) {
    for (const Mark& mark : marks_) {
      const std::string at = coordinate(x(mark.at_s)), kind = mark.well ? " well" : "";
      const double top = mark.line < 0 ? static_cast<double>(label_lines_) * label_line : mark.line * label_line + 3;
      page_.empty("line", {{"class", "mark" + kind}, {"x1", at}, {"x2", at}, {"y1", coordinate(top)}, {"y2", coordinate(bottom)}});
    }
    for (const Mark& mark : marks_)
      if (mark.line >= 0)
        page_.element("text", mark.words,
                      {{"class", std::string("happening") + (mark.well ? " well" : "")},
                       {"x", coordinate(label_begin(mark))},
                       {"y", coordinate(mark.line * label_line + 12)}});
  }

  static double highest(const std::vector<double>& values) { return values.empty() ? 0 : *std::ranges::max_element(values); }

  Markup& page_;
  const ChaosOutcome& outcome_;
  const ChaosOptions& options_;
  const ChaosExperiment& e_;
  const std::vector<RegionBand>& bands_;
  std::vector<Mark> marks_;
  std::size_t label_lines_ = 0;
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
  Chart(page, outcome, options, experiment, bands).draw();
}

}  // namespace tradewind::html
