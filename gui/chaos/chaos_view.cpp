#include "chaos/chaos_view.h"

#include <QVBoxLayout>
#include <algorithm>

#include "text/format.h"
#include "workspace/failures.h"

namespace tradewind::gui {

ChaosView::ChaosView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      bar_(new PlayBar(tr("Play every failure"),
                       tr("Every region, zone and node of the selected topology fails in turn, its users request by request"),
                       tr("Progress of the failures"), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(bar_);
  layout->addWidget(new ChartView(chart_, this), 1);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  connect(bar_, &PlayBar::wanted, this, &ChaosView::play);
  connect(bar_, &PlayBar::ended, this, &ChaosView::show_state);
  connect(bar_, &PlayBar::played, this, &ChaosView::played);
  connect(&chart_, &ChaosChart::chosen, this, &ChaosView::select_region_of);
  connect(&workspace, &Workspace::selection_changed, this, &ChaosView::show_state);
  // Another study: what was played is not of its topologies.
  connect(&workspace, &Workspace::opened, this, [this] { outcomes_.clear(); });
  show_state();
}

void ChaosView::show_state() {
  const auto candidate = workspace_.shared_candidate();
  bar_->set_ready(candidate != nullptr);
  chart_.set_hint(candidate == nullptr ? tr("Pick a point of the front, then play every failure of its topology.")
                                       : tr("“Play every failure” lets each region, zone and node of %1 fail in turn.").arg(from(candidate->id)));
  const auto found = candidate == nullptr ? outcomes_.end() : outcomes_.find({workspace_.study().file, candidate->id});
  const auto outcome = found == outcomes_.end() ? nullptr : found->second;
  chart_.show(outcome, ChaosOptions());
  workspace_.show_failures(outcome);
  if (!is_playing()) bar_->set_words(outcome == nullptr ? QString() : chart_.summary());
}

void ChaosView::play() {
  const auto candidate = workspace_.shared_candidate();
  if (candidate == nullptr) return;
  const std::pair key(workspace_.study().file, candidate->id);
  bar_->play(
      [this, key, candidate, world = workspace_.shared_world()](Job::Link& link) {
        const auto outcome = std::make_shared<const ChaosOutcome>(tradewind::chaos(
            *world, candidate->topology, {}, [&link](const ProgressReport& report) { link.report(report); }, link.stop()));
        link.post([this, key, outcome] { outcomes_[key] = outcome; });
      },
      tr("Playing the failures of %1…").arg(from(candidate->id)));
}

// Where one region alone is struck.
void ChaosView::select_region_of(int experiment) {
  const ChaosOutcome& outcome = *workspace_.failures();
  const std::vector<std::string> struck = regions_in(outcome, outcome.experiments[static_cast<std::size_t>(experiment)]);
  const auto& regions = workspace_.world().regions;
  const auto found = struck.size() == 1 ? std::ranges::find(regions, struck.front(), &Region::key) : regions.end();
  if (found != regions.end()) workspace_.select_region(static_cast<int>(found - regions.begin()));
}

}  // namespace tradewind::gui
