#include "chaos/chaos_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "text/format.h"

namespace tradewind::gui {

ChaosView::ChaosView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      play_(new QPushButton(tr("Play every failure"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      bar_(new QProgressBar(this)),
      words_(new QLabel(this)) {
  play_->setToolTip(tr("Every region, zone and node of the selected topology fails in turn, its users request by request"));
  bar_->setRange(0, 1000);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(180);
  bar_->setAccessibleName(tr("Progress of the failures"));
  auto* head = new QHBoxLayout;
  head->setContentsMargins(14, 6, 14, 4);
  head->setSpacing(8);
  head->addWidget(play_);
  head->addWidget(cancel_);
  head->addWidget(bar_);
  head->addWidget(words_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(new ChartView(chart_, this), 1);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  connect(play_, &QPushButton::clicked, this, &ChaosView::play);
  connect(cancel_, &QPushButton::clicked, this, &ChaosView::cancel);
  connect(&workspace, &Workspace::selection_changed, this, &ChaosView::show_state);
  // Another study: what was played is not of its topologies.
  connect(&workspace, &Workspace::opened, this, [this] { outcomes_.clear(); });
  show_state();
}

void ChaosView::show_state() {
  const auto candidate = workspace_.shared_candidate();
  play_->setEnabled(candidate != nullptr && job_ == nullptr);
  cancel_->setVisible(job_ != nullptr);
  bar_->setVisible(job_ != nullptr);
  chart_.set_hint(candidate == nullptr ? tr("Pick a point of the front, then play every failure of its topology.")
                                       : tr("“Play every failure” lets each region, zone and node of %1 fail in turn.").arg(from(candidate->id)));
  const auto found = candidate == nullptr ? outcomes_.end() : outcomes_.find({workspace_.study().file, candidate->id});
  chart_.show(found == outcomes_.end() ? nullptr : found->second, ChaosOptions());
  if (job_ == nullptr) words_->setText(found == outcomes_.end() ? QString() : chart_.summary());
}

void ChaosView::play() {
  const auto candidate = workspace_.shared_candidate();
  if (candidate == nullptr || job_ != nullptr) return;
  const std::pair key(workspace_.study().file, candidate->id);
  words_->setText(tr("Playing the failures of %1…").arg(from(candidate->id)));
  bar_->setValue(0);
  job_ = new Job(
      [this, key, candidate, world = workspace_.shared_world()](Job::Link& link) {
        const auto outcome = std::make_shared<const ChaosOutcome>(tradewind::chaos(
            *world, candidate->topology, {}, [&link](const ProgressReport& report) { link.report(report); }, link.stop()));
        link.post([this, key, outcome] { outcomes_[key] = outcome; });
      },
      this);
  connect(job_, &Job::progressed, this, [this](double done, const QString&) { bar_->setValue(static_cast<int>(1000 * done)); });
  connect(job_, &Job::finished, this, [this] {
    end({});
    Q_EMIT played();
  });
  connect(job_, &Job::stopped, this, [this] { end(tr("Cancelled.")); });
  connect(job_, &Job::failed, this, &ChaosView::end);
  show_state();
}

void ChaosView::cancel() {
  if (job_ == nullptr) return;
  job_->stop();
  words_->setText(tr("Stopping…"));
}

void ChaosView::end(const QString& words) {
  job_->deleteLater();
  job_ = nullptr;
  show_state();
  if (!words.isEmpty()) words_->setText(words);
}

}  // namespace tradewind::gui
