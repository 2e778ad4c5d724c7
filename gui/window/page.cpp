#include "window/page.h"

#include <QComboBox>
#include <QFileDialog>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTabBar>
#include <QVBoxLayout>

#include "control/controls.h"
#include "text/format.h"
#include "tradewind/scenarios/files.h"

namespace tradewind::gui {
namespace {

QComboBox* choice(const QString& name, const QStringList& names, const QStringList& entries, const QString& help) {
  auto* box = new QComboBox;
  box->addItems(entries);
  name_control(*box, name);
  name_entries(*box, names);
  box->setToolTip(help);
  box->setAccessibleName(help);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return box;
}

}  // namespace

Page::Page(QWidget* parent)
    : QWidget(parent),
      autosave_(workspace_),
      run_(workspace_),
      front_(workspace_),
      map_(workspace_),
      latency_(workspace_),
      percentiles_(workspace_),
      continents_(workspace_),
      routing_(workspace_),
      hours_(workspace_),
      banner_(new Banner(this)),
      editor_(new EditorView(workspace_)),
      export_(new ExportView(workspace_)),
      chaos_(new ChaosView(workspace_)),
      compare_(new CompareView(workspace_)),
      what_if_(new WhatIfView(workspace_)),
      rollout_(new RolloutView(workspace_)),
      roadmap_(new RoadmapView(workspace_)),
      columns_(new QSplitter(Qt::Vertical, this)),
      top_(new QSplitter(this)),
      tabs_(new QTabWidget(this)) {
  top_->addWidget(front_view());
  top_->addWidget(map_view());
  top_->setSizes({480, 640});
  top_->setChildrenCollapsible(false);
  const auto titles = view_names();
  const auto add_tab = [this, &titles](QWidget* view, const QString& name) {
    view->setObjectName(name);
    tabs_->addTab(view, std::ranges::find(titles, name, &ViewName::name)->title);
  };
  add_tab(new BillView(workspace_), "bill");
  add_tab(compare_, "compare");
  add_tab(what_if_, "what-if");
  add_tab(latency_view(), "latency");
  add_tab(chart_views_["topology"] = new ChartView(routing_), "topology");
  add_tab(chart_views_["hours"] = new ChartView(hours_), "hours");
  add_tab(chaos_, "chaos");
  add_tab(rollout_, "rollout");
  add_tab(roadmap_, "roadmap");
  add_tab(export_, "export");
  add_tab(editor_, "scenario");
  tabs_->setDocumentMode(true);
  columns_->addWidget(top_);
  columns_->addWidget(tabs_);
  columns_->setSizes({400, 330});
  columns_->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(banner_);
  layout->addWidget(new KeyFigures(workspace_));
  layout->addWidget(columns_, 1);
  const auto show_error = [this](const QString& sentence) { banner_->show_message(Banner::Kind::error, sentence); };
  connect(&workspace_, &Workspace::failed, this, show_error);
  connect(&run_, &PlanRun::failed, this, show_error);
  connect(&autosave_, &Autosave::failed, this, show_error);
  chart_views_["compare"] = &compare_->side_by_side();
  chart_views_["what-if"] = &what_if_->comparison();
  chart_views_["rollout"] = &rollout_->timeline();
  chart_views_["roadmap"] = &roadmap_->view();
  for (const auto& [name, view] : chart_views_) connect(view, &ChartView::failed, this, show_error);
  connect(what_if_, &WhatIfView::failed, this, show_error);
  connect(&workspace_, &Workspace::study_changed, this, &Page::tell_state_of_study);
  tell_state_of_study();
}

std::vector<Page::ViewName> Page::view_names() {
  return {{"all", tr("All views")},   {"front", tr("Front")},      {"map", tr("World")},        {"bill", tr("Bill")},
          {"compare", tr("Compare")}, {"what-if", tr("What if")},  {"latency", tr("Latency")},  {"topology", tr("Topology")},
          {"hours", tr("Hours")},     {"chaos", tr("Chaos")},      {"rollout", tr("Rollouts")}, {"roadmap", tr("Roadmap")},
          {"export", tr("Export")},   {"scenario", tr("Scenario")}};
}

QWidget* Page::front_view() {
  auto* view = new ChartView(front_);
  auto* colour = choice("colour", {"none", "regions", "gpus", "slo", "third"},
                        {tr("no colour"), tr("colour: regions"), tr("colour: GPUs"), tr("colour: within SLO"), tr("colour: third axis")},
                        tr("What the colour of a point says"));
  connect(colour, &QComboBox::currentIndexChanged, this, [this](int index) { front_.set_colour(static_cast<FrontChart::Colour>(index)); });
  // Nothing to show where the scenario names no third axis.
  const auto offer_third_axis = [this, colour] {
    auto* entries = qobject_cast<QStandardItemModel*>(colour->model());
    entries->item(static_cast<int>(FrontChart::Colour::third_axis))->setEnabled(workspace_.world().third_axis != ThirdAxis::none);
  };
  connect(&workspace_, &Workspace::study_changed, this, offer_third_axis);
  offer_third_axis();
  view->add_control(colour);
  chart_views_["front"] = view;
  return view;
}

QWidget* Page::map_view() {
  auto* view = new ChartView(map_);
  auto* size = choice("size", {"load", "cost"}, {tr("size: load"), tr("size: cost")}, tr("What the size of a region says"));
  connect(size, &QComboBox::currentIndexChanged, this, [this](int index) { map_.set_size(static_cast<MapStyle::Size>(index)); });
  auto* people = choice("people", {"region", "p95", "heat"}, {tr("people: by region"), tr("people: by p95"), tr("people: heat")},
                        tr("What the colour of a population says"));
  connect(people, &QComboBox::currentIndexChanged, this, [this](int index) { map_.set_people(static_cast<MapStyle::People>(index)); });
  auto* adding = new QToolButton;
  adding->setText(tr("Add…"));
  adding->setCheckable(true);
  adding->setToolTip(tr("A click on the map offers the nearest cities and regions that the scenario does not have yet; so does the right button"));
  connect(adding, &QToolButton::toggled, this, [this](bool on) { map_.set_adding(on); });
  view->add_control(people);
  view->add_control(size);
  view->add_control(adding);
  chart_views_["map"] = view;
  return view;
}

QWidget* Page::latency_view() {
  auto* both = new QSplitter;
  both->addWidget(chart_views_["latency"] = new ChartView(latency_));
  both->addWidget(continents_view());
  both->setSizes({560, 520});
  both->setChildrenCollapsible(false);
  return both;
}

// All in one chart, or each in a small one of its own.
QWidget* Page::continents_view() {
  auto* stack = new QStackedWidget;
  const auto add = [stack](Chart& chart, const QString& other, int other_index) {
    auto* view = new ChartView(chart);
    auto* button = new QToolButton;
    button->setText(other);
    connect(button, &QToolButton::clicked, stack, [stack, other_index] { stack->setCurrentIndex(other_index); });
    view->add_control(button);
    stack->addWidget(view);
    return view;
  };
  chart_views_["continents"] = add(continents_, tr("All in one"), 1);
  chart_views_["percentiles"] = add(percentiles_, tr("One by one"), 0);
  return stack;
}

ChartView* Page::chart_view(const QString& name) const {
  const auto found = chart_views_.find(name);
  return found == chart_views_.end() ? nullptr : found->second;
}

PlayBar* Page::play_bar(const QString& name) const {
  return name == "chaos" ? &chaos_->bar() : name == "rollout" ? &rollout_->bar() : name == "roadmap" ? &roadmap_->bar() : nullptr;
}

void Page::show_view(const QString& name) {
  shown_ = name;
  const bool is_tab = std::ranges::any_of(tabs_->findChildren<QWidget*>(), [&name](QWidget* view) { return view->objectName() == name; });
  const bool all = name == "all";
  tabs_->setVisible(all || is_tab);
  tabs_->tabBar()->setVisible(all);
  top_->setVisible(!is_tab);
  chart_views_["front"]->setVisible(all || name == "front");
  chart_views_["map"]->setVisible(all || name == "map");
  for (int i = 0; i < tabs_->count(); ++i)
    if (tabs_->widget(i)->objectName() == name) tabs_->setCurrentIndex(i);
}

void Page::tell_state_of_study() {
  const StudyData& study = workspace_.study();
  const QString state = study.file.empty() ? QString()
                        : study.unread > 0 ? tr("%1 of %2 topologies read").arg(study.standings.size()).arg(study.standings.size() + study.unread)
                        : study.finished   ? tr("%1 topologies").arg(study.standings.size())
                                           : tr("%1 so far").arg(study.standings.size());
  chart_views_["front"]->set_subtitle(state);
  // Without a study there is nothing to see below but the scenario itself.
  const bool planned = !study.file.empty();
  if (shown_ == "all" && planned != was_planned_) tabs_->setCurrentIndex(planned ? 0 : tabs_->indexOf(editor_));
  was_planned_ = planned;
}

void Page::save(const std::filesystem::path& scenario) {
  write_file(scenario, workspace_.document().bytes());
  workspace_.document().undo_stack().setClean();
  workspace_.set_scenario_file(scenario);
  autosave_.discard();
}

void Page::take_over(const LeftEdits& edits) {
  if (!edits.scenario.empty()) workspace_.set_scenario_file(edits.scenario);
  std::string saved;
  try {
    if (!edits.scenario.empty()) saved = read_file(edits.scenario);
  } catch (const FileError&) {
    // It is gone; the edits are all there is.
  }
  workspace_.start_with(saved, edits.scenario.string());
  workspace_.document().change_to(edits.text, tr("Edits that were not saved"));
  workspace_.document().check_now();
  std::error_code ignored;
  std::filesystem::remove(edits.kept, ignored);
  banner_->show_message(Banner::Kind::note, tr("These edits were not saved when the window ended. Undo takes them back; save keeps them."));
}

void Page::plan() {
  banner_->hide();
  const std::filesystem::path& study = workspace_.study().file;
  if (!study.empty() && !workspace_.differs_from_study()) return run_.start(study);
  if (const std::filesystem::path& beside = !workspace_.scenario_file().empty() ? workspace_.scenario_file() : study; !beside.empty())
    return run_.start_beside(beside);
  const QString chosen = QFileDialog::getSaveFileName(this, tr("Where to keep the study"), "scenario.study", tr("Studies (*.study)"));
  if (!chosen.isEmpty()) run_.start(chosen.toStdString());
}

}  // namespace tradewind::gui
