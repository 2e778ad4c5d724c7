#include "window/banner.h"

#include <QHBoxLayout>
#include <QToolButton>

#include "theme/theme.h"

namespace tradewind::gui {

Banner::Banner(QWidget* parent) : QFrame(parent), text_(new QLabel(this)), deed_(new QPushButton(this)) {
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setTextFormat(Qt::PlainText);
  auto* close = new QToolButton(this);
  close->setText("✕");
  close->setAccessibleName(tr("Close the message"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(14, 6, 8, 6);
  layout->addWidget(text_, 1);
  layout->addWidget(deed_);
  layout->addWidget(close);
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  connect(deed_, &QPushButton::clicked, this, [this] {
    hide();
    if (act_) act_();
  });
  setAccessibleName(tr("Message"));
  hide();
}

void Banner::show_message(Kind kind, const QString& text, const QString& deed, std::function<void()> act) {
  const Theme& theme = Theme::current();
  const QColor back = kind == Kind::error ? theme.bad : theme.warn, ink = kind == Kind::error ? theme.bad_ink : theme.warn_ink;
  setStyleSheet(QString("tradewind--gui--Banner { background: %1; border-bottom: 1px solid %2; } tradewind--gui--Banner QLabel { color: %3; }")
                    .arg(back.name(), theme.rule.name(), ink.name()));
  text_->setText(text);
  deed_->setText(deed);
  deed_->setVisible(!deed.isEmpty());
  act_ = std::move(act);
  show();
}

}  // namespace tradewind::gui
