#include "roadmap/roadmap_view.h"

#include <QLocale>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <cmath>
#include <stdexcept>

#include "control/controls.h"
#include "text/format.h"

namespace tradewind::gui {
namespace {

constexpr double least_growth_percent = -50, most_growth_percent = 100;

QSpinBox* months_box(int most, int value, const QString& prefix, const QString& help) {
  auto* box = new QSpinBox;
  box->setRange(1, most);
  box->setValue(value);
  box->setPrefix(prefix + " ");
  box->setButtonSymbols(QAbstractSpinBox::NoButtons);  // typed, or by the wheel and the arrow keys
  box->setToolTip(help);
  box->setAccessibleName(help);
  return box;
}

// "3; 8", in percent a month, as the language of the window or English writes numbers.
std::vector<double> growths_of(const QString& text) {
  std::vector<double> growths;
  for (const QString& part : text.split(QRegularExpression("[;\\s]+"), Qt::SkipEmptyParts)) {
    bool good = false;
    double percent = QLocale().toDouble(part, &good);
    if (!good) percent = QLocale::c().toDouble(part, &good);
    if (!good || percent < least_growth_percent || percent > most_growth_percent)
      throw std::invalid_argument(
          RoadmapView::tr("Growth a month: “%1” is no percentage from −50 to 100; several stand with “;” between them.").arg(part).toStdString());
    growths.push_back(percent / 100);
  }
  return growths;
}

}  // namespace

RoadmapView::RoadmapView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      view_(new ChartView(chart_)),
      bar_(new PlayBar(tr("Plan the roadmap"), tr("Which region opens when; each stage keeps what stands"), tr("Progress of the roadmap"), this)),
      months_(months_box(120, 24, tr("months:"), tr("Months to look ahead"))),
      every_(months_box(60, 6, tr("decide every:"), tr("Months between two decisions"))),
      growth_(new QLineEdit),
      today_(new QCheckBox(tr("the selected point stands"))),
      simulate_(new QCheckBox(tr("simulate the stages"))),
      courses_(new QComboBox) {
  growth_->setPlaceholderText(tr("growth, % a month"));
  growth_->setToolTip(tr("Growth of the requests in percent a month; several, as “3; 8”, where nobody knows. Empty: that of the scenario."));
  growth_->setAccessibleName(tr("Growth of the requests, % a month"));
  growth_->setMaximumWidth(150);
  today_->setToolTip(tr("What the selected point has stands today and stays"));
  simulate_->setChecked(true);
  courses_->setAccessibleName(tr("Which growth is shown"));
  name_control(*months_, "months");
  name_control(*every_, "every");
  name_control(*growth_, "growth");
  for (QWidget* control : std::initializer_list<QWidget*>{months_, every_, growth_, today_, simulate_}) bar_->add_control(control);
  view_->add_control(courses_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(bar_);
  layout->addWidget(view_, 1);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  connect(bar_, &PlayBar::wanted, this, &RoadmapView::play);
  connect(bar_, &PlayBar::ended, this, &RoadmapView::show_state);
  connect(growth_, &QLineEdit::returnPressed, this, &RoadmapView::play);
  connect(courses_, &QComboBox::currentIndexChanged, &chart_, &RoadmapChart::show_growth);
  connect(&workspace, &Workspace::selection_changed, this, &RoadmapView::show_state);
  connect(&workspace, &Workspace::study_changed, this, &RoadmapView::show_state);
  // Another scenario: its roadmap is not that of the former one.
  connect(&workspace, &Workspace::opened, this, [this] {
    planned_ = nullptr;
    chart_.show(nullptr, nullptr);
    show_courses();
    show_state();
  });
  show_courses();
  show_state();
}

void RoadmapView::show_state() {
  bar_->set_ready(workspace_.has_world());
  today_->setEnabled(workspace_.candidate() != nullptr && !workspace_.shows_trial());
  chart_.set_hint(tr("“Plan the roadmap” says which region opens when, while demand grows month by month."));
  if (!bar_->is_playing()) bar_->set_words({});
}

void RoadmapView::show_courses() {
  const QSignalBlocker quiet(courses_);
  courses_->clear();
  courses_->setVisible(planned_ && planned_->by_growth.size() > 1);
  if (!planned_) return;
  for (std::size_t i = 0; i < planned_->by_growth.size(); ++i) {
    const QString growth = tr("growth %1 %").arg(number(100 * planned_->by_growth[i].growth_per_month, 1));
    const bool least = !planned_->first_steps.empty() && i == planned_->least_regret;
    courses_->addItem(least ? tr("%1: least regret").arg(growth) : growth);
  }
  courses_->setCurrentIndex(chart_.growth());
}

RoadmapOptions RoadmapView::options() const {
  RoadmapOptions options{.months = months_->value(), .every = every_->value(), .growths = growths_of(growth_->text())};
  options.simulate = simulate_->isChecked();
  if (today_->isChecked() && today_->isEnabled()) options.today = workspace_.candidate()->topology;
  return options;
}

// By a connection of its own to the study, whose capacity curves it takes; without a study they are worked out, and not kept.
void RoadmapView::play() {
  if (!workspace_.has_world()) return;
  try {
    bar_->play(
        [this, options = options(), file = workspace_.study().file, text = workspace_.document().bytes()](Job::Link& link) {
          const auto study = std::make_shared<Study>(file.empty() ? Study::in_memory(text, "scenario.json") : Study::open(file));
          const auto planned = std::make_shared<const Roadmaps>(roadmaps(
              *study, PriceBook::shipped(), options, [&link](const ProgressReport& report) { link.report(report); }, link.stop()));
          link.post([this, planned, world = std::shared_ptr<const World>(study, &study->world())] {
            planned_ = planned;
            chart_.show(planned, world);
            show_courses();
          });
        },
        tr("Planning the roadmap…"));
  } catch (const std::invalid_argument& error) {
    bar_->set_words(QString::fromUtf8(error.what()));
  }
}

}  // namespace tradewind::gui
