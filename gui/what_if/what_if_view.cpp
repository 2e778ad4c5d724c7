#include "what_if/what_if_view.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include "text/format.h"

namespace tradewind::gui {

WhatIfView::WhatIfView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      run_(workspace),
      chart_(workspace, tr("What you try out stands here beside the point that was selected before.")),
      panel_(new ConditionsPanel(workspace)),
      comparison_(new ChartView(chart_)),
      words_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      reset_(new QPushButton(tr("As the scenario has it"), this)) {
  words_->setWordWrap(true);
  words_->setMinimumHeight(38);
  words_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  bar_->setRange(0, 1000);
  bar_->setTextVisible(false);
  bar_->setAccessibleName(tr("Progress of the simulation"));
  auto* left = new QWidget(this);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 4, 0, 8);
  column->setSpacing(4);
  column->addWidget(panel_);
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(14, 0, 14, 0);
  foot->addWidget(words_);
  foot->addWidget(bar_);
  foot->addWidget(reset_, 0, Qt::AlignLeft);
  column->addLayout(foot);
  column->addStretch(1);
  auto* both = new QSplitter(this);
  both->addWidget(left);
  both->addWidget(comparison_);
  both->setSizes({400, 700});
  both->setChildrenCollapsible(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(both);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  connect(panel_, &ConditionsPanel::changed, this, [this] { run_.ask(panel_->conditions()); });
  connect(reset_, &QPushButton::clicked, this, [this] {
    run_.stop();
    panel_->reset();
  });
  connect(&run_, &WhatIfRun::state_changed, this, &WhatIfView::show_state);
  connect(&run_, &WhatIfRun::progressed, this, [this](double done) { bar_->setValue(static_cast<int>(1000 * done)); });
  connect(&run_, &WhatIfRun::failed, this, &WhatIfView::failed);
  connect(&workspace, &Workspace::opened, panel_, &ConditionsPanel::reset);
  connect(&workspace, &Workspace::study_changed, this, &WhatIfView::show_state);
  show_state();
}

void WhatIfView::show_state() {
  const auto words = [this]() -> QString {
    switch (run_.state()) {
      case WhatIfRun::State::asking:
        return tr("Asking the placement model…");
      case WhatIfRun::State::expected:
        return tr("Expected by the placement model (gap %1), not simulated yet.").arg(percent(run_.gap()));
      case WhatIfRun::State::verifying:
        return tr("Expected by the placement model (gap %1); being simulated…").arg(percent(run_.gap()));
      case WhatIfRun::State::verified:
        return tr("Simulated, request by request.");
      case WhatIfRun::State::impossible:
        return tr("No placement keeps to this. Allow more latency, or another number of regions.");
      case WhatIfRun::State::idle:
        break;
    }
    return panel_->isEnabled() ? tr("Move a slider: the placement model answers at once, and a simulation checks it.")
                               : tr("Plan the scenario first: what-if starts from a front.");
  };
  words_->setText(words());
  const WhatIfRun::State state = run_.state();
  words_->setStyleSheet("color: " + (state == WhatIfRun::State::impossible                                         ? Theme::current().bad_ink
                                     : state == WhatIfRun::State::expected || state == WhatIfRun::State::verifying ? Theme::current().warn_ink
                                     : state == WhatIfRun::State::verified                                         ? Theme::current().good_ink
                                                                                                                   : Theme::current().soft)
                                        .name());
  if (state != WhatIfRun::State::verifying) bar_->setValue(0);
  // Its place stays, so that nothing jumps.
  bar_->setStyleSheet(state == WhatIfRun::State::verifying ? QString() : "QProgressBar { background: transparent; }");
  reset_->setEnabled(state != WhatIfRun::State::idle || panel_->is_touched());
}

}  // namespace tradewind::gui
