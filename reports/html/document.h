// What every HTML file of ours begins with.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "text/markup.h"

namespace tradewind::html {

// <head>: the title, the program's version and the style. Nothing may be loaded, the file is complete; only a page with scripts of its own may run
// them.
void head(text::Markup& page, std::string_view title, std::string_view version, std::initializer_list<std::string_view> styles, bool scripts = false);

}  // namespace tradewind::html
