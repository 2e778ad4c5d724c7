#include "window/key_figures.h"

#include <QPainter>
#include <algorithm>

#include "chart/drawing.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double margin = 14, gap = 18;

QFont small_font() { return chart_font(0.92); }
QFont large_font() { return chart_font(1.6, true); }

// The share of one tile in a strip of so many, its gap to the next one among it.
double tile_width(double strip, std::size_t tiles) { return (strip - 2 * margin) / static_cast<double>(tiles); }

}  // namespace

KeyFigures::KeyFigures(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  for (const auto signal : {&Workspace::selection_changed, &Workspace::study_changed, &Workspace::baseline_changed})
    connect(&workspace, signal, this, &KeyFigures::refresh);
  setAccessibleName(tr("Key figures"));
  refresh();
}

std::vector<KeyFigures::Tile> KeyFigures::scenario_tiles() const {
  const World& world = workspace_.world();
  double users = 0;
  for (const Population& p : world.populations) users += p.users;
  const double rps = workspace_.service().rps;
  QStringList providers;
  for (const Region& r : world.regions)
    if (const QString name = readable(r.provider); !providers.contains(name)) providers << name;
  return {{tr("Populations"), number(static_cast<double>(world.populations.size())), tr("%1 users").arg(compact(users)), {}},
          {tr("Requests/s, mean"), number(rps, rps < 100 ? 1 : 0), tr("%1 a month").arg(compact(rps * hours_per_month * 3600)), {}},
          {tr("Workloads"),
           number(static_cast<double>(world.workloads.size())),
           world.workloads.empty() ? QString() : from(world.workloads.front().name),
           {}},
          {tr("Candidate regions"), number(static_cast<double>(world.regions.size())), providers.join(", "), {}},
          {tr("Offers"), number(static_cast<double>(world.offers.size())), tr("GPU instance types in regions"), {}}};
}

std::vector<KeyFigures::Tile> KeyFigures::point_tiles() const {
  const Candidate& c = *workspace_.candidate();
  const PointRow& row = workspace_.study().points[static_cast<std::size_t>(workspace_.selection().point)];
  const double requests = c.outcome.usage.total_requests();
  const auto near = [this](double rtt_ms) {
    double sum = 0;
    for (const PopulationService& p : workspace_.service().populations) sum += p.rtt_ms <= rtt_ms ? p.rps : 0;
    return workspace_.service().rps > 0 ? std::min(1.0, sum / workspace_.service().rps) : 0;
  };
  if (!row.simulated) {
    const QString not_yet = tr("not simulated yet");
    return {
        {tr("%1 · %2").arg(tr("what if"), objective_words(workspace_.world())), milliseconds(row.latency_ms), tr("expected, not simulated yet"), {}},
        {tr("Cost a month"),
         usd(row.monthly_usd),
         tr("%1 USD a million requests").arg(number(requests > 0 ? row.monthly_usd / requests * 1e6 : 0, 2)),
         {}},
        {tr("Regions"), number(row.regions), tr("%1 of requests ≤ 50 ms away").arg(percent(near(50))), {}},
        {tr("GPUs"), number(row.gpus), counted(static_cast<std::size_t>(row.replicas), tr("%1 replica"), tr("%1 replicas")), {}},
        {tr("Objectives"), QStringLiteral("–"), not_yet, {}},
        {tr("Availability"), QStringLiteral("–"), tr("%1 requests a month").arg(compact(requests)), {}}};
  }
  const QString interval = row.ci95_ms > 0 ? tr("± %1, 95 % interval").arg(milliseconds(row.ci95_ms)) : tr("one replication: no interval");
  return {{row.id + " · " + objective_words(workspace_.world()), milliseconds(row.latency_ms), interval, {}},
          {tr("Cost a month"),
           usd(row.monthly_usd),
           tr("%1 USD a million requests").arg(number(requests > 0 ? row.monthly_usd / requests * 1e6 : 0, 2)),
           {}},
          {tr("Regions"), number(row.regions), tr("%1 of requests ≤ 50 ms away").arg(percent(near(50))), {}},
          {tr("GPUs"), number(row.gpus), counted(static_cast<std::size_t>(row.replicas), tr("%1 replica"), tr("%1 replicas")), {}},
          {tr("Objectives"), row.slo_met ? tr("met") : tr("missed"), tr("%1 within the target").arg(percent(row.slo_attainment)), {}},
          {tr("Availability"), percent(row.availability, 2), tr("%1 requests a month").arg(compact(requests)), {}}};
}

void KeyFigures::add_changes(const PointRow& from, const PointRow& to) {
  const auto set = [this](std::size_t tile, double change, const QString& words, double good_sign) {
    tiles_[tile].change = words;
    tiles_[tile].better = change * good_sign > 0;
    tiles_[tile].worse = change * good_sign < 0;
  };
  // A difference inside of both intervals is told, but not as better or worse.
  const double latency = to.latency_ms - from.latency_ms;
  set(0, std::abs(latency) > std::hypot(from.ci95_ms, to.ci95_ms) ? latency : 0, signed_number(latency) + " ms", -1);
  // The unit stands right before it.
  set(1, to.monthly_usd - from.monthly_usd, signed_usd(to.monthly_usd - from.monthly_usd).remove("USD").trimmed(), -1);
  set(2, 0, signed_number(to.regions - from.regions), 0);
  set(3, 0, signed_number(to.gpus - from.gpus), 0);
  if (!from.simulated || !to.simulated) return;
  set(4, to.slo_attainment - from.slo_attainment, signed_number(100 * (to.slo_attainment - from.slo_attainment), 1) + " %", 1);
}

void KeyFigures::refresh() {
  if (!workspace_.has_world())
    tiles_.clear();
  else if (workspace_.candidate() == nullptr)
    tiles_ = scenario_tiles();
  else
    tiles_ = point_tiles();
  const int pinned = workspace_.baseline(), point = workspace_.selection().point;
  if (workspace_.candidate() != nullptr && pinned >= 0 && pinned != point)
    add_changes(workspace_.study().points[static_cast<std::size_t>(pinned)], workspace_.study().points[static_cast<std::size_t>(point)]);
  QString words;
  for (const Tile& tile : tiles_) words += tile.name + ": " + tile.value + ", " + tile.detail + ". ";
  setAccessibleDescription(words);
  update();
}

QStringList KeyFigures::cut_words(double window_width) const {
  QStringList cut;
  for (const Tile& tile : tiles_) {
    const double room = tile_width(window_width, tiles_.size()) - gap;
    const double change = tile.change.isEmpty() ? 0 : 8 + width_of(tile.change, chart_font(0.95, true));
    if (width_of(tile.name, small_font()) > room) cut << tile.name;
    if (width_of(tile.value, large_font()) + change > room) cut << tile.value + " " + tile.change;
    if (width_of(tile.detail, small_font()) > room) cut << tile.detail;
  }
  return cut;
}

void KeyFigures::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.page);
  painter.setPen(theme.rule);
  painter.drawLine(rect().bottomLeft(), rect().bottomRight());
  if (tiles_.empty()) return;
  const double width = tile_width(this->width(), tiles_.size());
  const QFont small = small_font(), large = large_font();
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    const Tile& tile = tiles_[i];
    const double x = margin + width * static_cast<double>(i);
    if (i > 0) {
      painter.setPen(theme.rule);
      painter.drawLine(QPointF(x - 10, 13), QPointF(x - 10, height() - 13));
    }
    const auto fit = [width](const QString& words, const QFont& font) { return QFontMetricsF(font).elidedText(words, Qt::ElideRight, width - gap); };
    draw_words(painter, {x, 9}, Qt::AlignLeft | Qt::AlignTop, fit(tile.name, small), theme.soft, small);
    draw_words(painter, {x, 23}, Qt::AlignLeft | Qt::AlignTop, fit(tile.value, large), theme.ink, large);
    if (!tile.change.isEmpty())
      draw_words(painter, {x + width_of(tile.value, large) + 8, 30}, Qt::AlignLeft | Qt::AlignTop, tile.change,
                 tile.better  ? theme.good_ink
                 : tile.worse ? theme.bad_ink
                              : theme.soft,
                 chart_font(0.95, true));
    draw_words(painter, {x, 51}, Qt::AlignLeft | Qt::AlignTop, fit(tile.detail, small), theme.faint, small);
  }
}

}  // namespace tradewind::gui
