#include "text/code_colours.h"

#include <QRegularExpression>

#include "theme/theme.h"

namespace tradewind::gui {

// One token after the other from the left, so that nothing inside of a text is taken for something else.
void CodeColours::highlightBlock(const QString& line) {
  if (markdown_) return colour_markdown(line);
  static const QRegularExpression token(
      R"re((?<text>"(?:[^"\\]|\\.)*"|'[^']*')(?<is_key>\s*:)?|(?<comment>(?:^|(?<=\s))#.*$)|(?<key>[\w./-]+)(?=:(?:\s|$))|(?<![\w.])(?<value>-?\d[\d.]*(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))re");
  const Theme& theme = Theme::current();
  for (auto found = token.globalMatch(line); found.hasNext();) {
    const auto match = found.next();
    const auto colour = [&](const char* group, const QColor& as) {
      if (match.capturedStart(group) >= 0) setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)), as);
    };
    colour("text", match.capturedLength("is_key") > 0 ? theme.accent : theme.series_of(2));
    colour("key", theme.accent);
    colour("value", theme.series_of(1));
    if (!comments_) continue;
    colour("comment", theme.faint);
    if (match.capturedLength("comment") > 0) return;
  }
}

void CodeColours::colour_markdown(const QString& line) {
  static const QRegularExpression heading("^#+ .*$|^\\*\\*.*?\\*\\*"), code("`[^`]*`|^( {4}|\t).*$");
  const Theme& theme = Theme::current();
  for (const auto& [shape, as] : {std::pair(&heading, theme.accent), std::pair(&code, theme.series_of(2))})
    for (auto found = shape->globalMatch(line); found.hasNext();) {
      const auto match = found.next();
      setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), as);
    }
}

}  // namespace tradewind::gui
