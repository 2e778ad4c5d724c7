#include "editor/problem_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <optional>
#include <vector>

namespace tradewind::gui {
namespace {

// Forms of what the reader says, parts that vary as %1, %2: such a part is in words again, or a figure, a name or a unit. The first that fits in
// all its parts counts.
constexpr const char* forms[] = {
    QT_TRANSLATE_NOOP("Problems", "the field %1: %2"),
    QT_TRANSLATE_NOOP("Problems", "exactly one of %1"),
    QT_TRANSLATE_NOOP("Problems", "one of the fields %1"),
    QT_TRANSLATE_NOOP("Problems", "one of the two"),
    QT_TRANSLATE_NOOP("Problems", "one of %1"),
    QT_TRANSLATE_NOOP("Problems", "%1: one of %2"),
    QT_TRANSLATE_NOOP("Problems", "%1, or %2"),
    QT_TRANSLATE_NOOP("Problems", "%1 (short for %2)"),
    QT_TRANSLATE_NOOP("Problems", "%1 above %2 and at most %3 (%4)"),
    QT_TRANSLATE_NOOP("Problems", "%1 above %2 and at most %3"),
    QT_TRANSLATE_NOOP("Problems", "a list of %1 to %2 objects"),
    QT_TRANSLATE_NOOP("Problems", "a list of %1 to %2 strings"),
    QT_TRANSLATE_NOOP("Problems", "a list of %1 to %2 values"),
    QT_TRANSLATE_NOOP("Problems", "a list of at most %1 objects"),
    QT_TRANSLATE_NOOP("Problems", "a list of at most %1 strings"),
    QT_TRANSLATE_NOOP("Problems", "a list of at most %1 values"),
    QT_TRANSLATE_NOOP("Problems", "a list of objects"),
    QT_TRANSLATE_NOOP("Problems", "a list of strings"),
    QT_TRANSLATE_NOOP("Problems", "a list of values"),
    QT_TRANSLATE_NOOP("Problems", "%1 from %2 to %3 (%4)"),
    QT_TRANSLATE_NOOP("Problems", "%1 from %2 to %3"),
    QT_TRANSLATE_NOOP("Problems", "%1 of at least %2 (%3)"),
    QT_TRANSLATE_NOOP("Problems", "%1 of at least %2"),
    QT_TRANSLATE_NOOP("Problems", "%1 of at most %2 (%3)"),
    QT_TRANSLATE_NOOP("Problems", "%1 of at most %2"),
    QT_TRANSLATE_NOOP("Problems", "%1 above %2 (%3)"),
    QT_TRANSLATE_NOOP("Problems", "%1 above %2"),
    QT_TRANSLATE_NOOP("Problems", "a number (%1)"),
    QT_TRANSLATE_NOOP("Problems", "a number"),
    QT_TRANSLATE_NOOP("Problems", "a whole number (%1)"),
    QT_TRANSLATE_NOOP("Problems", "a whole number"),
    QT_TRANSLATE_NOOP("Problems", "true or false"),
    QT_TRANSLATE_NOOP("Problems", "a string: %1"),
    QT_TRANSLATE_NOOP("Problems", "a string"),
    QT_TRANSLATE_NOOP("Problems", "an object"),
    QT_TRANSLATE_NOOP("Problems", "lower-case letters, digits and inner hyphens"),
    QT_TRANSLATE_NOOP("Problems", "a date as YYYY-MM-DD"),
    QT_TRANSLATE_NOOP("Problems", "a metro area of the catalogue, as \"City\" or \"City, CC\""),
    QT_TRANSLATE_NOOP("Problems", "an ISO 3166-1 alpha-2 code of a country in the catalogue"),
    QT_TRANSLATE_NOOP("Problems", "a continent"),
    QT_TRANSLATE_NOOP("Problems", "a cloud provider"),
    QT_TRANSLATE_NOOP("Problems", "a region, as provider:region"),
    QT_TRANSLATE_NOOP("Problems", "a GPU of the catalogue"),
    QT_TRANSLATE_NOOP("Problems", "a language model of the catalogue"),
    QT_TRANSLATE_NOOP("Problems", "a classic model of the catalogue"),
    QT_TRANSLATE_NOOP("Problems", "a daily profile of the catalogue"),
    QT_TRANSLATE_NOOP("Problems", "an instance type"),
    QT_TRANSLATE_NOOP("Problems", "a traffic manager of the catalogue"),
    QT_TRANSLATE_NOOP("Problems", "a candidate region of the scenario"),
    QT_TRANSLATE_NOOP("Problems", "an IANA time zone"),
    QT_TRANSLATE_NOOP("Problems", "a name of its own"),
    QT_TRANSLATE_NOOP("Problems", "a name of its own for each class"),
    QT_TRANSLATE_NOOP("Problems", "a name of its own for each workload"),
    QT_TRANSLATE_NOOP("Problems", "each region once"),
    QT_TRANSLATE_NOOP("Problems", "at least the median"),
    QT_TRANSLATE_NOOP("Problems", "%1 without quotes"),
    QT_TRANSLATE_NOOP("Problems", "[...] around it"),
};

// A form, and what it looks like in a text.
struct Form {
  QString english;
  QRegularExpression shape;
  int parts = 0;
};

QString placeholder(int part) { return '%' + QString::number(part); }

Form form(const char* english) {
  Form made{english, {}, 0};
  QString shape = QRegularExpression::escape(made.english);
  while (made.english.contains(placeholder(made.parts + 1))) shape.replace("\\" + placeholder(++made.parts), "(.+?)");
  made.shape.setPattern(QRegularExpression::anchoredPattern(shape));
  return made;
}

// Figures and names, which are the same in every language.
bool is_plain(const QString& text) {
  static const QRegularExpression plain(QRegularExpression::anchoredPattern(R"(("[^"]*"|[\w.+-]+)(, ("[^"]*"|[\w.+-]+))*)"));
  return plain.match(text).hasMatch();
}

std::optional<QString> translated(const QString& english);

// A text of this form with its parts in their words.
std::optional<QString> translated_by(const Form& form, const QStringList& parts) {
  QString words = QCoreApplication::translate("Problems", form.english.toUtf8().constData());
  QStringList said;
  for (int part = 1; part <= form.parts; ++part) {
    const QString& english = parts[part];
    const bool is_unit = form.english.contains("(" + placeholder(part) + ")");
    const auto in_words = is_unit             ? QCoreApplication::translate("Units", english.toUtf8().constData())
                          : is_plain(english) ? std::optional(english)
                                              : translated(english);
    if (!in_words) return std::nullopt;
    said << *in_words;
  }
  // From behind, so that a part that holds "%1" itself is left alone.
  for (int part = form.parts; part >= 1; --part) words.replace(placeholder(part), said[part - 1]);
  return words;
}

std::optional<QString> translated(const QString& english) {
  static const std::vector<Form> all = [] {
    std::vector<Form> made;
    std::ranges::transform(forms, std::back_inserter(made), form);
    return made;
  }();
  for (const Form& form : all)
    if (const auto match = form.shape.match(english); match.hasMatch())
      if (auto words = translated_by(form, match.capturedTexts())) return words;
  return std::nullopt;
}

}  // namespace

QString problem_words(const QString& english) { return translated(english).value_or(english); }

}  // namespace tradewind::gui
