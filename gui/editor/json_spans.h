// Where the values of a JSON text stand, so that one of them can be changed and every other letter stays as its author wrote it.
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

namespace tradewind::gui {

struct JsonMember;

// Positions are UTF-16 units of the text; `end` is one past the last.
struct JsonSpan {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  int begin = 0, end = 0;
  std::vector<JsonSpan> items;
  std::vector<JsonMember> members;  // in the order of the text

  const JsonSpan* member(const QString& key) const;  // nullptr: none; the first one where a key stands twice
};

struct JsonMember {
  QString key;
  int begin = 0;  // of the key
  JsonSpan value;
};

// Keys and indices from the root: {"workloads", "0", "slo"}.
using JsonPath = QStringList;
QString pointer_of(const JsonPath& path);  // RFC 6901
JsonPath path_of(const QString& pointer);

// Nothing where the text is no JSON (RFC 8259), or deeper than 100 levels.
std::optional<JsonSpan> parse_spans(const QString& text);
const JsonSpan* find_span(const JsonSpan& root, const JsonPath& path);  // nullptr: not there

// The text with the value at the path, which is JSON itself; missing objects on the way are made. Unchanged where the text is no JSON or something on
// the way is neither object nor list.
QString with_value(const QString& text, const JsonPath& path, const QString& value);
// The same without the value, and without the objects around it that this leaves empty, up to those of a list.
QString without_value(const QString& text, const JsonPath& path);
// One more at the end of the list, which is made where it is missing.
QString with_item(const QString& text, const JsonPath& list, const QString& value);

// A text as JSON writes it, and back; what is no JSON string stays as it is.
QString quoted_json(const QString& text);
QString unquoted_json(const QString& literal);

}  // namespace tradewind::gui
