#include "text/markup.h"

namespace tradewind::text {

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
          out += "\xEF\xBF\xBD";
        else
          out += c;
    }
  }
  return out;
}

std::string script_safe(std::string_view json) {
  std::string out;
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

Markup::Scope Markup::scope(std::string_view tag, Attributes attributes) {
  open(tag, attributes, ">");
  return {*this, tag};
}

Markup& Markup::element(std::string_view tag, std::string_view content, Attributes attributes) {
  open(tag, attributes, ">");
  text(content);
  close(tag);
  return *this;
}

Markup& Markup::empty(std::string_view tag, Attributes attributes) {
  open(tag, attributes, "/>");
  return *this;
}

Markup& Markup::text(std::string_view content) {
  out_ += escape(content);
  return *this;
}

Markup& Markup::verbatim(std::string_view markup) {
  out_ += markup;
  return *this;
}

void Markup::open(std::string_view tag, Attributes attributes, std::string_view end) {
  out_ += '<';
  out_ += tag;
  for (const auto& [name, value] : attributes) {
    if (name.empty()) continue;
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += escape(value);
    out_ += '"';
  }
  out_ += end;
}

void Markup::close(std::string_view tag) {
  out_ += "</";
  out_ += tag;
  out_ += '>';
}

}  // namespace tradewind::text
