#include "rollout/rollout_view.h"

#include <QSplitter>
#include <QVBoxLayout>

#include "text/format.h"
#include "tradewind/planner/replication_usage.h"
#include "tradewind/pricing/price_book.h"

namespace tradewind::gui {

RolloutView::RolloutView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      ages_(workspace),
      timeline_(new ChartView(chart_)),
      bar_(new PlayBar(tr("Play the rollouts"), tr("Every rollout of the scenario over the selected topology, its users request by request"),
                       tr("Progress of the rollouts"), this)) {
  auto* both = new QSplitter(this);
  both->addWidget(timeline_);
  both->addWidget(new ChartView(ages_));
  both->setSizes({760, 400});
  both->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(bar_);
  layout->addWidget(both, 1);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  connect(bar_, &PlayBar::wanted, this, &RolloutView::play);
  connect(bar_, &PlayBar::ended, this, &RolloutView::show_state);
  connect(&workspace, &Workspace::selection_changed, this, &RolloutView::show_state);
  connect(&workspace, &Workspace::opened, this, [this] { played_.clear(); });
  show_state();
}

void RolloutView::show_state() {
  const auto candidate = workspace_.shared_candidate();
  const bool has_rollouts = !workspace_.world().rollouts.empty();
  bar_->set_ready(candidate != nullptr && has_rollouts);
  chart_.set_hint(!has_rollouts          ? tr("The scenario has no rollouts. The editor adds one: Scenario, Parts, Rollouts.")
                  : candidate == nullptr ? tr("Pick a point of the front, then play the rollouts over its topology.")
                                         : tr("“Play the rollouts” brings a new version to every region of %1.").arg(from(candidate->id)));
  const auto found = candidate == nullptr ? played_.end() : played_.find({workspace_.study().file, candidate->id});
  const Played played = found == played_.end() ? Played{} : found->second;
  chart_.show(played.outcome, played.costs_usd, RolloutOptions());
  if (!bar_->is_playing()) bar_->set_words(played.outcome == nullptr ? QString() : chart_.summary());
}

void RolloutView::play() {
  const auto candidate = workspace_.shared_candidate();
  if (candidate == nullptr) return;
  const std::pair key(workspace_.study().file, candidate->id);
  bar_->play(
      [this, key, candidate, world = workspace_.shared_world()](Job::Link& link) {
        const PriceBook book = PriceBook::shipped();
        const Topology& topology = candidate->topology;
        const ReplicationNetwork network = network_at_prices(*world, topology, Pricing(*world, book));
        Played played;
        played.outcome = std::make_shared<const RolloutsOutcome>(play_rollouts(
            *world, topology, network, {}, [&link](const ProgressReport& report) { link.report(report); }, link.stop()));
        for (const RolloutResult& result : played.outcome->rollouts)
          played.costs_usd.push_back(price_rollout(*world, topology, result.usage, book).total().usd());
        link.post([this, key, played] { played_[key] = played; });
      },
      tr("Playing the rollouts over %1…").arg(from(candidate->id)));
}

}  // namespace tradewind::gui
