#include "window/welcome.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

#include "chart/drawing.h"

namespace tradewind::gui {
namespace {

constexpr int most_recent_shown = 6, column_width = 360;

QLabel* heading(const QString& words) {
  auto* label = new QLabel(words);
  label->setProperty("role", "title");
  return label;
}

QPushButton* choice(const QString& name, const QString& about) {
  auto* button = new QPushButton(name);
  button->setToolTip(about);
  button->setAccessibleDescription(about);
  button->setStyleSheet("text-align: left;");
  return button;
}

}  // namespace

Welcome::Welcome(QWidget* parent) : QWidget(parent), recent_(new QVBoxLayout) {
  auto* name = new QLabel("Tradewind");
  name->setFont(chart_font(2.4, true));
  auto* question = new QLabel(tr("Where in the world should this AI service run, and what will it cost?"));
  question->setProperty("role", "soft");
  auto* tour = new QPushButton(tr("Take the tour"));
  tour->setProperty("primary", true);
  tour->setToolTip(tr("Plans a small example and shows each view, in about two minutes"));
  auto* open = new QPushButton(tr("Open a scenario or a study…"));
  connect(tour, &QPushButton::clicked, this, &Welcome::tour_wanted);
  connect(open, &QPushButton::clicked, this, [this] { Q_EMIT file_wanted({}); });
  auto* begin = new QHBoxLayout;
  begin->addWidget(tour);
  begin->addWidget(open);
  begin->addStretch(1);

  auto* examples = new QVBoxLayout;
  examples->addWidget(heading(tr("Begin with an example")));
  add_example(*examples, "starter", tr("an assistant for five cities of Germany and France"));
  add_example(*examples, "chat", tr("an assistant for the 200 largest metro areas"));
  add_example(*examples, "fraud", tr("card payments that are scored before they are approved"));
  add_example(*examples, "recommend", tr("a shop that ranks products for every page"));
  examples->addStretch(1);
  recent_->addStretch(1);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(40);
  for (QVBoxLayout* column : {examples, recent_}) {
    auto* box = new QWidget;
    box->setFixedWidth(column_width);
    column->setContentsMargins(0, 0, 0, 0);
    box->setLayout(column);
    columns->addWidget(box);
  }
  columns->addStretch(1);

  auto* page = new QWidget;
  page->setMaximumWidth(2 * column_width + 40);
  auto* column = new QVBoxLayout(page);
  column->setSpacing(14);
  column->addStretch(1);
  column->addWidget(name);
  column->addWidget(question);
  column->addSpacing(6);
  column->addLayout(begin);
  column->addSpacing(14);
  column->addLayout(columns);
  column->addStretch(2);
  auto* middle = new QHBoxLayout(this);
  middle->addStretch(1);
  middle->addWidget(page, 10);
  middle->addStretch(1);
}

void Welcome::add_example(QVBoxLayout& column, const QString& name, const QString& about) {
  QPushButton* button = choice(name + "  –  " + about, about);
  connect(button, &QPushButton::clicked, this, [this, name] { Q_EMIT example_wanted(name); });
  column.addWidget(button);
}

void Welcome::set_recent(const QStringList& files) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  recent_->addWidget(heading(tr("Open again")));
  int shown = 0;
  for (const QString& file : files) {
    if (!QFileInfo::exists(file) || shown == most_recent_shown) continue;
    ++shown;
    QPushButton* button = choice(QFileInfo(file).fileName(), file);
    connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT file_wanted(file); });
    recent_->addWidget(button);
  }
  if (shown == 0) {
    auto* none = new QLabel(tr("Files that you open stand here the next time. You may also drop them on the window."));
    none->setWordWrap(true);
    none->setProperty("role", "faint");
    recent_->addWidget(none);
  }
  recent_->addStretch(1);
}

}  // namespace tradewind::gui
