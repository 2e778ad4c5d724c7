#include "text/markup.h"

#include <catch2/catch_test_macros.hpp>

#include "text/markdown_escape.h"

using namespace tradewind::text;

TEST_CASE("Markup characters and forbidden control characters are escaped") {
  CHECK(escape("<b a=\"x\" c='y'>&") == "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;");
  CHECK(escape(std::string_view("a\0b\x1f", 4)) == "a\uFFFDb\uFFFD");
  CHECK(escape("Zürich 東京\n") == "Zürich 東京\n");
}

TEST_CASE("Elements close in the order of their scopes") {
  Markup page;
  {
    const auto outer = page.scope("div", {{"class", "a\"b"}, {"", "left out"}});
    page.element("p", "<x>").empty("br");
  }
  CHECK(page.take() == "<div class=\"a&quot;b\"><p>&lt;x&gt;</p><br/></div>");
}

TEST_CASE("JSON inside a script element cannot end it") {
  const std::string json = script_safe(R"({"a": "</script><!-- <script>"})");
  CHECK(json.find('<') == std::string::npos);
}

TEST_CASE("Foreign text shows as itself in Markdown") {
  CHECK(markdown_escape("a|b *c* @you\n<i>") == "a\\|b \\*c\\* &#64;you &lt;i&gt;");
  CHECK(markdown_escape("[x](y) `z`") == "\\[x\\](y) \\`z\\`");
}
