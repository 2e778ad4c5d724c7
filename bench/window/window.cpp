// The window with a study of 50,000 topologies and 1,000 metros: the first window after the start, reading the study, a frame while panning and
// zooming, a pick, memory. A frame stands beside a plain loop that draws as many shapes of the same size.
//   bench_window [FOLDER]    keeps the study there (default: the temporary folder), about 200 MB
#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QThread>
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>

#include "large_study.h"
#include "map/projection.h"
#include "plain.h"
#include "tradewind/reports/world_shapes.h"
#include "window/main_window.h"

namespace tradewind::bench {
namespace {

using namespace tradewind::gui;

constexpr int frames = 300, picks = 200, zooms = 40;
constexpr double settle_ms = 1000;
constexpr QSize screen(1280, 800);

// By the clock on the wall, and what the thread of the window computed: only this tells anything on a machine that others work on, too.
struct Clock {
  QElapsedTimer wall;
  double cpu_from_ms = cpu_ms();

  Clock() { wall.start(); }
  static double cpu_ms() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return 1e3 * static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e6;
  }
};

struct Times {
  std::vector<double> wall, cpu;  // ms; sorted by sort()

  void add(const Clock& clock) {
    wall.push_back(static_cast<double>(clock.wall.nsecsElapsed()) / 1e6);
    cpu.push_back(Clock::cpu_ms() - clock.cpu_from_ms);
  }
  void sort() {
    std::ranges::sort(wall);
    std::ranges::sort(cpu);
  }
};

template <class Deed>
Times times_ms(int times, const Deed& deed) {
  Times all;
  for (int i = 0; i < times; ++i) {
    const Clock clock;
    deed(i);
    all.add(clock);
  }
  all.sort();
  return all;
}

double median(const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; }
double p95(const std::vector<double>& sorted) { return sorted[sorted.size() * 95 / 100]; }

void report(const char* what, const Times& t) {
  fmt::print("{:<46} median {:7.2f} ms   p95 {:7.2f} ms   of the thread: median {:7.2f} ms   p95 {:7.2f} ms\n", what, median(t.wall), p95(t.wall),
             median(t.cpu), p95(t.cpu));
}

void report(const char* what, const Times& t, const Times& plain) {
  report(what, t);
  report("  plain loop", plain);
  fmt::print("  ratio of the p95 {:.2f}, of the thread {:.2f}\n", p95(t.wall) / p95(plain.wall), p95(t.cpu) / p95(plain.cpu));
}

double memory_mb(const char* entry) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(entry)) return std::stod(line.substr(std::strlen(entry) + 1)) / 1024;
  return 0;
}

class PaintCounter : public QObject {
 public:
  int count = 0;
  bool eventFilter(QObject*, QEvent* event) override {
    count += event->type() == QEvent::Paint;
    return false;
  }
};

void run_events_for(double ms) {
  QElapsedTimer clock;
  clock.start();
  while (static_cast<double>(clock.nsecsElapsed()) / 1e6 < ms) {
    QThread::usleep(500);
    QApplication::processEvents();
  }
}

// Pans and zooms, in and out again, as a hand does: an event of the mouse each 1/60 s. A frame is what the window does from there until it is painted
// and has nothing more to do: what arrives from other threads meanwhile is part of it.
Times frames_of(ChartView& view) {
  Chart& chart = view.chart();
  ChartWidget& widget = view.widget();
  const QPointF middle = QRectF(widget.rect()).center();
  run_events_for(settle_ms);
  PaintCounter paints;
  widget.installEventFilter(&paints);
  Times all;
  for (int i = 0; i < frames; ++i) {
    const Clock clock;
    if (i % 3 == 0)
      chart.zoom(middle, i % 2 == 0 ? 1.5 : 1 / 1.5);
    else
      chart.move({i % 2 == 0 ? 11.0 : -7.0, 5});
    QApplication::processEvents();
    all.add(clock);
    QThread::usleep(static_cast<unsigned long>(1000 * std::max(0.0, 1000.0 / 60 - all.wall.back())));
  }
  if (paints.count < frames) fmt::print("{} frames were never painted\n", frames - paints.count);
  chart.reset_view();
  all.sort();
  return all;
}

// After a zoom, until the picture is as sharp as one of a file.
Times until_sharp(ChartView& view) {
  const auto& map = dynamic_cast<const MapChart&>(view.chart());
  const QPointF middle = QRectF(view.widget().rect()).center();
  run_events_for(settle_ms);
  return times_ms(zooms, [&](int i) {
    view.chart().zoom(middle, i % 2 == 0 ? 1.5 : 1 / 1.5);
    do QApplication::processEvents();
    while (!map.is_sharp());
  });
}

// Drawn at once, as into a file.
Times whole_pictures(ChartView& view) {
  QImage image(view.widget().size(), QImage::Format_RGB32);
  return times_ms(zooms, [&](int) {
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    view.chart().paint(painter, image.rect(), Theme::current());
  });
}

Times frames_of(PlainWidget& widget) {
  widget.resize(screen);
  widget.show();
  QApplication::processEvents();  // before it is on a screen, nothing is drawn
  return times_ms(frames, [&widget](int) { widget.repaint(); });
}

Times plain_points() {
  PlainWidget widget;
  for (int i = 0; i < candidates; ++i) widget.points.emplace_back((i * 7919L) % screen.width(), (i * 104729L) % screen.height());
  return frames_of(widget);
}

Times plain_map(const World& world, const std::vector<Flow>& flows) {
  PlainWidget widget;
  const QRectF map = whole_map();
  const QTransform fit =
      QTransform::fromTranslate(-map.left(), -map.top()) * QTransform::fromScale(screen.width() / map.width(), screen.height() / map.height());
  for (const std::vector<GeoPoint>& ring : land_rings()) widget.ground.addPolygon(fit.map(equal_earth(ring)));
  for (const Flow& flow : flows)
    for (const QPolygonF& part : great_circle(world.populations[flow.population].place, world.regions[flow.region].place))
      widget.lines.push_back(fit.map(part));
  for (const Population& population : world.populations) widget.circles.push_back(fit.map(equal_earth(population.place)));
  return frames_of(widget);
}

// A window of its own, as somebody starts it: until its first picture is there.
int show_first_window() {
  apply_theme(*qApp, false);
  MainWindow window;
  window.resize(screen);
  window.show();
  QApplication::processEvents();
  std::puts("shown");
  std::fflush(stdout);
  std::_Exit(0);
}

Times first_windows(const QString& program) {
  return times_ms(10, [&program](int) {
    QProcess window;
    window.start(program, {"--first-window"});
    window.waitForReadyRead();
    window.waitForFinished();
  });
}

// How long the window is at work without looking at mouse and keys, each time.
Times pauses_until(const bool& done) {
  Times all;
  while (!done) {
    const Clock clock;
    QApplication::processEvents();
    all.add(clock);
    QThread::usleep(500);
  }
  all.sort();
  return all;
}

// A pick of a point that has been read, from the hand to all views; and to their pictures, with `painted`.
Times picks_at_hand(Workspace& workspace, int first, bool painted) {
  Times all;
  for (int i = 0; i < picks; ++i) {
    const int point = first + 200 * i;
    (void)workspace.study().candidate(point);
    const Clock clock;
    workspace.select_point(point);
    if (painted) QApplication::processEvents();
    all.add(clock);
    if (workspace.selection().point != point) throw std::logic_error("the point was not picked");
  }
  all.sort();
  return all;
}

// A pick of a point that is to be read, with flows and latencies of each metro, until all views have painted it: the longest stretch in which the
// window looks at neither mouse nor keys, and how long it takes altogether.
struct PicksToRead {
  Times longest_stretch, altogether;
};

PicksToRead picks_to_read(Workspace& workspace) {
  PicksToRead all;
  for (int point = 1; point < with_people; ++point) {
    Times stretches;
    const Clock clock;
    workspace.select_point(point);
    stretches.add(clock);
    for (bool waits = true; waits;) {
      waits = workspace.waits_for_point();
      const Clock stretch;
      QApplication::processEvents();
      stretches.add(stretch);
      QThread::usleep(500);
    }
    all.altogether.add(clock);
    stretches.sort();
    all.longest_stretch.wall.push_back(stretches.wall.back());
    all.longest_stretch.cpu.push_back(stretches.cpu.back());
  }
  all.longest_stretch.sort();
  all.altogether.sort();
  return all;
}

void measure(const std::filesystem::path& file) {
  apply_theme(*qApp, false);
  MainWindow window;
  window.resize(screen);
  window.show();
  fmt::print("{:<46} {:.0f} MB\n", "memory of an empty window", memory_mb("VmRSS:"));
  QElapsedTimer clock;
  clock.start();
  Page& page = window.open(file);
  Workspace& workspace = page.workspace();
  double first_points_s = 0;
  bool opened = false;
  QObject::connect(&workspace, &Workspace::study_changed, &window, [&] {
    if (first_points_s == 0 && !workspace.study().points.empty()) first_points_s = static_cast<double>(clock.elapsed()) / 1000;
  });
  QObject::connect(&workspace, &Workspace::opened, &window, [&opened] { opened = true; });
  const Times pauses = pauses_until(opened);
  fmt::print("{:<46} {:.1f} s, the first points after {:.1f} s; longest pause of the window {:.0f} ms, {:.0f} ms of the thread\n",
             "reading 50,000 topologies", static_cast<double>(clock.elapsed()) / 1000, first_points_s, pauses.wall.back(), pauses.cpu.back());

  ChartView &front = *page.chart_view("front"), &map = *page.chart_view("map");
  window.show_view("front");
  QApplication::processEvents();
  report("front, 50,000 topologies: pan and zoom", frames_of(front), plain_points());
  const auto& chart = dynamic_cast<const FrontChart&>(front.chart());
  report("front: what is under the mouse", times_ms(picks, [&](int i) { (void)chart.point_at(QPointF(100 + 5 * i, 700 - 3 * i)); }));
  window.show_view("all");
  run_events_for(settle_ms);
  report("a pick of a point, taken by all views", picks_at_hand(workspace, 100, false));
  report("a pick of a point, painted in all views", picks_at_hand(workspace, 150, true));
  const PicksToRead to_read = picks_to_read(workspace);
  report("a pick of a point to be read: longest stretch", to_read.longest_stretch);
  report("  until it is painted in all views", to_read.altogether);

  workspace.select_point(0);
  window.show_view("map");
  QApplication::processEvents();
  report(fmt::format("world, {} metros, {} flows: pan and zoom", workspace.world().populations.size(), workspace.service().flows.size()).c_str(),
         frames_of(map), plain_map(workspace.world(), workspace.service().flows));
  report("world: until it is sharp after a zoom", until_sharp(map));
  report("world: drawn at once, as into a file", whole_pictures(map));
  const auto& world = dynamic_cast<const MapChart&>(map.chart());
  report("world: what is under the mouse", times_ms(picks, [&](int i) { (void)world.at(QPointF(100 + 5 * i, 700 - 3 * i)); }));
  report("a pick of people, taken by all views", times_ms(picks, [&](int i) { workspace.select_population(i); }));
  fmt::print("{:<46} {:.0f} MB, {:.0f} MB at most\n", "memory", memory_mb("VmRSS:"), memory_mb("VmHWM:"));
}

}  // namespace
}  // namespace tradewind::bench

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QCoreApplication::setOrganizationName("tradewind-bench");
  const std::string argument = argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string();
  if (argument == "--first-window") return tradewind::bench::show_first_window();
  const std::filesystem::path file = std::filesystem::path(argument) / "tradewind-bench-window.study";
  if (argc > 2) {
    tradewind::bench::write_large_study(file);
    return 0;
  }
  // Another process makes the study, so that the memory of this one is that of the window.
  QProcess::execute(QApplication::applicationFilePath(), {QString::fromStdString(argument), "--make"});
  tradewind::bench::report("first window after the start", tradewind::bench::first_windows(QApplication::applicationFilePath()));
  tradewind::bench::measure(file);
}
