#include "run/play_bar.h"

namespace tradewind::gui {
namespace {

constexpr int bar_steps = 1000;

}  // namespace

PlayBar::PlayBar(const QString& start, const QString& help, const QString& progress_name, QWidget* parent)
    : QWidget(parent),
      start_(new QPushButton(start, this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      bar_(new QProgressBar(this)),
      words_(new QLabel(this)),
      row_(new QHBoxLayout(this)) {
  start_->setToolTip(help);
  bar_->setRange(0, bar_steps);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(180);
  bar_->setAccessibleName(progress_name);
  row_->setContentsMargins(14, 6, 14, 4);
  row_->setSpacing(8);
  row_->addWidget(start_);
  row_->addWidget(cancel_);
  row_->addWidget(bar_);
  row_->addWidget(words_, 1);
  connect(start_, &QPushButton::clicked, this, &PlayBar::wanted);
  connect(cancel_, &QPushButton::clicked, this, &PlayBar::cancel);
  show_state();
}

void PlayBar::add_control(QWidget* control) { row_->insertWidget(row_->indexOf(cancel_), control); }

void PlayBar::set_ready(bool ready) {
  ready_ = ready;
  show_state();
}

void PlayBar::show_state() {
  start_->setEnabled(ready_ && job_ == nullptr);
  cancel_->setVisible(job_ != nullptr);
  bar_->setVisible(job_ != nullptr);
}

void PlayBar::play(Job::Work work, const QString& words) {
  if (job_ != nullptr) return;
  words_->setText(words);
  bar_->setValue(0);
  job_ = new Job(std::move(work), this);
  connect(job_, &Job::progressed, this, [this](double done, const QString&) { bar_->setValue(static_cast<int>(bar_steps * done)); });
  connect(job_, &Job::finished, this, [this] {
    end({});
    Q_EMIT played();
  });
  connect(job_, &Job::stopped, this, [this] { end(tr("Cancelled.")); });
  connect(job_, &Job::failed, this, &PlayBar::end);
  show_state();
}

void PlayBar::cancel() {
  if (job_ == nullptr) return;
  job_->stop();
  words_->setText(tr("Stopping…"));
}

void PlayBar::end(const QString& words) {
  job_->deleteLater();
  job_ = nullptr;
  show_state();
  Q_EMIT ended();
  if (!words.isEmpty()) words_->setText(words);
}

}  // namespace tradewind::gui
