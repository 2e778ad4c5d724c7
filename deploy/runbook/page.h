// A page that people read: its blocks once, as Markdown and as HTML.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace tradewind::runbook {

class Page {
 public:
  // Texts are plain: whatever is markup in them is escaped.
  Page& heading(int level, std::string text);
  Page& paragraph(std::string text);
  Page& steps(std::vector<std::string> texts);  // numbered
  Page& bullets(std::vector<std::string> texts);
  Page& commands(std::vector<std::string> lines);           // of a shell, as they are
  Page& table(std::vector<std::vector<std::string>> rows);  // the first row is the head

  std::string markdown() const;
  std::string html(const std::string& title) const;  // one file, no request to anywhere

 private:
  enum class Kind { heading, paragraph, steps, bullets, commands };
  struct Text {
    Kind kind = Kind::paragraph;
    int level = 0;
    std::vector<std::string> lines;
  };
  using Table = std::vector<std::vector<std::string>>;
  std::vector<std::variant<Text, Table>> blocks_;
};

}  // namespace tradewind::runbook
