// What `tradewind-gui` was called with.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tradewind/planner/what_if.h"

namespace tradewind::gui {

struct CommandLine {
  QStringList files;
  QString screenshot;  // PNG to write instead of staying open
  QString view = "all";
  std::optional<QSize> size;
  std::optional<bool> dark;
  QString language;                             // "de"; empty: as chosen before, or as the system has it
  double scale = 1;                             // pixels of the screen for a pixel of the layout
  QString point, baseline, region, population;  // to select: ids, and names as the world has them
  // Of the picture.
  bool table = false;                                   // the view's table twin
  bool play = false;                                    // what the view does in the background, to its end, before it
  QString show;                                         // "palette", "tour", "about"; empty: nothing beside the view
  std::vector<std::pair<QString, QString>> controls{};  // to be set, by name
  std::optional<Conditions> conditions;                 // to be tried out
};

// Throws WrongUse with a sentence for --help and --version (exit 0) and for wrong use (exit 2).
struct WrongUse : std::runtime_error {
  WrongUse(const QString& sentence, int exit_with) : std::runtime_error(sentence.toStdString()), code(exit_with) {}
  int code;
};
CommandLine parse_command_line(const QStringList& arguments);

}  // namespace tradewind::gui
