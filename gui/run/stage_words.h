// What a plan is at, in the language of the window.
#pragma once

#include <QString>

namespace tradewind::gui {

// "placements at 320 ms and near it", as ProgressReport has it; a stage without a translation stays as it is.
QString stage_words(const QString& stage);

}  // namespace tradewind::gui
