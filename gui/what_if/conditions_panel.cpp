#include "what_if/conditions_panel.h"

#include <algorithm>
#include <cmath>

#include "text/format.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

// A factor is 2^(value / 20): each step 3.5 %, from a quarter to four times.
constexpr double steps_to_double = 20;
constexpr int farthest = 40;
// The limit on the latency: from below the fastest point to the slowest one in equal ratios; the last step is no limit.
constexpr int limit_steps = 60;
constexpr double faster_than_fastest = 0.85;
constexpr int most_regions = 12, spot_steps = 20;

double factor(const QSlider& slider) { return std::exp2(slider.value() / steps_to_double); }

QString factor_words(const QSlider& slider) { return slider.value() == 0 ? "× 1" : "× " + number(factor(slider), 2); }

}  // namespace

ConditionsPanel::ConditionsPanel(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace), grid_(new QGridLayout(this)) {
  grid_->setContentsMargins(14, 8, 14, 8);
  grid_->setHorizontalSpacing(10);
  grid_->setVerticalSpacing(6);
  grid_->setColumnStretch(1, 1);
  grid_->setColumnMinimumWidth(2, 86);
  demand_ = add(tr("Demand"), tr("Requests of everybody, times"), -farthest, farthest, &ConditionsPanel::demand_words);
  gpu_price_ = add(tr("GPU price"), tr("Price of an instance, however it is bought, times"), -farthest, farthest, &ConditionsPanel::gpu_words);
  egress_price_ = add(tr("Egress price"), tr("Price of traffic to the internet, times"), -farthest, farthest, &ConditionsPanel::egress_words);
  limit_ = add(tr("Latency at most"), tr("Limit on the latency that the plan looks at"), 0, limit_steps, &ConditionsPanel::limit_words);
  regions_ = add(tr("Regions"), tr("Number of open regions"), 0, most_regions, &ConditionsPanel::region_words);
  spot_ = add(tr("Spot share"), tr("Most of the instances of an hour that may be spot"), 0, spot_steps, &ConditionsPanel::spot_words);
  connect(&workspace, &Workspace::study_changed, this, &ConditionsPanel::take_study);
  connect(&workspace, &Workspace::selection_changed, this, &ConditionsPanel::follow_selection);
  take_study();
  reset();
}

QSlider* ConditionsPanel::add(const QString& name, const QString& help, int from, int to, QString (ConditionsPanel::*words)() const) {
  auto* slider = new QSlider(Qt::Horizontal, this);
  slider->setRange(from, to);
  slider->setMinimumHeight(22);
  slider->setPageStep(std::max(1, (to - from) / 10));
  slider->setToolTip(help);
  slider->setAccessibleName(name);
  const int row = grid_->rowCount();
  auto *label = new QLabel(name, this), *value = new QLabel(this);
  label->setToolTip(help);
  label->setBuddy(slider);
  value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  grid_->addWidget(label, row, 0);
  grid_->addWidget(slider, row, 1);
  grid_->addWidget(value, row, 2);
  rows_.push_back({slider, label, value, words});
  connect(slider, &QSlider::valueChanged, this, [this] {
    touched_ = true;
    tell();
    Q_EMIT changed();
  });
  return slider;
}

Conditions ConditionsPanel::conditions() const {
  Conditions c{.demand = factor(*demand_), .gpu_price = factor(*gpu_price_), .egress_price = factor(*egress_price_), .limit_ms = limit_ms()};
  if (regions_->value() > 0) c.regions = regions_->value();
  if (workspace_.world().billing.purchase_mix) c.spot_share = static_cast<double>(spot_->value()) / spot_steps;
  return c;
}

void ConditionsPanel::set(const Conditions& c) {
  const auto steps = [](double factor) { return static_cast<int>(std::lround(steps_to_double * std::log2(factor))); };
  set_quietly(*demand_, steps(c.demand));
  set_quietly(*gpu_price_, steps(c.gpu_price));
  set_quietly(*egress_price_, steps(c.egress_price));
  if (c.limit_ms) set_quietly(*limit_, limit_step(*c.limit_ms));
  set_quietly(*regions_, c.regions.value_or(0));
  if (c.spot_share) set_quietly(*spot_, static_cast<int>(std::lround(*c.spot_share * spot_steps)));
  touched_ = true;
  tell();
  Q_EMIT changed();
}

// The first one that allows the latency.
int ConditionsPanel::limit_step(double ms) const {
  const double step = std::log(ms / fastest_ms_) / std::log(slowest_ms_ / fastest_ms_) * (limit_steps - 1);
  return std::clamp(static_cast<int>(std::ceil(step - 1e-9)), 0, limit_steps - 1);
}

std::optional<double> ConditionsPanel::limit_ms() const {
  if (limit_->value() == limit_steps) return std::nullopt;
  return fastest_ms_ * std::pow(slowest_ms_ / fastest_ms_, static_cast<double>(limit_->value()) / (limit_steps - 1));
}

QString ConditionsPanel::demand_words() const { return factor_words(*demand_); }
QString ConditionsPanel::gpu_words() const { return factor_words(*gpu_price_); }
QString ConditionsPanel::egress_words() const { return factor_words(*egress_price_); }
QString ConditionsPanel::limit_words() const { return limit_ms() ? milliseconds(*limit_ms()) : tr("any"); }
QString ConditionsPanel::region_words() const { return regions_->value() == 0 ? tr("any") : number(regions_->value()); }
QString ConditionsPanel::spot_words() const { return percent(static_cast<double>(spot_->value()) / spot_steps); }

void ConditionsPanel::set_quietly(QSlider& slider, int value) {
  const QSignalBlocker quiet(slider);
  slider.setValue(value);
}

// Points come in while a plan runs.
void ConditionsPanel::take_study() {
  const std::vector<int> front = workspace_.study().front();
  if (!front.empty()) {
    const auto ms = [this](int point) { return workspace_.study().points[static_cast<std::size_t>(point)].latency_ms; };
    fastest_ms_ = faster_than_fastest * ms(front.front());
    slowest_ms_ = std::max(ms(front.back()), 1.01 * fastest_ms_);
  }
  limit_->setToolTip(workspace_.has_world() ? objective_words(workspace_.world()) : QString());
  const bool mixes = workspace_.world().billing.purchase_mix.has_value();
  for (const Row& row : rows_)
    if (row.slider == spot_)
      for (QWidget* part : {static_cast<QWidget*>(row.slider), static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.value)})
        part->setVisible(mixes);
  setEnabled(workspace_.study().store != nullptr && !front.empty());
  follow_selection();
}

void ConditionsPanel::reset() {
  for (QSlider* slider : {demand_, gpu_price_, egress_price_, regions_}) set_quietly(*slider, 0);
  if (const auto& mix = workspace_.world().billing.purchase_mix) set_quietly(*spot_, static_cast<int>(std::lround(mix->spot_max_share * spot_steps)));
  touched_ = false;
  follow_selection();
}

// Until somebody moves a slider.
void ConditionsPanel::follow_selection() {
  const int point = workspace_.selection().point;
  if (!touched_ && point >= 0 && !workspace_.shows_trial())
    set_quietly(*limit_, limit_step(workspace_.study().points[static_cast<std::size_t>(point)].latency_ms));
  tell();
}

void ConditionsPanel::tell() {
  for (const Row& row : rows_) {
    row.value->setText((this->*row.words)());
    row.slider->setAccessibleDescription(row.value->text());
  }
}

}  // namespace tradewind::gui
