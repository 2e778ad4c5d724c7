// What the reader of the scenario language finds and expects, in the language of the window.
#pragma once

#include <QString>

namespace tradewind::gui {

// English of the reader ("a number from 0 to 1 (USD/h)") in the language of the window; figures, names and units keep their places. What no pattern
// fits stays English: better the reader's own words than half of them.
QString problem_words(const QString& english);

}  // namespace tradewind::gui
