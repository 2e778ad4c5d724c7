// HTML and SVG that is balanced and escaped by construction.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace tradewind::text {

// & < > " ' as entities; control characters that HTML and XML forbid become U+FFFD.
std::string escape(std::string_view text);

// JSON that may stand inside a <script> element: "</" and "<!--" cannot close or confuse it.
std::string script_safe(std::string_view json);

using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// An attribute with the name "" is left out, so that an attribute may depend on a condition in place.
class Markup {
 public:
  // Closes its element at the end of the C++ scope.
  class Scope {
   public:
    Scope(Markup& markup, std::string_view tag) : markup_(markup), tag_(tag) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() { markup_.close(tag_); }

   private:
    Markup& markup_;
    std::string_view tag_;
  };

  // `tag` must outlive the scope; every caller passes a literal.
  [[nodiscard]] Scope scope(std::string_view tag, Attributes attributes = {});
  // <tag ...>text</tag>
  Markup& element(std::string_view tag, std::string_view text, Attributes attributes = {});
  // <tag .../>, for void HTML elements and SVG shapes
  Markup& empty(std::string_view tag, Attributes attributes = {});
  Markup& text(std::string_view text);
  // Trusted markup, script or style as it is.
  Markup& verbatim(std::string_view markup);

  std::string take() { return std::move(out_); }

 private:
  void open(std::string_view tag, Attributes attributes, std::string_view end);
  void close(std::string_view tag);
  std::string out_;
};

}  // namespace tradewind::text
