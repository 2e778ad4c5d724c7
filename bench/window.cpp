// The window with 50,000 candidates, and 1,000 metros with their flows: a frame while panning and zooming, a pick, the first picture, memory. A frame
// stands beside a plain QPainter loop that draws as many points, or as many lines and circles, and nothing else.
#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "front/front_chart.h"
#include "map/map_chart.h"
#include "tradewind/planner/starting_topology.h"
#include "window/main_window.h"

namespace {

using namespace tradewind;
using namespace tradewind::gui;

constexpr int candidates = 50'000, frames = 60;
const QSize screen(1280, 800);

// Latency and cost of made-up candidates: a hyperbola for the front, the others above it.
std::shared_ptr<StudyData> many_points(std::shared_ptr<const World> world) {
  auto study = std::make_shared<StudyData>();
  study->world = std::move(world);
  std::uint32_t state = 1;
  const auto draw = [&state] { return (state = state * 1664525u + 1013904223u) / 4294967296.0; };
  for (int i = 0; i < candidates; ++i) {
    PointRow row;
    row.id = QString("t%1").arg(i + 1);
    row.on_front = i % 2000 == 0;
    row.latency_ms = 350 + 700 * draw();
    row.monthly_usd = 6e7 / (row.latency_ms - 250) + (row.on_front ? 0 : 4e5 * draw());
    row.regions = 1 + i % 12;
    study->points.push_back(row);
  }
  return study;
}

// Every metro of the catalogue, with up to three regions that serve it.
std::shared_ptr<const World> whole_world() {
  const LoadedScenario loaded = load_scenario_text(R"({"name": "bench", "populations": [{"metros": 1000, "users_share": 0.001}],
    "workloads": [{"name": "assistant", "requests_per_user_day": 1, "slo": {"metric": "ttft", "target_ms": 800},
      "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 4000}, "output_tokens": {"p50": 80, "p95": 200, "max": 400}}}],
    "regions": {"providers": ["aws", "azure", "gcp"]}})",
                                                   "bench.json");
  return std::make_shared<const World>(loaded.world);
}

std::shared_ptr<const Candidate> spread_topology(const World& world) {
  auto candidate = std::make_shared<Candidate>();
  candidate->id = "t1";
  candidate->topology.policy = RoutingPolicy::weighted;
  candidate->topology.shares.assign(1, Grid(world.populations.size(), world.regions.size()));
  std::vector<char> has_pool(world.regions.size(), 0);
  std::vector<std::uint32_t> open;
  for (const ServingOption& option : world.serving_options) {
    const std::uint32_t region = world.offers[option.offer].region;
    if (has_pool[region]) continue;
    has_pool[region] = 1;
    candidate->topology.pools.push_back({option.workload, option.offer, 4});
    open.push_back(region);
  }
  for (std::size_t p = 0; p < world.populations.size(); ++p) {
    std::vector<std::uint32_t> near = open;
    std::ranges::partial_sort(near, near.begin() + 3, {}, [&](std::uint32_t r) { return world.rtt_ms(p, r); });
    for (std::size_t i = 0; i < 3; ++i) candidate->topology.shares[0](p, near[i]) = i == 0 ? 0.6 : 0.2;
  }
  return candidate;
}

template <class Deed>
std::vector<double> times_ms(int times, const Deed& deed) {
  std::vector<double> all;
  for (int i = 0; i < times; ++i) {
    QElapsedTimer clock;
    clock.start();
    deed(i);
    all.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
  }
  std::ranges::sort(all);
  return all;
}

double p95(const std::vector<double>& sorted) { return sorted[sorted.size() * 95 / 100]; }

void paint(Chart& chart, QImage& image) {
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(image.rect(), Theme::current().surface);
  chart.paint(painter, image.rect(), Theme::current());
}

void report(const char* what, const std::vector<double>& sorted, double plain_ms) {
  fmt::print("{:<44} median {:7.2f} ms, p95 {:7.2f} ms; plain loop {:6.2f} ms, ratio {:.2f}\n", what, sorted[sorted.size() / 2], p95(sorted),
             plain_ms, p95(sorted) / plain_ms);
}

double plain_points(QImage& image) {
  std::vector<QPointF> points;
  for (int i = 0; i < candidates; ++i) points.emplace_back((i * 7919) % image.width(), (i * 104729) % image.height());
  return p95(times_ms(frames, [&](int) {
    QPainter painter(&image);
    painter.fillRect(image.rect(), Qt::white);
    painter.setPen(QPen(Qt::gray, 2, Qt::SolidLine, Qt::SquareCap));
    painter.drawPoints(points.data(), candidates);
  }));
}

double plain_map(QImage& image, std::size_t lines, std::size_t circles) {
  return p95(times_ms(frames, [&](int) {
    QPainter painter(&image);
    painter.fillRect(image.rect(), Qt::white);
    painter.setPen(QPen(Qt::gray, 0));
    for (std::size_t i = 0; i < lines; ++i) {
      QPolygonF line;
      for (int k = 0; k < 12; ++k) line << QPointF(static_cast<double>(i * 37 % 1200) + 6 * k, static_cast<double>(i * 91 % 700) + 3 * k);
      painter.drawPolyline(line);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::gray);
    for (std::size_t i = 0; i < circles; ++i)
      painter.drawEllipse(QPointF(static_cast<double>(i * 53 % 1270), static_cast<double>(i * 17 % 790)), 3, 3);
  }));
}

double peak_memory_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  QElapsedTimer start;
  start.start();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  apply_theme(application, false);
  {
    MainWindow window;
    window.show();
    window.grab();
  }
  fmt::print("{:<44} {:.0f} ms\n", "first window, from main() on", static_cast<double>(start.elapsed()));

  const auto world = whole_world();
  const auto study = many_points(world);
  study->candidates.push_back(spread_topology(*world));
  Workspace workspace;
  workspace.show(study);
  workspace.select_point(0);
  QImage image(screen, QImage::Format_ARGB32_Premultiplied);

  FrontChart front(workspace);
  paint(front, image);
  report("front, 50,000 candidates: pan and zoom",
         times_ms(frames,
                  [&](int i) {
                    i % 2 == 0 ? front.zoom({640, 400}, i % 4 == 0 ? 1.3 : 1 / 1.3) : front.move({7, -5});
                    paint(front, image);
                  }),
         plain_points(image));
  const auto front_picks = times_ms(200, [&](int i) { (void)front.point_at(QPointF(100 + 5 * i, 700 - 3 * i)); });
  fmt::print("{:<44} median {:7.2f} ms, p95 {:7.2f} ms\n", "front: pick", front_picks[100], p95(front_picks));

  MapChart map(workspace);
  paint(map, image);
  const std::size_t flows = workspace.service().flows.size();
  report(fmt::format("map, {} metros, {} flows: pan and zoom", world->populations.size(), flows).c_str(),
         times_ms(frames,
                  [&](int i) {
                    i % 2 == 0 ? map.zoom({640, 400}, i % 4 == 0 ? 1.5 : 1 / 1.5) : map.move({7, -5});
                    paint(map, image);
                  }),
         plain_map(image, flows, world->populations.size()));
  const auto map_picks = times_ms(200, [&](int i) { (void)map.at(QPointF(100 + 5 * i, 700 - 3 * i)); });
  fmt::print("{:<44} median {:7.2f} ms, p95 {:7.2f} ms\n", "map: pick", map_picks[100], p95(map_picks));
  fmt::print("{:<44} {:.0f} MB\n", "memory at most", peak_memory_mb());
}
