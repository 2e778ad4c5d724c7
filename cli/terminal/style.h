// Colour on terminals that want it: https://no-color.org, and only where the stream is a terminal.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace tradewind::terminal {

bool wants_colour(std::FILE* stream);

// The text in bold, faint, red, green or yellow when `stream` wants colour, else unchanged.
enum class Style { bold, faint, red, green, yellow };
std::string styled(std::string_view text, Style style, std::FILE* stream = stdout);

// A line of its own in bold on stdout, after an empty one.
void print_heading(std::string_view text);

// Control characters of user text made visible (\n as "\n", ESC as "\x1b"), so that a name cannot steer the terminal.
std::string printable(std::string_view text);

}  // namespace tradewind::terminal
