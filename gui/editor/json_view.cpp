#include "editor/json_view.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>

#include "text/code_colours.h"
#include "text/format.h"
#include "theme/theme.h"

namespace tradewind::gui {
class LineNumbers : public QWidget {
 public:
  explicit LineNumbers(JsonView& view) : QWidget(&view), view_(view) {}
  void paintEvent(QPaintEvent* event) override { view_.paint_numbers(event); }

 private:
  JsonView& view_;
};

JsonView::JsonView(ScenarioDocument& document, QWidget* parent) : QPlainTextEdit(parent), document_(document), numbers_(new LineNumbers(*this)) {
  setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  setUndoRedoEnabled(false);
  setLineWrapMode(NoWrap);
  setFrameShape(QFrame::NoFrame);
  setTabStopDistance(2 * fontMetrics().horizontalAdvance(' '));
  setAccessibleName(tr("Scenario as JSON"));
  new CodeColours(QPlainTextEdit::document(), false);
  setViewportMargins(fontMetrics().horizontalAdvance("00000"), 0, 0, 0);
  connect(this, &QPlainTextEdit::textChanged, this, &JsonView::take_typed);
  connect(&document, &ScenarioDocument::text_changed, this, &JsonView::take_change);
  connect(&document, &ScenarioDocument::checked, this, &JsonView::mark_problems);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect&, int dy) { dy != 0 ? numbers_->scroll(0, dy) : numbers_->update(); });
  take_change({0, 0, document.text()});
}

// What stands there letter by letter: toPlainText() makes plain spaces of no-break ones.
QString JsonView::raw_text() const { return QPlainTextEdit::document()->toRawText().replace(QChar::ParagraphSeparator, '\n'); }

void JsonView::take_typed() {
  if (taking_) return;
  taking_ = true;
  document_.change_to(raw_text(), tr("Typing"), true);
  taking_ = false;
}

void JsonView::take_change(const TextChange& change) {
  if (taking_) return;
  taking_ = true;
  QTextCursor cursor(QPlainTextEdit::document());
  cursor.setPosition(change.at);
  cursor.setPosition(change.at + change.removed, QTextCursor::KeepAnchor);
  cursor.insertText(change.inserted);
  taking_ = false;
}

void JsonView::mark_problems() {
  QList<QTextEdit::ExtraSelection> marks;
  for (const Problem& problem : document_.loaded()->problems) {
    if (problem.line <= 0) continue;
    const QTextBlock block = QPlainTextEdit::document()->findBlockByNumber(problem.line - 1);
    if (!block.isValid()) continue;
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(block);
    mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(problem.severity == Severity::error ? Theme::current().bad_ink : Theme::current().warn_ink);
    mark.format.setBackground(problem.severity == Severity::error ? Theme::current().bad : Theme::current().warn);
    mark.format.setToolTip(from(to_string(problem)));
    marks << mark;
  }
  setExtraSelections(marks);
}

void JsonView::go_to(int line, int column) {
  const QTextBlock block = QPlainTextEdit::document()->findBlockByNumber(std::max(0, line - 1));
  QTextCursor cursor(block);
  cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, std::max(0, column - 1));
  setTextCursor(cursor);
  centerCursor();
  setFocus();
}

// Undo and redo are the window's.
bool JsonView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      event->ignore();
      return false;
    }
  }
  return QPlainTextEdit::event(event);
}

void JsonView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  const QRect inside = contentsRect();
  numbers_->setGeometry(inside.left(), inside.top(), fontMetrics().horizontalAdvance("00000"), inside.height());
}

void JsonView::paint_numbers(QPaintEvent* event) {
  const Theme& theme = Theme::current();
  QPainter painter(numbers_);
  painter.fillRect(event->rect(), theme.surface);
  painter.setFont(font());
  painter.setPen(theme.faint);
  QTextBlock block = firstVisibleBlock();
  double top = blockBoundingGeometry(block).translated(contentOffset()).top();
  while (block.isValid() && top <= event->rect().bottom()) {
    painter.drawText(QRectF(0, top, numbers_->width() - 8, fontMetrics().height()), Qt::AlignRight, QString::number(block.blockNumber() + 1));
    top += blockBoundingRect(block).height();
    block = block.next();
  }
}

}  // namespace tradewind::gui
