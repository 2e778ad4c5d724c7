// Colours for JSON, YAML and their kin: keys, texts, figures, comments.
#pragma once

#include <QSyntaxHighlighter>

namespace tradewind::gui {

class CodeColours : public QSyntaxHighlighter {
 public:
  // With comments: what follows a '#' at the begin of a line or after a space.
  CodeColours(QTextDocument* document, bool comments) : QSyntaxHighlighter(document), comments_(comments) {}

 protected:
  void highlightBlock(const QString& line) override;

 private:
  bool comments_;
};

}  // namespace tradewind::gui
