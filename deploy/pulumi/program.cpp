#include "pulumi/program.h"

#include <fmt/format.h>

#include "comment.h"

namespace tradewind::pulumi {
namespace {

std::string import_lines(const std::map<std::string, std::set<std::string>>& names, const char* keyword, const char* folder) {
  std::string text;
  for (const auto& [file, list] : names) text += fmt::format("{} {{ {} }} from \"{}/{}\";\n", keyword, fmt::join(list, ", "), folder, file);
  return text;
}

}  // namespace

void Program::fact(const std::string& name, const Type& type, const Json& document) {
  if (!type.component.empty()) types_[type.component].insert(type.name);
  facts_ += "\n" + (document.is_object() && document.contains("//") ? comment_lines(document["//"].get<std::string>(), "//", 0) : "");
  facts_ += fmt::format("export const {}: {} = {};\n", name, type.text, value(document));
}

void Program::use(const std::string& component, const std::string& name) { components_[component].insert(name); }

std::string Program::setting(const cloud::Setting& setting) {
  settings_.try_emplace(setting.name, setting);
  const std::string name = string_literal(camel_case(setting.name));
  if (setting.type == cloud::SettingType::text)
    return setting.fallback.is_null() ? fmt::format("config.require({})", name) : fmt::format("config.get({}) ?? {}", name, value(setting.fallback));
  const char* type = setting.type == cloud::SettingType::texts          ? "string[]"
                     : setting.type == cloud::SettingType::text_by_name ? "Record<string, string>"
                                                                        : "Record<string, string[]>";
  return setting.fallback.is_null() ? fmt::format("config.requireObject<{}>({})", type, name)
                                    : fmt::format("config.getObject<{}>({}) ?? {}", type, name, value(setting.fallback));
}

std::string Program::plan_ts(const std::string& head) const {
  return comment_lines(head, "//", 0) + import_lines(types_, "import type", "./components") + facts_;
}

std::string Program::index_ts(const std::string& head) const {
  std::string text = comment_lines(head, "//", 0);
  for (const std::string& package : packages_)
    text += fmt::format("import * as {} from \"@pulumi/{}\";\n", package == "azure-native" ? "azure" : package, package);
  return text + import_lines(components_, "import", "./components") + "import * as plan from \"./plan\";\n\nconst config = new pulumi.Config();\n" +
         code_;
}

}  // namespace tradewind::pulumi
