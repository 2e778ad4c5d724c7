#include "window/run_status.h"

#include <QHBoxLayout>

#include "run/stage_words.h"
#include "text/format.h"

namespace tradewind::gui {

RunStatus::RunStatus(QWidget* parent) : QWidget(parent), bar_(new QProgressBar(this)), words_(new QLabel(this)) {
  bar_->setRange(0, 1000);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(180);
  bar_->setAccessibleName(tr("Progress of the plan"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(6, 0, 6, 0);
  layout->addWidget(words_);
  layout->addWidget(bar_);
  hide();
}

void RunStatus::follow(PlanRun* run) {
  if (run_ != nullptr) disconnect(run_, nullptr, this, nullptr);
  run_ = run;
  if (run_ == nullptr) return hide();
  connect(run_, &PlanRun::state_changed, this, &RunStatus::show_state);
  connect(run_, &QObject::destroyed, this, [this] { run_ = nullptr; });
  connect(run_, &PlanRun::progressed, this, [this](double done, const QString& stage, const QString& left) {
    bar_->setValue(static_cast<int>(1000 * done));
    words_->setText(stage_words(stage) + " · " + percent(done, 0) + (left.isEmpty() ? "" : " · " + left));
  });
  bar_->setValue(0);
  show_state();
}

void RunStatus::show_state() {
  setVisible(run_->state() != PlanRun::State::idle);
  switch (run_->state()) {
    case PlanRun::State::running:
      words_->setText(tr("Planning…"));
      break;
    case PlanRun::State::stopping:
      words_->setText(tr("Stopping; what was found is kept…"));
      break;
    case PlanRun::State::paused:
      words_->setText(tr("Paused"));
      break;
    case PlanRun::State::idle:
      bar_->setValue(0);
      break;
  }
}

}  // namespace tradewind::gui
