#include "window/tour.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "theme/theme.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::gui {
namespace {

constexpr int card_width = 380, margin = 18;

}  // namespace

std::filesystem::path Tour::study_file() {
  const std::filesystem::path folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString();
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  return folder / ("tour-" + Catalogue::shipped().version() + ".study");
}

std::vector<Tour::Step> Tour::steps() {
  return {
      {"scenario", tr("A scenario"),
       tr("Who asks, what they ask, where it may run. The form and the JSON beside it are one text; what you leave out has a default with its "
          "source. "
          "While you read this, the example is being planned."),
       false},
      {"front", tr("The front"),
       tr("Every point is a topology that was simulated request by request: to the left it is faster, further down cheaper. Nobody beats the dark "
          "points. Click one, or walk with the arrow keys."),
       true},
      {"map", tr("The world"),
       tr("The picked point on the map: circles are people, large dots are regions, lines are requests. Click a region or a city: all views follow."),
       true},
      {"bill", tr("The bill"),
       tr("What it costs, down to the line with the date of its price. Ctrl+B pins a point; the waterfall then tells why another one is cheaper."),
       true},
      {"what-if", tr("What if"),
       tr("Move a slider: the placement model answers at once, and a simulation checks it. The difference to the pinned point shows in every view."),
       true},
      {"chaos", tr("When things fail"), tr("Lets each region, zone and node fail in turn, and shows what the users feel and for how long."), true},
      {"export", tr("The way out"),
       tr("Kubernetes, Terraform and DNS for the picked point, to read before they are written. That is all: now open a "
          "scenario of your own, or change this one. Ctrl+Shift+P finds everything."),
       true},
  };
}

Tour::Tour(QWidget* parent)
    : QFrame(parent),
      title_(new QLabel(this)),
      text_(new QLabel(this)),
      count_(new QLabel(this)),
      back_(new QPushButton(tr("Back"), this)),
      next_(new QPushButton(this)),
      end_(new QPushButton(tr("End the tour"), this)) {
  setAccessibleName(tr("Tour"));
  setFixedWidth(card_width);
  title_->setProperty("role", "title");
  text_->setWordWrap(true);
  count_->setProperty("role", "faint");
  next_->setProperty("primary", true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(end_);
  buttons->addStretch(1);
  buttons->addWidget(count_);
  buttons->addWidget(back_);
  buttons->addWidget(next_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 12, 16, 12);
  layout->addWidget(title_);
  layout->addWidget(text_);
  layout->addLayout(buttons);
  connect(back_, &QPushButton::clicked, this, [this] { go_to(at_ - 1); });
  connect(next_, &QPushButton::clicked, this, [this] {
    if (at_ + 1 < static_cast<int>(steps().size()))
      go_to(at_ + 1);
    else
      end();
  });
  connect(end_, &QPushButton::clicked, this, &Tour::end);
  parent->installEventFilter(this);
  hide();
}

void Tour::begin() {
  const Theme& theme = Theme::current();
  setStyleSheet(
      QString("tradewind--gui--Tour { background: %1; border: 1px solid %2; border-radius: 9px; }").arg(theme.surface.name(), theme.accent.name()));
  go_to(0);
}

void Tour::go_to(int step) {
  at_ = step;
  show_step();
  Q_EMIT view_wanted(steps()[static_cast<std::size_t>(at_)].view);
}

void Tour::set_has_front(bool has_front) {
  has_front_ = has_front;
  if (isVisible()) show_step();
}

void Tour::show_step() {
  const std::vector<Step> all = steps();
  const auto at = static_cast<std::size_t>(at_);
  const bool is_last = at + 1 == all.size();
  const bool waits = !is_last && all[at + 1].needs_front && !has_front_;
  title_->setText(all[at].title);
  text_->setText(all[at].text);
  count_->setText(tr("%1 of %2").arg(at + 1).arg(all.size()));
  back_->setEnabled(at > 0);
  next_->setText(is_last ? tr("Done") : waits ? tr("Planning…") : tr("Next"));
  next_->setEnabled(!waits);
  end_->setVisible(!is_last);
  keep_to_corner();
  show();
  raise();
}

void Tour::end() {
  hide();
  Q_EMIT ended();
}

void Tour::keep_to_corner() {
  layout()->activate();
  resize(card_width, heightForWidth(card_width) > 0 ? heightForWidth(card_width) : sizeHint().height());
  move(parentWidget()->width() - card_width - margin, parentWidget()->height() - height() - margin - 24);
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && isVisible()) keep_to_corner();
  return QFrame::eventFilter(watched, event);
}

}  // namespace tradewind::gui
