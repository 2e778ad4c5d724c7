#include "editor/form_schema.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tradewind/scenarios/world.h"

namespace tradewind::gui {
namespace {

using Json = nlohmann::ordered_json;

QString text_of(const Json& value) { return QString::fromStdString(value.get<std::string>()); }

// In the language of the window; scripts/translations reads what there is to translate from the schema. Fields are translated by their keys.
QString translated(const char* context, const QString& text) { return QCoreApplication::translate(context, text.toUtf8().constData()); }

QString title_of(QString key) {
  if (const QString title = translated("Fields", key); title != key) return title;
  // A unit at the end stands beside the field already.
  static const QRegularExpression unit("_(ms|s|h|gb|usd|mbit_s|gbit_s|bytes|percent|rps|kb)$");
  key.remove(unit).replace('_', ' ').remove('$');
  if (!key.isEmpty()) key[0] = key[0].toUpper();
  static const QRegularExpression short_words("\\b([Ss]lo|[Ll]lm|[Gg]pu|[Dd]ns|[Kk]v|[Tt]tl|[Nn]at)\\b");
  for (auto match = short_words.match(key); match.hasMatch(); match = short_words.match(key, match.capturedEnd()))
    key.replace(match.capturedStart(), match.capturedLength(), match.captured().toUpper());
  return key;
}

QString range_of(const Json& schema) {
  const auto bound = [&schema](const char* key) { return schema.contains(key) ? QString::fromStdString(schema[key].dump()) : QString(); };
  const QString from = bound("minimum"), above = bound("exclusiveMinimum"), to = bound("maximum");
  QStringList parts;
  if (!from.isEmpty()) parts << "≥ " + from;
  if (!above.isEmpty()) parts << "> " + above;
  if (!to.isEmpty()) parts << "≤ " + to;
  return parts.join(", ");
}

// What one value is: of a field, or of a list's elements.
void read_value(const Json& schema, FormField& field) {
  if (schema.contains("$ref")) {
    field.kind = FormField::Kind::object;
    field.type = text_of(schema["$ref"]).section('/', -1);
  } else if (schema.contains("enum") || schema.contains("anyOf")) {
    const bool free = schema.contains("anyOf");
    const Json& choices = free ? schema["anyOf"][0]["enum"] : schema["enum"];
    for (const Json& choice : choices) field.choices << text_of(choice);
    field.kind = free ? FormField::Kind::text : FormField::Kind::choice;
  } else if (const std::string type = schema.value("type", "string"); type == "number" || type == "integer") {
    field.kind = FormField::Kind::number;
    field.range = range_of(schema);
  } else {
    field.kind = type == "boolean" ? FormField::Kind::boolean : FormField::Kind::text;
  }
}

FormField field_of(const std::string& key, const Json& schema, bool required) {
  FormField field;
  field.key = QString::fromStdString(key);
  field.title = title_of(field.key);
  field.required = required;
  static const QRegularExpression unit(" Unit: (.*)\\.$");
  field.help = text_of(schema["description"]);
  if (const auto match = unit.match(field.help); match.hasMatch()) {
    field.unit = translated("Units", match.captured(1));
    field.help.remove(unit);
  }
  field.help = translated("Help", field.help);
  if (schema.value("type", "") == "array") {
    read_value(schema["items"], field);
    field.numbers = field.kind == FormField::Kind::number;
    field.kind = field.kind == FormField::Kind::object ? FormField::Kind::objects : FormField::Kind::list;
  } else {
    read_value(schema, field);
  }
  if (schema.contains("default")) field.default_json = QString::fromStdString(schema["default"].dump());
  if (schema.contains("examples")) field.example_json = QString::fromStdString(schema["examples"][0].dump());
  return field;
}

FormType type_of(const QString& name, const Json& definition) {
  const bool has_short_forms = definition.contains("anyOf");
  const Json& object = has_short_forms ? definition["anyOf"][0] : definition;
  FormType type;
  type.name = name;
  type.help = translated("Help", text_of(object["description"]));
  const Json required = object.value("required", Json::array());
  for (const auto& [key, schema] : object["properties"].items()) {
    type.fields.push_back(field_of(key, schema, std::ranges::find(required, Json(key)) != required.end()));
    // The schema of a short form is that of the field that it stands for.
    for (std::size_t i = 1; has_short_forms && i < definition["anyOf"].size(); ++i)
      if (definition["anyOf"][i] == schema) type.short_forms << QString::fromStdString(key);
  }
  for (const Json& group : object.value("allOf", Json::array())) {
    QStringList keys;
    for (const Json& one : group["oneOf"])
      if (one.contains("required")) keys << text_of(one["required"][0]);
    type.one_of.push_back(keys);
  }
  return type;
}

}  // namespace

const FormField* FormType::field(const QString& key) const {
  const auto found = std::ranges::find(fields, key, &FormField::key);
  return found == fields.end() ? nullptr : &*found;
}

const FormSchema& FormSchema::scenario() {
  static const FormSchema schema;
  return schema;
}

FormSchema::FormSchema() {
  const Json schema = Json::parse(scenario_json_schema());
  for (const auto& [name, definition] : schema["$defs"].items()) {
    const QString key = QString::fromStdString(name);
    types_.emplace(key, type_of(key, definition));
  }
  root_ = type_of("Scenario", schema);
  // "$schema" is for other editors.
  std::erase_if(root_.fields, [](const FormField& field) { return field.key == "$schema"; });
}

}  // namespace tradewind::gui
