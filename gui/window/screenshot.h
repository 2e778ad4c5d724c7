// Pictures of the window for documentation.
#pragma once

#include "window/command_line.h"
#include "window/main_window.h"

namespace tradewind::gui {

// Selects what the command line names; throws std::invalid_argument for a name that is not there.
void select_named(Workspace& workspace, const CommandLine& line);

// Opens the file, waits until its views show it, writes the PNG. Exit code: 0, or 2 and a line on stderr.
int take_screenshot(MainWindow& window, const CommandLine& line);

}  // namespace tradewind::gui
