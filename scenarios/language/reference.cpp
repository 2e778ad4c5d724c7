#include "language/reference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cctype>

#include "language/message_walk.h"
#include "language/names.h"

namespace tradewind::language {
namespace {

// Text of a table cell: no character of it may end the cell or become markup.
std::string cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string code(const std::string& text) { return text.empty() ? "" : "`" + text + "`"; }

std::string link(const Descriptor& message) {
  std::string anchor = message.name();
  for (char& c : anchor) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return fmt::format("[{}](#{})", message.name(), anchor);
}

std::string type_cell(const FieldDescriptor& field) {
  const NameList list = rules_of(field).names();
  std::string type = cell(field_in_words(field));
  if (value_type(field) == ValueType::message) type = (field.is_repeated() ? "list of " : "") + link(*field.message_type());
  return list == NAME_LIST_NONE ? type : type + ": " + cell(name_list_in_words(list));
}

std::string meaning_cell(const FieldDescriptor& field) {
  std::string text = cell(rules_of(field).help());
  if (value_type(field) == ValueType::choice)
    for (const EnumValueDescriptor* value : choices(*field.enum_type()))
      text += fmt::format(" {}: {}", code(json_name(*value)), cell(value->options().GetExtension(value_help)));
  if (!rules_of(field).example().empty()) text += " Example: " + code(rules_of(field).example());
  return text;
}

std::string default_cell(const FieldDescriptor& field) {
  const FieldRules& stated = rules_of(field);
  if (stated.required()) return "**required**";
  if (stated.default_json().empty()) return "";
  return code(stated.default_json()) + (stated.default_source().empty() ? "" : "; " + cell(stated.default_source()));
}

std::string section(const Descriptor& message) {
  const MessageRules& stated = rules_of(message);
  std::string text = fmt::format("## {}\n\n{}\n\n", message.name(), stated.help());
  for (const std::string& name : stated.short_forms()) {
    const FieldDescriptor& field = *message.FindFieldByName(name);
    text += fmt::format("Short form: {} stands for `{{\"{}\": ...}}`.\n\n", cell(field_in_words(field)), json_name(field));
  }
  for (const std::string& group : stated.exactly_one_of()) {
    std::vector<std::string> names;
    for (const FieldDescriptor* field : group_fields(message, group)) names.push_back(code(json_name(*field)));
    text += fmt::format("Exactly one of {}.\n\n", fmt::join(names, ", "));
  }
  text += "| field | value | default | meaning |\n|---|---|---|---|\n";
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    text += fmt::format("| {} | {} | {} | {} |\n", code(json_name(field)), type_cell(field), default_cell(field), meaning_cell(field));
  }
  return text + "\n";
}

}  // namespace

std::string reference_markdown(const Descriptor& root) {
  std::string page =
      "# The scenario language\n\nA scenario is a JSON file. This page is made from the schema by `tradewind validate --reference`; every default "
      "names where it comes from.\n\n";
  for (const Descriptor* message : reachable_messages(root)) page += section(*message);
  page.pop_back();
  return page;
}

}  // namespace tradewind::language
