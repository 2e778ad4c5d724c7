#include "map/map_chart.h"

#include <algorithm>
#include <cmath>

#include "chart/drawing.h"
#include "map/map_drawing.h"
#include "map/projection.h"
#include "text/format.h"
#include "workspace/failures.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double reach = 6;       // pixels around a mark that still count as the mark
constexpr double open_first = 4;  // pixels by which an open region wins against its neighbours
constexpr std::size_t most_failures_told = 4;

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

QPolygonF places_of(const World& world) {
  QPolygonF places;
  for (const Region& region : world.regions) places << equal_earth(region.place);
  for (const Population& population : world.populations) places << equal_earth(population.place);
  return places;
}

}  // namespace

MapChart::MapChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace), theme_(&Theme::current()) {
  connect(&workspace, &Workspace::study_changed, this, &MapChart::take_study);
  connect(&workspace, &Workspace::selection_changed, this, [this] {
    forget_scene();
    Q_EMIT data_changed();
  });
  connect(&workspace, &Workspace::failures_changed, this, &MapChart::forget_scene);
  connect(&workspace.document(), &ScenarioDocument::checked, this, &MapChart::forget_scene);
  connect(&picture_, &LivePicture::arrived, this, &Chart::changed);
  take_study();
}

void MapChart::set_size(MapStyle::Size size) {
  style_.size = size;
  forget_scene();
}

void MapChart::set_people(MapStyle::People people) {
  style_.people = people;
  forget_scene();
}

// A study that grows has the same places.
void MapChart::take_study() {
  const auto world = workspace_.shared_world();
  if (world != nullptr && world == shown_world_) return;
  shown_world_ = world;
  const QPolygonF places = places_of(workspace_.world());
  // Who has moved the map keeps it while points come in.
  if (static_cast<std::size_t>(places.size()) != places_) camera_.show(places);
  places_ = static_cast<std::size_t>(places.size());
  hovered_ = {};
  forget_scene();
  Q_EMIT data_changed();
}

void MapChart::forget_scene() {
  scene_ = nullptr;
  Q_EMIT changed();
}

const MapScene& MapChart::scene() const {
  if (scene_ != nullptr) return *scene_;
  if (const auto& candidate = workspace_.shared_candidate(); paths_ == nullptr || paths_of_ != candidate) {
    paths_of_ = candidate;
    paths_ = std::make_shared<const FlowPaths>(workspace_.world(), workspace_.service().flows);
  }
  scene_ = std::make_shared<const MapScene>(map_scene(workspace_, style_, *theme_, paths_));
  return *scene_;
}

QString MapChart::summary() const {
  const World& world = workspace_.world();
  const auto open = std::ranges::count_if(workspace_.service().regions, &RegionService::open);
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

bool MapChart::begin(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!workspace_.has_world()) {
    draw_hint(painter, area, tr("The map appears when the scenario has no errors."), theme);
    return false;
  }
  if (theme_ != &theme) scene_ = nullptr;
  theme_ = &theme;
  camera_.fit(area.adjusted(6, 4, -6, -26));
  return true;
}

void MapChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!begin(painter, area, theme)) return;
  painter.save();
  painter.setClipRect(area);
  draw_ground(painter, scene(), camera_, area);
  draw_marks(painter);
  painter.restore();
  draw_key(painter);
}

void MapChart::paint_on_screen(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (!begin(painter, area, theme)) return;
  scene();
  painter.save();
  painter.setClipRect(area);
  picture_.paint(painter, {scene_, camera_.to_pixels(), area, [scene = scene_, camera = camera_](QPainter& on, const QRectF& pixels) {
                             on.fillRect(pixels, scene->theme.surface);
                             draw_ground(on, *scene, camera, pixels);
                           }});
  draw_marks(painter);
  painter.restore();
  draw_key(painter);
}

void MapChart::draw_marks(QPainter& painter) {
  const Selection& selection = workspace_.selection();
  for (const int population : {hovered_.population, selection.population}) draw_ring_of_people(painter, scene(), camera_, population);
  draw_regions(painter, scene(), camera_);
  for (const int region : {hovered_.region, selection.region}) draw_ring_of_region(painter, scene(), camera_, region);
  labels_.draw(painter, scene(), camera_, workspace_.world(), selection.region);
}

void MapChart::draw_key(QPainter& painter) const {
  const Theme& theme = *theme_;
  const bool is_served = !scene().flows.empty();
  std::vector<LegendEntry> entries;
  if (style_.people == MapStyle::People::heat)
    entries.push_back({tr("people: the stronger, the more requests come from there"), theme.series_of(4)});
  else
    entries.push_back(
        {style_.people == MapStyle::People::latency ? tr("people, by requests; the darker, the longer their p95") : tr("people, by requests"),
         is_served ? theme.soft : theme.accent, LegendEntry::Mark::dot});
  if (is_served)
    entries.push_back({style_.size == MapStyle::Size::load ? tr("region, by load") : tr("region, by cost"), theme.ink, LegendEntry::Mark::dot});
  entries.push_back({tr("candidate region"), theme.faint, LegendEntry::Mark::dot});
  if (is_served) entries.push_back({tr("requests"), theme.soft, LegendEntry::Mark::line});
  const auto any = [this](RegionFailure failure) {
    return std::ranges::find(scene().regions, failure, &MapScene::Region::failure) != scene().regions.end();
  };
  if (!scene().added.empty()) entries.push_back({tr("added, not planned yet"), theme.accent, LegendEntry::Mark::dot});
  if (any(RegionFailure::carried)) entries.push_back({tr("its failures are borne"), theme.good_ink, LegendEntry::Mark::dot});
  if (any(RegionFailure::not_carried)) entries.push_back({tr("a failure is not borne"), theme.bad_ink, LegendEntry::Mark::dot});
  const QRectF& area = camera_.area();
  painter.fillRect(QRectF(area.left() - 6, area.bottom() + 1, area.width() + 12, 26), theme.surface);
  draw_legend(painter, {area.left() + 8, area.bottom() + 14}, entries, theme);
}

MapChart::Found MapChart::at(const QPointF& pixel) const {
  Found found;
  double best = 1e9;
  const auto outside_of = [&](const auto& mark) {
    const QPointF away = camera_.pixel(mark.at) - pixel;
    return std::hypot(away.x(), away.y()) - radius_of(mark, camera_);
  };
  const MapScene& all = scene();
  for (std::size_t r = 0; r < all.regions.size(); ++r) {
    const double outside = outside_of(all.regions[r]), rank = outside - (all.regions[r].open ? open_first : 0);
    if (outside < reach && rank < best) best = rank, found = {static_cast<int>(r), -1};
  }
  for (std::size_t p = 0; p < all.people.size(); ++p) {
    const double outside = outside_of(all.people[p]);
    if (outside < reach / 2 && outside < best) best = outside, found = {-1, static_cast<int>(p)};
  }
  return found;
}

QString MapChart::region_tip(int region) const {
  const Region& r = workspace_.world().regions[static_cast<std::size_t>(region)];
  const RegionService& s = workspace_.service().regions[static_cast<std::size_t>(region)];
  if (!s.open) return tip(region_words(r), {tr("candidate, not open")});
  QStringList lines{tr("%1 requests/s, %2 of all").arg(number(s.rps, 1), percent(share(s.rps, workspace_.service().rps))),
                    counted(static_cast<std::size_t>(s.replicas), tr("%1 replica"), tr("%1 replicas")) + ", " +
                        counted(static_cast<std::size_t>(s.gpus), tr("%1 GPU"), tr("%1 GPUs")) + ", " + tr("busy %1").arg(percent(s.utilization)),
                    tr("%1 a month").arg(usd(s.usd))};
  if (workspace_.failures() != nullptr) {
    const auto experiments = experiments_in(*workspace_.failures(), r.key());
    for (std::size_t i = 0; i < std::min(experiments.size(), most_failures_told); ++i)
      lines << tr("%1: %2 of %3 requests fail, %4")
                   .arg(failure_words(*experiments[i]), number(double(experiments[i]->failed)), number(double(experiments[i]->sent)),
                        experiments[i]->holds() ? tr("borne") : tr("not borne"));
  }
  return tip(region_words(r), lines);
}

QString MapChart::population_tip(int population) const {
  const Population& p = workspace_.world().populations[static_cast<std::size_t>(population)];
  const PopulationService& s = workspace_.service().populations[static_cast<std::size_t>(population)];
  QStringList lines{tr("%1 users, %2 requests/s").arg(compact(p.users), number(s.rps, 2))};
  if (!workspace_.service().flows.empty())
    lines << tr("served from %1").arg(from(workspace_.world().regions[s.region].city)) << tr("round trip %1").arg(milliseconds(s.rtt_ms));
  if (s.latency != nullptr) lines << tr("p95 %1").arg(with_interval_ms(s.latency->perceived.p95, s.latency->perceived.ci95));
  return tip(from(p.name), lines);
}

QString MapChart::hover(const QPointF& pixel) {
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
  if (adding_) {
    Q_EMIT menu_wanted(pixel);
    return;
  }
  const Found found = at(pixel);
  workspace_.select_places(found.region, found.population);
}

void MapChart::step(int by) {
  const std::vector<std::uint32_t> open = open_from_west(workspace_);
  if (open.empty()) return;
  const auto found = std::ranges::find(open, static_cast<std::uint32_t>(workspace_.selection().region));
  const auto size = static_cast<std::ptrdiff_t>(open.size());
  const auto next = found == open.end() ? 0 : ((found - open.begin() + by) % size + size) % size;
  workspace_.select_region(static_cast<int>(open[static_cast<std::size_t>(next)]));
}

void MapChart::zoom(const QPointF& at, double factor) {
  camera_.zoom(at, factor);
  Q_EMIT changed();
}

void MapChart::move(const QPointF& by) {
  camera_.move(by);
  Q_EMIT changed();
}

void MapChart::reset_view() {
  camera_.show(places_of(workspace_.world()));
  Q_EMIT changed();
}

}  // namespace tradewind::gui
