// Foreign text inside Markdown.
#pragma once

#include <string>
#include <string_view>

namespace tradewind::text {

// Plain text that shows as itself in GitHub-flavoured Markdown, in a table cell too: markup characters escaped, line breaks as spaces,
// "@" kept from naming anybody.
std::string markdown_escape(std::string_view text);

}  // namespace tradewind::text
