#include "window/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace tradewind::gui {
namespace {

constexpr int most_shown = 60, widest = 560, tallest = 380;

}  // namespace

int fit_of(const QString& typed, const QString& text) {
  int fit = 1;
  for (const QString& word : typed.split(' ', Qt::SkipEmptyParts)) {
    const auto at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at < 0) return 0;
    const bool begins_word = at == 0 || !text[at - 1].isLetterOrNumber();
    fit += at == 0 ? 4 : begins_word ? 2 : 1;
  }
  return fit;
}

CommandPalette::CommandPalette(QWidget* parent) : QFrame(parent), words_(new QLineEdit(this)), list_(new QListWidget(this)) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setProperty("role", "card");
  words_->setPlaceholderText(tr("What to do, or a point, a region, a city…"));
  words_->setAccessibleName(tr("Command"));
  list_->setAccessibleName(tr("Commands that fit"));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setUniformItemSizes(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->addWidget(words_);
  layout->addWidget(list_, 1);
  words_->installEventFilter(this);
  connect(words_, &QLineEdit::textChanged, this, &CommandPalette::fill);
  connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { run(list_->row(item)); });
  setAccessibleName(tr("Command palette"));
  hide();
}

void CommandPalette::open(std::vector<Command> commands) {
  commands_ = std::move(commands);
  const QSize size(std::min(widest, parentWidget()->width() - 20), std::min(tallest, parentWidget()->height() - 80));
  setGeometry(QRect(QPoint((parentWidget()->width() - size.width()) / 2, 56), size));
  words_->clear();
  fill();
  show();
  raise();
  words_->setFocus();
}

void CommandPalette::fill() {
  std::vector<std::pair<int, std::size_t>> fitting;
  for (std::size_t i = 0; i < commands_.size(); ++i)
    if (const int fit = fit_of(words_->text(), commands_[i].name + " " + commands_[i].detail); fit > 0) fitting.emplace_back(-fit, i);
  std::ranges::sort(fitting);  // the better fit first, of equal ones in the order of the menus
  list_->clear();
  for (std::size_t shown = 0; shown < fitting.size() && shown < most_shown; ++shown) {
    const Command& command = commands_[fitting[shown].second];
    auto* item = new QListWidgetItem(command.detail.isEmpty() ? command.name : command.name + "    " + command.detail, list_);
    item->setData(Qt::UserRole, static_cast<int>(fitting[shown].second));
  }
  list_->setCurrentRow(0);
}

// The deed may close the window, or open the palette anew.
void CommandPalette::run(int row) {
  if (row < 0) return;
  const auto act = commands_[static_cast<std::size_t>(list_->item(row)->data(Qt::UserRole).toInt())].act;
  hide();
  parentWidget()->setFocus();
  act();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut) hide();
  // Esc and the arrows are shortcuts and keys of others otherwise.
  if (event->type() == QEvent::ShortcutOverride) {
    event->accept();
    return true;
  }
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const int rows = list_->count(), row = list_->currentRow();
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
      hide();
      parentWidget()->setFocus();
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      run(row);
      return true;
    case Qt::Key_Down:
      list_->setCurrentRow(rows == 0 ? -1 : (row + 1) % rows);
      return true;
    case Qt::Key_Up:
      list_->setCurrentRow(rows == 0 ? -1 : (row + rows - 1) % rows);
      return true;
    default:
      return false;
  }
}

}  // namespace tradewind::gui
