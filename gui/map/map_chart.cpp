#include "map/map_chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chart/drawing.h"
#include "chart/label_spots.h"
#include "map/projection.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double most_closeness = 60, most_home_closeness = 6;
constexpr double reach = 6;  // pixels around a mark that still count as the mark
constexpr double city_labels_from = 3.5;

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

QColor with_alpha(QColor colour, double alpha) {
  colour.setAlphaF(static_cast<float>(alpha));
  return colour;
}

}  // namespace

MapChart::MapChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace), middle_(whole_map().center()) {
  connect(&workspace, &Workspace::study_changed, this, &MapChart::take_study);
  connect(&workspace, &Workspace::selection_changed, this, &MapChart::take_service);
  take_study();
}

void MapChart::set_size(Size size) {
  size_ = size;
  Q_EMIT changed();
}

void MapChart::set_people(People people) {
  people_ = people;
  Q_EMIT changed();
}

void MapChart::take_study() {
  const World& world = workspace_.world();
  const auto regions_before = region_places_.size(), populations_before = population_places_.size();
  region_places_.clear();
  population_places_.clear();
  for (const Region& region : world.regions) region_places_.push_back(equal_earth(region.place));
  for (const Population& population : world.populations) population_places_.push_back(equal_earth(population.place));
  // Who has moved the map keeps it while points come in.
  if (region_places_.size() != regions_before || population_places_.size() != populations_before) show_places();
  hovered_ = {};
  lines_of_ = nullptr;
  lines_.clear();
  take_service();
  Q_EMIT data_changed();
}

// Colours go round the open regions from west to east, so that neighbours differ.
void MapChart::take_service() {
  const World& world = workspace_.world();
  const Service& service = workspace_.service();
  const auto topology = workspace_.shared_candidate();
  if (lines_of_ != topology || colours_.size() != world.regions.size() || people_order_.size() != world.populations.size()) {
    lines_of_ = topology;
    lines_.clear();
    for (const Flow& flow : service.flows) {
      Line line{flow.population, flow.region, flow.rps, great_circle(world.populations[flow.population].place, world.regions[flow.region].place), {}};
      for (const QPolygonF& part : line.parts) line.bounds |= part.boundingRect();
      lines_.push_back(std::move(line));
    }
    std::vector<std::uint32_t> open;
    for (std::uint32_t r = 0; r < service.regions.size(); ++r)
      if (service.regions[r].open) open.push_back(r);
    std::ranges::sort(open, {}, [&world](std::uint32_t r) { return world.regions[r].place.longitude_deg; });
    colours_.assign(world.regions.size(), -1);
    for (std::size_t i = 0; i < open.size(); ++i) colours_[open[i]] = static_cast<int>(i);
    people_order_.resize(world.populations.size());
    std::iota(people_order_.begin(), people_order_.end(), 0u);
    std::ranges::sort(people_order_, std::ranges::greater{}, [&service](std::uint32_t p) { return service.populations[p].rps; });
    most_rps_ = most_usd_ = most_people_rps_ = slowest_ms_ = 0;
    for (const RegionService& region : service.regions) most_rps_ = std::max(most_rps_, region.rps), most_usd_ = std::max(most_usd_, region.usd);
    for (const PopulationService& p : service.populations) {
      most_people_rps_ = std::max(most_people_rps_, p.rps);
      if (p.latency != nullptr) slowest_ms_ = std::max(slowest_ms_, p.latency->perceived.p95);
    }
    Q_EMIT data_changed();
  }
  Q_EMIT changed();
}

QString MapChart::summary() const {
  const World& world = workspace_.world();
  const auto open = std::ranges::count_if(colours_, [](int colour) { return colour >= 0; });
  if (open == 0) return tr("%1 populations and %2 candidate regions.").arg(world.populations.size()).arg(world.regions.size());
  return tr("%1 populations are served by %2 regions.").arg(world.populations.size()).arg(open);
}

Table MapChart::table() const {
  Table table{{{tr("Region")},
               {tr("Provider")},
               {tr("City")},
               {tr("Open")},
               {tr("Requests/s"), 2},
               {tr("Share, %"), 1},
               {tr("Replicas")},
               {tr("GPUs")},
               {tr("Busy, %"), 1},
               {tr("USD a month")}},
              {}};
  const World& world = workspace_.world();
  const Service& service = workspace_.service();
  for (std::uint32_t r = 0; r < world.regions.size(); ++r) {
    const RegionService& s = service.regions[r];
    table.rows.push_back({{from(world.regions[r].id), readable(world.regions[r].provider), from(world.regions[r].city), s.open ? tr("yes") : tr("no"),
                           s.rps, 100 * share(s.rps, service.rps), double(s.replicas), double(s.gpus), 100 * s.utilization, s.usd},
                          static_cast<int>(r)});
  }
  std::ranges::stable_sort(table.rows, std::ranges::greater{}, [](const TableRow& row) { return row.cells[4].toDouble(); });
  return table;
}

void MapChart::fit(const QRectF& area) {
  area_ = area;
  const QRectF map = whole_map();
  const double scale = std::min(area.width() / map.width(), area.height() / map.height()) * closeness_;
  to_pixels_ = QTransform::fromTranslate(-middle_.x(), -middle_.y()) * QTransform::fromScale(scale, scale) *
               QTransform::fromTranslate(area.center().x(), area.center().y());
}

void MapChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!workspace_.has_world()) {
    draw_hint(painter, area, tr("The map appears when the scenario has no errors."), theme);
    return;
  }
  fit(area.adjusted(6, 4, -6, -26));
  painter.save();
  painter.setClipRect(area);
  draw_ground(painter, theme);
  draw_flows(painter, theme);
  draw_people(painter, theme);
  draw_regions(painter, theme);
  draw_labels(painter, theme);
  painter.restore();
  draw_key(painter, theme);
}

void MapChart::draw_ground(QPainter& painter, const Theme& theme) const {
  painter.save();
  painter.setTransform(to_pixels_, true);
  QPen lines(with_alpha(theme.rule, 0.8), 1);
  lines.setCosmetic(true);
  painter.setPen(lines);
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(graticule());
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.land);
  painter.drawPath(land_outline());
  painter.restore();
}

QColor MapChart::region_colour(std::uint32_t region, const Theme& theme) const {
  const int colour = colours_[region];
  return colour < 0 ? theme.faint : theme.series_of(static_cast<std::size_t>(colour));
}

QColor MapChart::people_colour(std::uint32_t population, const Theme& theme) const {
  const PopulationService& p = workspace_.service().populations[population];
  if (people_ == People::latency && p.latency != nullptr) return theme.heat(0.2 + 0.8 * share(p.latency->perceived.p95, slowest_ms_));
  return lines_.empty() ? theme.accent : region_colour(p.region, theme);
}

// Areas in proportion; a place grows a little when the map comes closer.
double MapChart::region_radius(std::uint32_t region) const {
  const RegionService& s = workspace_.service().regions[region];
  if (!s.open) return 2.6;
  const double part = size_ == Size::load ? share(s.rps, most_rps_) : share(s.usd, most_usd_);
  return (5 + 11 * std::sqrt(part)) * std::min(1.6, std::pow(closeness_, 0.15)) * std::clamp(area_.width() / 700, 0.75, 1.6);
}

double MapChart::people_radius(std::uint32_t population) const {
  const double part = share(workspace_.service().populations[population].rps, most_people_rps_);
  return (1.2 + 6.5 * std::sqrt(part)) * std::min(2.2, std::pow(closeness_, 0.3)) * std::clamp(area_.width() / 700, 0.75, 1.6);
}

bool MapChart::is_faded(std::uint32_t population, std::uint32_t region) const {
  const Selection& s = workspace_.selection();
  return (s.region >= 0 && s.region != static_cast<int>(region)) || (s.population >= 0 && s.population != static_cast<int>(population));
}

// Thin lines are drawn one pixel wide and fainter instead: as much ink, at a fraction of the time.
void MapChart::draw_flows(QPainter& painter, const Theme& theme) const {
  double most = 0;
  for (const Line& line : lines_) most = std::max(most, line.rps);
  const QRectF seen = to_pixels_.inverted().mapRect(area_.adjusted(-8, -8, 8, 8));
  const bool many = lines_.size() > 300;
  for (const Line& line : lines_) {
    if (!line.bounds.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).intersects(seen)) continue;
    const double width = 0.5 + 4.5 * std::sqrt(share(line.rps, most));
    const bool faded = is_faded(line.population, line.region);
    const bool thin = many && width < 2;
    const double strength = (faded ? 0.06 : 0.42) * (thin ? std::min(1.0, width / 1.6) : 1);
    painter.setRenderHint(QPainter::Antialiasing, !thin);
    painter.setPen(QPen(with_alpha(region_colour(line.region, theme), strength), thin ? 0 : width, Qt::SolidLine, thin ? Qt::FlatCap : Qt::RoundCap));
    for (const QPolygonF& part : line.parts) painter.drawPolyline(to_pixels_.map(part));
  }
  painter.setRenderHint(QPainter::Antialiasing);
}

void MapChart::draw_people(QPainter& painter, const Theme& theme) const {
  const QRectF seen = area_.adjusted(-20, -20, 20, 40);
  painter.setPen(Qt::NoPen);
  for (const std::uint32_t p : people_order_) {
    const QPointF at = to_pixels_.map(population_places_[p]);
    if (!seen.contains(at)) continue;
    painter.setBrush(with_alpha(people_colour(p, theme), is_faded(p, workspace_.service().populations[p].region) ? 0.18 : 0.6));
    const double radius = people_radius(p);
    painter.drawEllipse(at, radius, radius);
  }
  for (const int p : {hovered_.population, workspace_.selection().population}) {
    if (p < 0) continue;
    painter.setPen(QPen(theme.ink, 1.6));
    painter.setBrush(Qt::NoBrush);
    const double radius = people_radius(static_cast<std::uint32_t>(p)) + 3;
    painter.drawEllipse(pixel_of_population(p), radius, radius);
  }
}

void MapChart::draw_regions(QPainter& painter, const Theme& theme) const {
  const Selection& selection = workspace_.selection();
  for (std::uint32_t r = 0; r < region_places_.size(); ++r) {
    if (colours_[r] >= 0) continue;
    painter.setPen(QPen(theme.faint, 1.1));
    painter.setBrush(theme.surface);
    painter.drawEllipse(to_pixels_.map(region_places_[r]), 2.6, 2.6);
  }
  for (std::uint32_t r = 0; r < region_places_.size(); ++r) {
    if (colours_[r] < 0) continue;
    const bool faded = selection.region >= 0 && selection.region != static_cast<int>(r);
    painter.setPen(QPen(theme.surface, 2));
    painter.setBrush(with_alpha(region_colour(r, theme), faded ? 0.45 : 1));
    painter.drawEllipse(to_pixels_.map(region_places_[r]), region_radius(r), region_radius(r));
  }
  for (const int r : {hovered_.region, selection.region}) {
    if (r < 0) continue;
    const double radius = region_radius(static_cast<std::uint32_t>(r)) + 4;
    painter.setPen(QPen(theme.ink, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(pixel_of_region(r), radius, radius);
  }
}

void MapChart::draw_labels(QPainter& painter, const Theme& theme) const {
  const World& world = workspace_.world();
  LabelSpots spots(area_.adjusted(0, 0, 0, 20));
  std::vector<std::uint32_t> open;
  for (std::uint32_t r = 0; r < colours_.size(); ++r)
    if (colours_[r] >= 0 || static_cast<int>(r) == workspace_.selection().region) open.push_back(r);
  std::ranges::sort(open, std::ranges::greater{}, [this](std::uint32_t r) { return workspace_.service().regions[r].rps; });
  for (const std::uint32_t r : open) {
    const double radius = region_radius(r);
    spots.avoid(QRectF(to_pixels_.map(region_places_[r]) - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)));
  }
  const auto label = [&](const QPointF& at, double radius, const QString& words, const QColor& colour, const QFont& font) {
    if (!area_.contains(at)) return;
    const auto box = spots.place(at, radius, {width_of(words, font), QFontMetricsF(font).height()});
    if (!box) return;
    const QPointF baseline = box->topLeft() + QPointF(0, QFontMetricsF(font).ascent());
    QPainterPath outline;
    outline.addText(baseline, font, words);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(with_alpha(theme.surface, 0.85), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(outline);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(baseline, words);
  };
  for (const std::uint32_t r : open)
    label(to_pixels_.map(region_places_[r]), region_radius(r), from(world.regions[r].city), theme.ink, chart_font(1, true));
  if (closeness_ < city_labels_from) return;
  int labelled = 0;
  for (const std::uint32_t p : people_order_) {
    if (labelled > 60) break;
    const QPointF at = to_pixels_.map(population_places_[p]);
    if (!area_.contains(at)) continue;
    label(at, people_radius(p), from(world.populations[p].name), theme.soft, chart_font(0.9));
    ++labelled;
  }
}

void MapChart::draw_key(QPainter& painter, const Theme& theme) const {
  std::vector<LegendEntry> entries{{tr("people, by requests"), lines_.empty() ? theme.accent : theme.soft, LegendEntry::Mark::dot}};
  if (!lines_.empty()) entries.push_back({size_ == Size::load ? tr("region, by load") : tr("region, by cost"), theme.ink, LegendEntry::Mark::dot});
  entries.push_back({tr("candidate region"), theme.faint, LegendEntry::Mark::dot});
  if (!lines_.empty()) entries.push_back({tr("requests"), theme.soft, LegendEntry::Mark::line});
  const double y = area_.bottom() + 14;
  painter.fillRect(QRectF(area_.left() - 6, area_.bottom() + 1, area_.width() + 12, 26), theme.surface);
  draw_legend(painter, {area_.left() + 8, y}, entries, theme);
}

MapChart::Found MapChart::at(const QPointF& pixel) const {
  Found found;
  double best = 1e9;
  for (std::uint32_t r = 0; r < region_places_.size(); ++r) {
    const double outside =
        std::hypot(to_pixels_.map(region_places_[r]).x() - pixel.x(), to_pixels_.map(region_places_[r]).y() - pixel.y()) - region_radius(r);
    if (outside < reach && outside - (colours_[r] >= 0 ? 4 : 0) < best)
      best = outside - (colours_[r] >= 0 ? 4 : 0), found = {static_cast<int>(r), -1};
  }
  for (std::uint32_t p = 0; p < population_places_.size(); ++p) {
    const QPointF at = to_pixels_.map(population_places_[p]);
    const double outside = std::hypot(at.x() - pixel.x(), at.y() - pixel.y()) - people_radius(p);
    if (outside < reach / 2 && outside < best) best = outside, found = {-1, static_cast<int>(p)};
  }
  return found;
}

QString MapChart::region_tip(int region) const {
  const Region& r = workspace_.world().regions[static_cast<std::size_t>(region)];
  const RegionService& s = workspace_.service().regions[static_cast<std::size_t>(region)];
  if (!s.open) return tip(region_words(r), {tr("candidate, not open")});
  return tip(region_words(r),
             {tr("%1 requests/s, %2 of all").arg(number(s.rps, 1), percent(share(s.rps, workspace_.service().rps))),
              counted(static_cast<std::size_t>(s.replicas), tr("%1 replica"), tr("%1 replicas")) + ", " +
                  counted(static_cast<std::size_t>(s.gpus), tr("%1 GPU"), tr("%1 GPUs")) + ", " + tr("busy %1").arg(percent(s.utilization)),
              tr("%1 a month").arg(usd(s.usd))});
}

QString MapChart::population_tip(int population) const {
  const Population& p = workspace_.world().populations[static_cast<std::size_t>(population)];
  const PopulationService& s = workspace_.service().populations[static_cast<std::size_t>(population)];
  QStringList lines{tr("%1 users, %2 requests/s").arg(compact(p.users), number(s.rps, 2))};
  if (!lines_.empty())
    lines << tr("served from %1").arg(from(workspace_.world().regions[s.region].city)) << tr("round trip %1").arg(milliseconds(s.rtt_ms));
  if (s.latency != nullptr) lines << tr("p95 %1").arg(with_interval_ms(s.latency->perceived.p95, s.latency->perceived.ci95));
  return tip(from(p.name), lines);
}

QString MapChart::hover(const QPointF& pixel) {
  if (region_places_.empty()) return {};
  const Found found = at(pixel);
  if (!(found == hovered_)) {
    hovered_ = found;
    Q_EMIT changed();
  }
  return found.region >= 0 ? region_tip(found.region) : found.population >= 0 ? population_tip(found.population) : QString();
}

void MapChart::leave() {
  hovered_ = {};
  Q_EMIT changed();
}

void MapChart::pick(const QPointF& pixel, bool /*also*/) {
  const Found found = at(pixel);
  workspace_.select_region(found.region);
  workspace_.select_population(found.population);
}

void MapChart::step(int by) {
  std::vector<int> open;
  for (std::size_t r = 0; r < colours_.size(); ++r)
    if (colours_[r] >= 0) open.push_back(static_cast<int>(r));
  if (open.empty()) return;
  std::ranges::sort(open, {}, [this](int r) { return colours_[static_cast<std::size_t>(r)]; });
  const auto found = std::ranges::find(open, workspace_.selection().region);
  const auto size = static_cast<std::ptrdiff_t>(open.size());
  const auto next = found == open.end() ? 0 : ((found - open.begin() + by) % size + size) % size;
  workspace_.select_region(open[static_cast<std::size_t>(next)]);
}

void MapChart::keep_inside() {
  const QRectF map = whole_map();
  const double slack_x = map.width() / 2 * (1 - 1 / closeness_), slack_y = map.height() / 2 * (1 - 1 / closeness_);
  middle_.setX(std::clamp(middle_.x(), map.center().x() - slack_x, map.center().x() + slack_x));
  middle_.setY(std::clamp(middle_.y(), map.center().y() - slack_y, map.center().y() + slack_y));
}

void MapChart::zoom(const QPointF& at, double factor) {
  const QPointF before = to_pixels_.inverted().map(at);
  closeness_ = std::clamp(closeness_ * factor, 1.0, most_closeness);
  fit(area_);
  middle_ += before - to_pixels_.inverted().map(at);
  keep_inside();
  Q_EMIT changed();
}

void MapChart::move(const QPointF& by) {
  middle_ -= by / to_pixels_.m11();
  keep_inside();
  Q_EMIT changed();
}

void MapChart::show_places() {
  const QRectF map = whole_map();
  QPolygonF places;
  for (const auto* list : {&region_places_, &population_places_})
    for (const QPointF& place : *list) places << place;
  const QRectF box = places.isEmpty() ? map : places.boundingRect();
  closeness_ =
      std::clamp(0.8 * std::min(map.width() / std::max(box.width(), 0.01), map.height() / std::max(box.height(), 0.01)), 1.0, most_home_closeness);
  middle_ = box.center();
  keep_inside();
}

void MapChart::reset_view() {
  show_places();
  Q_EMIT changed();
}

}  // namespace tradewind::gui
