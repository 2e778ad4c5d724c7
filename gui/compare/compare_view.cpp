#include "compare/compare_view.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <algorithm>

namespace tradewind::gui {

CompareView::CompareView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      chart_(workspace, tr("Pin a point of the front (Ctrl+B), then pick another one: they stand here side by side. More of them: “Compare too”.")),
      waterfall_(workspace),
      side_by_side_(new ChartView(chart_)),
      why_(new ChartView(waterfall_)),
      pin_(new QPushButton(tr("Pin"))),
      also_(new QPushButton(tr("Compare too"))) {
  pin_->setToolTip(tr("Hold every other point against the selected one"));
  also_->setToolTip(tr("Keep the selected point in the comparison, whatever is selected next"));
  also_->setCheckable(true);
  side_by_side_->add_control(also_);
  side_by_side_->add_control(pin_);
  auto* both = new QSplitter(this);
  both->addWidget(side_by_side_);
  both->addWidget(why_);
  both->setSizes({700, 480});
  both->setChildrenCollapsible(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(both);
  connect(pin_, &QPushButton::clicked, this, [this] { workspace_.pin(workspace_.selection().point); });
  connect(also_, &QPushButton::clicked, this, [this] { workspace_.compare_also(workspace_.selection().point); });
  connect(&workspace, &Workspace::selection_changed, this, &CompareView::show_state);
  connect(&workspace, &Workspace::baseline_changed, this, &CompareView::show_state);
  show_state();
}

void CompareView::show_state() {
  const int point = workspace_.selection().point;
  const std::vector<int> compared = workspace_.compared();
  const bool holds_against = workspace_.baseline() >= 0 && point >= 0 && point != workspace_.baseline();
  why_->set_subtitle(holds_against ? tr("why one is cheaper") : tr("of the selected point; pin one to see why another is cheaper"));
  pin_->setEnabled(point >= 0 && point != workspace_.baseline());
  also_->setEnabled(point >= 0);
  also_->setChecked(std::ranges::find(compared, point) != compared.end());
}

}  // namespace tradewind::gui
