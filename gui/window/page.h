// One tab of the window: a workspace and all its views.
#pragma once

#include <QSplitter>
#include <QTabWidget>
#include <QWidget>
#include <map>

#include "bill/bill_view.h"
#include "chaos/chaos_view.h"
#include "chart/chart_view.h"
#include "compare/compare_view.h"
#include "editor/autosave.h"
#include "editor/editor_view.h"
#include "export/export_view.h"
#include "front/front_chart.h"
#include "hours/hours_chart.h"
#include "latency/continents_chart.h"
#include "latency/latency_chart.h"
#include "latency/percentile_chart.h"
#include "map/map_chart.h"
#include "roadmap/roadmap_view.h"
#include "rollout/rollout_view.h"
#include "run/plan_run.h"
#include "topology/routing_chart.h"
#include "what_if/what_if_view.h"
#include "window/banner.h"
#include "window/key_figures.h"

namespace tradewind::gui {

class Page : public QWidget {
  Q_OBJECT

 public:
  explicit Page(QWidget* parent = nullptr);

  Workspace& workspace() { return workspace_; }
  PlanRun& run() { return run_; }
  EditorView& editor() { return *editor_; }
  ExportView& exporter() { return *export_; }
  ChaosView& chaos() { return *chaos_; }
  Banner& banner() { return *banner_; }
  WhatIfView& what_if() { return *what_if_; }
  CompareView& comparison() { return *compare_; }
  RolloutView& rollouts() { return *rollout_; }
  RoadmapView& roadmap() { return *roadmap_; }

  // Names of the views, for menus, the command line and the memory of the session: name and title.
  struct ViewName {
    QString name, title;
  };
  static std::vector<ViewName> view_names();
  // One view on the whole page; "all" shows them side by side.
  void show_view(const QString& name);
  const QString& shown_view() const { return shown_; }
  // What the view plays in the background, or nullptr.
  PlayBar* play_bar(const QString& name) const;
  // The chart of a view, or nullptr.
  ChartView* chart_view(const QString& name) const;

  // Asks where, if it must, then plans; goes on where a study holds results already.
  void plan();
  // Throws FileError.
  void save(const std::filesystem::path& scenario);
  // Edits that another window has left: they stand in the text again, not saved.
  void take_over(const LeftEdits& edits);

 private:
  QWidget* front_view();
  QWidget* map_view();
  QWidget* latency_view();
  QWidget* continents_view();
  void tell_state_of_study();

  Workspace workspace_;
  Autosave autosave_;
  PlanRun run_;
  FrontChart front_;
  MapChart map_;
  LatencyChart latency_;
  PercentileChart percentiles_;
  ContinentsChart continents_;
  RoutingChart routing_;
  HoursChart hours_;
  Banner* banner_;
  EditorView* editor_;
  ExportView* export_;
  ChaosView* chaos_;
  CompareView* compare_;
  WhatIfView* what_if_;
  RolloutView* rollout_;
  RoadmapView* roadmap_;
  QSplitter *columns_, *top_;
  QTabWidget* tabs_;
  std::map<QString, ChartView*> chart_views_;
  QString shown_ = "all";
  bool was_planned_ = true;
};

}  // namespace tradewind::gui
