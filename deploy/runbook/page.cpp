#include "runbook/page.h"

#include <fmt/format.h>

#include "markdown.h"

namespace tradewind::runbook {
namespace {

constexpr const char* style =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.25rem .6rem;text-align:left}"
    "pre{background:#f4f4f4;padding:.6rem;overflow-x:auto}h2{margin-top:2.5rem;border-bottom:1px solid #ddd}"
    "@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}pre{background:#2a2a2a}th,td{border-color:#555}}";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string cells(const std::vector<std::string>& row, const char* tag) {
  std::string out;
  for (const std::string& cell : row) out += fmt::format("<{0}>{1}</{0}>", tag, escaped(cell));
  return "<tr>" + out + "</tr>\n";
}

std::string markdown_row(const std::vector<std::string>& row) {
  std::string out = "|";
  for (const std::string& cell : row) out += " " + tradewind::markdown(cell) + " |";
  return out + "\n";
}

}  // namespace

Page& Page::heading(int level, std::string text) {
  blocks_.push_back(Text{Kind::heading, level, {std::move(text)}});
  return *this;
}
Page& Page::paragraph(std::string text) {
  blocks_.push_back(Text{Kind::paragraph, 0, {std::move(text)}});
  return *this;
}
Page& Page::steps(std::vector<std::string> texts) {
  blocks_.push_back(Text{Kind::steps, 0, std::move(texts)});
  return *this;
}
Page& Page::bullets(std::vector<std::string> texts) {
  blocks_.push_back(Text{Kind::bullets, 0, std::move(texts)});
  return *this;
}
Page& Page::commands(std::vector<std::string> lines) {
  blocks_.push_back(Text{Kind::commands, 0, std::move(lines)});
  return *this;
}
Page& Page::table(std::vector<std::vector<std::string>> rows) {
  blocks_.push_back(std::move(rows));
  return *this;
}

std::string Page::markdown() const {
  std::string out;
  const auto add = [&out](const Text& text) {
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
      const std::string plain = tradewind::markdown(text.lines[i]);
      if (text.kind == Kind::heading) out += std::string(static_cast<std::size_t>(text.level), '#') + " " + plain + "\n";
      if (text.kind == Kind::paragraph) out += plain + "\n";
      if (text.kind == Kind::steps) out += fmt::format("{}. {}\n", i + 1, plain);
      if (text.kind == Kind::bullets) out += "- " + plain + "\n";
      // Between fences: behind a list, indented lines would be text of its last point.
      if (text.kind == Kind::commands) out += (i == 0 ? "```sh\n" : "") + text.lines[i] + "\n" + (i + 1 == text.lines.size() ? "```\n" : "");
    }
  };
  for (const auto& block : blocks_) {
    if (!out.empty()) out += "\n";
    if (const auto* text = std::get_if<Text>(&block)) add(*text);
    if (const auto* rows = std::get_if<Table>(&block))
      for (std::size_t i = 0; i < rows->size(); ++i) {
        out += markdown_row((*rows)[i]);
        if (i > 0) continue;
        out += "|";
        for (std::size_t column = 0; column < rows->front().size(); ++column) out += "---|";
        out += "\n";
      }
  }
  return out;
}

std::string Page::html(const std::string& title) const {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title>"
      "<style>{}</style></head>\n<body>\n",
      escaped(title), style);
  const auto list = [&out](const char* tag, const std::vector<std::string>& lines) {
    out += fmt::format("<{}>\n", tag);
    for (const std::string& line : lines) out += "<li>" + escaped(line) + "</li>\n";
    out += fmt::format("</{}>\n", tag);
  };
  for (const auto& block : blocks_) {
    if (const auto* rows = std::get_if<Table>(&block)) {
      out += "<table>\n";
      for (std::size_t i = 0; i < rows->size(); ++i) out += cells((*rows)[i], i == 0 ? "th" : "td");
      out += "</table>\n";
      continue;
    }
    const Text& text = std::get<Text>(block);
    if (text.kind == Kind::heading) out += fmt::format("<h{0}>{1}</h{0}>\n", text.level, escaped(text.lines.front()));
    if (text.kind == Kind::paragraph) out += "<p>" + escaped(text.lines.front()) + "</p>\n";
    if (text.kind == Kind::steps) list("ol", text.lines);
    if (text.kind == Kind::bullets) list("ul", text.lines);
    if (text.kind == Kind::commands) out += "<pre>" + escaped(fmt::format("{}", fmt::join(text.lines, "\n"))) + "</pre>\n";
  }
  return out + "</body>\n</html>\n";
}

}  // namespace tradewind::runbook
