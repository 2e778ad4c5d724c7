#include "html/document.h"

namespace tradewind::html {

void head(text::Markup& page, std::string_view title, std::string_view version, std::initializer_list<std::string_view> styles, bool scripts) {
  const auto scope = page.scope("head");
  page.empty("meta", {{"charset", "utf-8"}});
  page.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  page.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  page.empty("meta", {{"name", "generator"}, {"content", "Tradewind " + std::string(version)}});
  const std::string allowed = scripts ? "; script-src 'unsafe-inline'; img-src data:" : "";
  page.empty("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", "default-src 'none'; style-src 'unsafe-inline'" + allowed}});
  page.element("title", title);
  const auto style = page.scope("style");
  for (const std::string_view rules : styles) page.verbatim(rules);
}

}  // namespace tradewind::html
