// Text of others in a Markdown page.
#pragma once

#include <string>
#include <string_view>

namespace tradewind {

// One line of plain text: what Markdown or HTML would take for markup is escaped, control characters become spaces.
std::string markdown(std::string_view text);

}  // namespace tradewind
