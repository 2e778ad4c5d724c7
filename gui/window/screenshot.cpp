#include "window/screenshot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QPainter>
#include <QPixmap>
#include <QThread>
#include <cstdio>

#include "control/controls.h"
#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
namespace {

constexpr int wait_at_most_ms = 600'000, settle_ms = 250, least_idle = 10;

template <class Done>
bool wait_for(const Done& done) {
  QElapsedTimer clock;
  clock.start();
  while (!done() && clock.elapsed() < wait_at_most_ms) {
    QCoreApplication::processEvents();
    QThread::msleep(5);
  }
  return done();
}

int place_of(const std::string& what, const std::string& name, const std::vector<std::string>& names) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  const std::string near = nearest_name(name, names);
  throw std::invalid_argument("There is no " + what + " '" + name + "'" + (near.empty() ? "." : "; did you mean '" + near + "'?"));
}

// Its id, or what it is known for, as `tradewind export --pick` has it.
int point_named(const StudyData& study, const QString& name) {
  const std::vector<int> front = study.front();
  if (!front.empty() && name == "fastest") return front.front();
  if (!front.empty() && name == "cheapest") return front.back();
  if (name == "knee" && study.knee() >= 0) return study.knee();
  std::vector<std::string> points;
  for (const PointRow& row : study.points) points.push_back(row.id.toStdString());
  return place_of("point", name.toStdString(), points);
}

void write_export(ExportView& exporter) {
  if (!wait_for([&exporter] { return exporter.is_complete(); }) || !exporter.write())
    throw std::invalid_argument("--play: " + exporter.state().toStdString());
  (void)wait_for([&exporter] { return !exporter.is_checking(); });
}

void play(Page& page, const QString& view) {
  if (view == "export") return write_export(page.exporter());
  PlayBar* bar = page.play_bar(view);
  if (bar == nullptr) throw std::invalid_argument("--play: the view plays nothing; chaos, rollout, roadmap and export do.");
  if (!bar->is_ready()) throw std::invalid_argument("--play: the scenario has nothing that the view could play.");
  Q_EMIT bar->wanted();
  if (!wait_for([bar] { return !bar->is_playing(); })) throw std::invalid_argument("--play took too long.");
}

// Until the answer was simulated, or there is none.
void try_out(WhatIfView& what_if, const Conditions& conditions) {
  using State = WhatIfRun::State;
  what_if.panel().set(conditions);
  const auto is_over = [&what_if] {
    const State state = what_if.run().state();
    return state == State::verified || state == State::impossible || state == State::idle;
  };
  if (!wait_for(is_over)) throw std::invalid_argument("--what-if took too long.");
}

void arrange(MainWindow& window, Page& page, const CommandLine& line) {
  select_named(page.workspace(), line);
  if (!wait_for([&page] { return !page.workspace().waits_for_point(); })) throw std::invalid_argument("A point took too long to read.");
  window.show_view(line.view);
  for (const auto& [name, value] : line.controls) set_control(page, name, value);
  if (line.conditions) try_out(page.what_if(), *line.conditions);
  if (line.table && page.chart_view(line.view) != nullptr) page.chart_view(line.view)->show_table(true);
  if (line.play) play(page, line.view);
}

void show_also(MainWindow& window, const QString& what) {
  if (what == "palette") window.open_palette();
  if (what == "tour") window.start_tour(Tour::study_file());
  if (what == "about") window.about();
}

// Dialogs are windows of their own: they stand in the middle of the one below.
QPixmap picture_of(MainWindow& window) {
  QPixmap picture = window.grab();
  QPainter painter(&picture);
  for (QDialog* dialog : window.findChildren<QDialog*>())
    if (dialog->isVisible()) {
      painter.fillRect(window.rect(), QColor(0, 0, 0, 70));
      painter.drawPixmap(window.rect().center() - dialog->rect().center(), dialog->grab());
    }
  return picture;
}

}  // namespace

void select_named(Workspace& workspace, const CommandLine& line) {
  std::vector<std::string> regions, populations;
  for (const Region& region : workspace.world().regions) regions.push_back(region.key());
  for (const Population& population : workspace.world().populations) populations.push_back(population.name);
  if (!line.point.isEmpty()) workspace.select_point(point_named(workspace.study(), line.point));
  if (!line.baseline.isEmpty()) workspace.pin(point_named(workspace.study(), line.baseline));
  if (!line.region.isEmpty()) workspace.select_region(place_of("region", line.region.toStdString(), regions));
  if (!line.population.isEmpty()) workspace.select_population(place_of("population", line.population.toStdString(), populations));
}

int take_screenshot(MainWindow& window, const CommandLine& line) try {
  if (line.size) window.resize(*line.size);
  window.show();
  for (const QString& file : line.files) {
    Page& page = window.open(file.toStdString());
    QString failure;
    bool opened = false;
    const QObject listener;
    QObject::connect(&page.workspace(), &Workspace::opened, &listener, [&opened] { opened = true; });
    QObject::connect(&page.workspace(), &Workspace::failed, &listener, [&failure](const QString& sentence) { failure = sentence; });
    const bool shown = wait_for([&] { return !failure.isEmpty() || (opened && page.workspace().document().is_checked()); });
    if (!failure.isEmpty() || !shown) throw std::invalid_argument(failure.isEmpty() ? "The file took too long to open." : failure.toStdString());
    arrange(window, page, line);
  }
  show_also(window, line.show);
  QElapsedTimer clock;
  clock.start();
  // Also what is still being drawn beside the window: nothing, as often as events were looked at in a while.
  int idle = 0;
  wait_for([&] {
    idle = Job::running() == 0 ? idle + 1 : 0;
    return clock.elapsed() > settle_ms && idle > least_idle;
  });
  QByteArray bytes;
  QBuffer buffer(&bytes);
  picture_of(window).save(&buffer, "PNG");
  write_file(line.screenshot.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "tradewind-gui: %s\n", error.what());
  return 2;
}

}  // namespace tradewind::gui
