// Colours for JSON, YAML and their kin (keys, texts, figures, comments), and for Markdown.
#pragma once

#include <QSyntaxHighlighter>

namespace tradewind::gui {

class CodeColours : public QSyntaxHighlighter {
 public:
  // With comments: what follows a '#' at the begin of a line or after a space.
  CodeColours(QTextDocument* document, bool comments) : QSyntaxHighlighter(document), comments_(comments) {}
  // The text that is shown next is Markdown: headings and code in it.
  void set_markdown(bool markdown) { markdown_ = markdown; }

 protected:
  void highlightBlock(const QString& line) override;

 private:
  void colour_markdown(const QString& line);
  bool comments_, markdown_ = false;
};

}  // namespace tradewind::gui
