#include "topology/routing_chart.h"

#include <algorithm>
#include <map>

#include "chart/drawing.h"
#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

constexpr double node_width = 10, gap = 10;

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

RoutingChart::RoutingChart(Workspace& workspace, QObject* parent) : Chart(parent), workspace_(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &RoutingChart::forget);
}

void RoutingChart::take() {
  continents_.clear();
  regions_.clear();
  region_of_.clear();
  bands_.clear();
  hovered_ = -1;
  const World& world = workspace_.world();
  const Service& service = workspace_.service();
  std::map<std::string, std::map<std::uint32_t, double>> flows;
  std::map<std::string, double> by_continent;
  for (const Flow& flow : service.flows) {
    flows[world.populations[flow.population].continent][flow.region] += flow.rps;
    by_continent[world.populations[flow.population].continent] += flow.rps;
  }
  for (std::uint32_t r = 0; r < service.regions.size(); ++r)
    if (service.regions[r].open) region_of_.push_back(r);
  std::ranges::sort(region_of_, {}, [&world](std::uint32_t r) { return world.regions[r].place.longitude_deg; });
  std::map<std::uint32_t, std::size_t> node_of;
  for (const std::uint32_t r : region_of_) {
    node_of[r] = regions_.size();
    regions_.push_back({from(world.regions[r].city), service.regions[r].rps, {}});
  }
  // Continents from west to east, so that few bands cross.
  std::map<std::string, double> longitude;
  for (const Flow& flow : service.flows)
    longitude[world.populations[flow.population].continent] += flow.rps * world.populations[flow.population].place.longitude_deg;
  std::vector<std::string> order;
  for (const auto& [continent, rps] : by_continent) order.push_back(continent);
  std::ranges::sort(order, {}, [&](const std::string& continent) { return longitude[continent] / by_continent[continent]; });
  for (const std::string& continent : order) {
    for (const auto& [region, rps] : flows[continent]) bands_.push_back({continents_.size(), node_of[region], rps, {}});
    continents_.push_back({readable(continent), by_continent[continent], {}});
  }
  std::ranges::sort(bands_, {}, [](const Band& band) { return std::pair(band.continent, band.region); });
}

QString RoutingChart::summary() const {
  if (regions_.empty()) return tr("No point is selected.");
  return tr("%1 continents are served by %2 regions.").arg(continents_.size()).arg(regions_.size());
}

Table RoutingChart::table() const {
  Table table{{{tr("Workload")},
               {tr("Region")},
               {tr("City")},
               {tr("Instance type")},
               {tr("GPU")},
               {tr("Replicas")},
               {tr("Instances")},
               {tr("Requests, %"), 1},
               {tr("Busy, %"), 1},
               {tr("Busy p95, %"), 1},
               {tr("Batch"), 1},
               {"p95, ms"}},
              {}};
  const Candidate* selected = workspace_.candidate();
  if (selected == nullptr) return table;
  const World& world = workspace_.world();
  for (std::size_t i = 0; i < selected->topology.pools.size(); ++i) {
    const Pool& pool = selected->topology.pools[i];
    const Offer& offer = world.offers[pool.offer];
    const Region& region = world.regions[offer.region];
    const PoolOutcome outcome = i < selected->outcome.pools.size() ? selected->outcome.pools[i] : PoolOutcome();
    table.rows.push_back({{from(world.workloads[pool.workload].name), readable(region.provider) + " " + from(region.id), from(region.city),
                           from(offer.instance_type), from(offer.gpu), double(pool.replicas), double(instances(world, pool)),
                           100 * share(double(outcome.requests.offered), double(selected->outcome.requests.offered)), 100 * outcome.utilization_mean,
                           100 * outcome.utilization_p95, outcome.batch_mean, outcome.latency.perceived.p95},
                          static_cast<int>(offer.region)});
  }
  return table;
}

QString RoutingChart::pools_words(std::uint32_t region) const {
  const World& world = workspace_.world();
  QStringList parts;
  for (const Pool& pool : workspace_.candidate()->topology.pools)
    if (world.offers[pool.offer].region == region)
      parts << QString::number(pool.replicas) + " × " + from(world.offers[pool.offer].instance_type) +
                   (world.workloads.size() > 1 ? " " + from(world.workloads[pool.workload].name) : "");
  return parts.join(", ");
}

QString RoutingChart::load_words(std::uint32_t region) const {
  const RegionService& s = workspace_.service().regions[region];
  return tr("%1 requests/s").arg(number(s.rps, s.rps < 100 ? 1 : 0)) + " · " + tr("busy %1").arg(percent(s.utilization, 0));
}

void RoutingChart::lay_out(std::vector<Node>& nodes, double x, double top, double height) const {
  double sum = 0;
  for (const Node& node : nodes) sum += std::max(2.0, node.rps * scale_);
  const double space = nodes.size() > 1 ? std::min(26.0, (height - sum) / static_cast<double>(nodes.size() - 1)) : 0;
  double y = top + std::max(0.0, (height - sum - space * static_cast<double>(nodes.size() - 1)) / 2);
  for (Node& node : nodes) {
    const double tall = std::max(2.0, node.rps * scale_);
    node.box = QRectF(x, y, node_width, tall);
    node.taken_left = node.taken_right = 0;
    y += tall + space;
  }
}

void RoutingChart::shape_bands() {
  for (Band& band : bands_) {
    Node &a = continents_[band.continent], &b = regions_[band.region];
    const double thick = std::max(0.6, band.rps * scale_);
    const double x0 = a.box.right(), x1 = b.box.left(), middle = (x0 + x1) / 2;
    const double y0 = a.box.top() + a.taken_right, y1 = b.box.top() + b.taken_left;
    a.taken_right += band.rps * scale_;
    b.taken_left += band.rps * scale_;
    band.shape = QPainterPath(QPointF(x0, y0));
    band.shape.cubicTo(middle, y0, middle, y1, x1, y1);
    band.shape.lineTo(x1, y1 + thick);
    band.shape.cubicTo(middle, y1 + thick, middle, y0 + thick, x0, y0 + thick);
    band.shape.closeSubpath();
  }
}

void RoutingChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
  if (regions_.empty()) {
    draw_hint(painter, area, tr("Pick a point of the front to see its topology."), theme);
    return;
  }
  double left = 0, right = 0;
  for (const Node& node : continents_) left = std::max(left, width_of(node.name));
  for (std::size_t i = 0; i < regions_.size(); ++i)
    right = std::max({right, width_of(regions_[i].name, chart_font(1, true)), width_of(pools_words(region_of_[i]), chart_font(0.9)),
                      width_of(load_words(region_of_[i]), chart_font(0.9))});
  right = std::min(right, area.width() * 0.34);
  const double top = area.top() + 16, height = area.height() - 40;
  const double gaps = gap * static_cast<double>(std::max(continents_.size(), regions_.size()) - 1);
  scale_ = std::max(height * 0.3, height - gaps) / std::max(workspace_.service().rps, 1e-9) * 0.82;
  lay_out(continents_, area.left() + left + 78, top, height);
  lay_out(regions_, area.right() - right - 34, top, height);
  shape_bands();
  const int selected = workspace_.selection().region;
  for (const Band& band : bands_) {
    QColor colour = theme.series_of(band.region);
    const bool faded = selected >= 0 && region_of_[band.region] != static_cast<std::uint32_t>(selected);
    colour.setAlphaF(faded ? 0.1f : static_cast<int>(band.region) == hovered_ ? 0.6f : 0.38f);
    painter.fillPath(band.shape, colour);
  }
  painter.setPen(Qt::NoPen);
  for (const Node& node : continents_) {
    painter.fillRect(node.box, theme.faint);
    draw_words(painter, {node.box.left() - 8, node.box.center().y()}, Qt::AlignRight | Qt::AlignVCenter,
               node.name + "  " + percent(share(node.rps, workspace_.service().rps)), theme.soft);
  }
  double free_from = area.top();
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    const Node& node = regions_[i];
    painter.fillRect(node.box, theme.series_of(i));
    const QFont bold = chart_font(1, true), small = chart_font(0.9);
    const double line = QFontMetricsF(bold).height();
    const double y = std::max(node.box.center().y() - line, free_from);
    if (y + line > area.bottom()) continue;
    const double x = node.box.right() + 8;
    draw_words(painter, {x, y}, Qt::AlignLeft | Qt::AlignTop, node.name, theme.ink, bold);
    auto add = [&, below = 1](const QString& words, const QColor& colour) mutable {
      draw_words(painter, {x, y + line * below++ - 1}, Qt::AlignLeft | Qt::AlignTop,
                 QFontMetricsF(small).elidedText(words, Qt::ElideRight, right + 14), colour, small);
    };
    add(pools_words(region_of_[i]), theme.soft);
    const bool has_room = y + 3 * line < area.bottom() && (i + 1 == regions_.size() || y + 3 * line < regions_[i + 1].box.center().y() - line);
    if (has_room) add(load_words(region_of_[i]), theme.faint);
    free_from = y + (has_room ? 3 : 2) * line + 1;
  }
}

int RoutingChart::region_at(const QPointF& at) const {
  for (std::size_t i = 0; i < regions_.size(); ++i)
    if (regions_[i].box.adjusted(-4, -8, 220, 8).contains(at)) return static_cast<int>(i);
  for (auto band = bands_.rbegin(); band != bands_.rend(); ++band)
    if (band->shape.contains(at)) return static_cast<int>(band->region);
  return -1;
}

QString RoutingChart::hover(const QPointF& at) {
  const int region = region_at(at);
  if (region != hovered_) {
    hovered_ = region;
    Q_EMIT changed();
  }
  if (region < 0) return {};
  const std::uint32_t r = region_of_[static_cast<std::size_t>(region)];
  const RegionService& s = workspace_.service().regions[r];
  QStringList lines{pools_words(r), tr("%1 requests/s, %2 of all").arg(number(s.rps, 1), percent(share(s.rps, workspace_.service().rps))),
                    tr("busy %1").arg(percent(s.utilization)), tr("%1 a month").arg(usd(s.usd))};
  return tip(region_words(workspace_.world().regions[r]), lines);
}

void RoutingChart::leave() {
  hovered_ = -1;
  Q_EMIT changed();
}

void RoutingChart::pick(const QPointF& at, bool /*also*/) {
  const int region = region_at(at);
  workspace_.select_region(region < 0 ? -1 : static_cast<int>(region_of_[static_cast<std::size_t>(region)]));
}

}  // namespace tradewind::gui
