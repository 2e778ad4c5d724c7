#include "terraform/document.h"

#include <fmt/format.h>

#include <algorithm>

namespace tradewind::terraform {
namespace {

std::string text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json sorted(const std::map<std::string, Json>& entries) {
  Json json = Json::object();
  for (const auto& [name, body] : entries) json[name] = body;
  return json;
}

const char* type_of(cloud::SettingType type) {
  switch (type) {
    case cloud::SettingType::texts:
      return "list(string)";
    case cloud::SettingType::text_by_name:
      return "map(string)";
    case cloud::SettingType::texts_by_name:
      return "map(list(string))";
    case cloud::SettingType::text:
      break;
  }
  return "string";
}

}  // namespace

std::string expression(std::string_view text) { return fmt::format("${{{}}}", text); }

std::string literal(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins_template = (text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{';
    if (begins_template) out += text[i];
    out += text[i];
  }
  return out;
}

Json literals(Json document) {
  if (document.is_string()) return literal(document.get<std::string>());
  if (document.is_structured())
    for (Json& part : document) part = literals(std::move(part));
  return document;
}

std::string hcl_string(std::string_view text) {
  // The escapes of JSON are HCL's too, but for control characters, which labels never have.
  return Json(literal(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string identifier(std::string_view label) {
  std::string out(label);
  std::ranges::replace(out, '-', '_');
  return out;
}

void Root::variable(const cloud::Setting& setting) {
  Json body = {{"description", setting.description}, {"type", type_of(setting.type)}};
  if (!setting.fallback.is_null()) body["default"] = setting.fallback;
  if (setting.secret) body["sensitive"] = true;
  variables_.try_emplace(setting.name, std::move(body));
}

void Root::provider(const std::string& name, const std::string& source, const std::string& version, Json configuration) {
  requirements_.try_emplace(name, Json{{"source", source}, {"version", version}});
  providers_.try_emplace(name, std::move(configuration));
}

void Root::output(const std::string& name, const std::string& description, Json value) {
  outputs_[name] = {{"description", description}, {"value", std::move(value)}};
}

Bundle Root::files(const std::string& folder) const {
  Bundle bundle;
  const auto add = [&](const std::string& name, const Json& json) {
    if (!json.empty()) bundle.push_back({folder + "/" + name + ".tf.json", text(json)});
  };
  for (const auto& [name, json] : files_) add(name, json);
  add("versions", {{"terraform", {{"required_version", ">= 1.5"}, {"required_providers", sorted(requirements_)}}}, {"provider", sorted(providers_)}});
  add("variables", variables_.empty() ? Json() : Json{{"variable", sorted(variables_)}});
  add("outputs", outputs_.empty() ? Json() : Json{{"output", sorted(outputs_)}});
  return bundle;
}

}  // namespace tradewind::terraform
