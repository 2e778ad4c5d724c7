#include "language/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "language/field.h"
#include "language/json_parser.h"
#include "language/value_checks.h"

namespace tradewind::language {
namespace {

using google::protobuf::Message;

// Where a value stands: its path by the schema, its pointer in the file, and whether it comes from the file at all.
struct Spot {
  std::string path, pointer;
  bool is_default = false;

  Spot child(const std::string& key) const { return {child_pointer(path, key), child_pointer(pointer, key), is_default}; }
};

class Reader {
 public:
  Reader(const NameBook& names, Reading& reading) : names_(names), reading_(reading) {}

  void read(const Node& node, const Spot& spot, Message& message) {
    remember(node, spot);
    if (node.kind == Node::Kind::object) return read_object(node, spot, message);
    const FieldDescriptor* field = short_form(node, *message.GetDescriptor());
    if (field == nullptr) return refuse(node, spot, message_in_words(*message.GetDescriptor()), "");
    read_field(node, {child_pointer(spot.path, json_name(*field)), spot.pointer, spot.is_default}, message, *field);
    finish(node, spot, message, {field});
  }

 private:
  using Fields = std::set<const FieldDescriptor*>;

  void read_object(const Node& node, const Spot& spot, Message& message) {
    Fields given;
    for (const Member& member : node.members) {
      if (reading_.problems.full()) break;
      const FieldDescriptor* field = find_field(*message.GetDescriptor(), member.key);
      if (field == nullptr) {
        refuse_key(member, spot.child(member.key), *message.GetDescriptor());
        continue;
      }
      given.insert(field);
      read_field(member.value, spot.child(member.key), message, *field);
    }
    finish(node, spot, message, std::move(given));
  }

  // The first short form whose type takes the value.
  static const FieldDescriptor* short_form(const Node& node, const Descriptor& message) {
    for (const std::string& name : rules_of(message).short_forms()) {
      const FieldDescriptor* field = message.FindFieldByName(name);
      if (takes(*field, node.kind)) return field;
    }
    return nullptr;
  }

  // Defaults, required fields and groups, once all that the file gives was read.
  void finish(const Node& node, const Spot& spot, Message& message, Fields given) {
    const Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (given.contains(&field) || replaced_by_another(field, given)) continue;
      if (!rules_of(field).default_json().empty()) {
        fill_default(spot.child(json_name(field)), message, field);
        given.insert(&field);
      } else if (rules_of(field).required()) {
        const Spot missing = spot.child(json_name(field));
        report(node.at, missing,
               {"nothing", fmt::format("the field \"{}\": {}", json_name(field), field_in_words(field)), rules_of(field).example()});
      }
    }
    for (const std::string& group : rules_of(type).exactly_one_of()) check_group(node, spot, group_fields(type, group), given);
  }

  // Whether another field of a group of this field was given, so that its default does not apply.
  static bool replaced_by_another(const FieldDescriptor& field, const Fields& given) {
    for (const std::string& group : rules_of(*field.containing_type()).exactly_one_of()) {
      const auto fields = group_fields(*field.containing_type(), group);
      if (std::find(fields.begin(), fields.end(), &field) == fields.end()) continue;
      if (std::any_of(fields.begin(), fields.end(), [&](const FieldDescriptor* other) { return given.contains(other); })) return true;
    }
    return false;
  }

  void check_group(const Node& node, const Spot& spot, const std::vector<const FieldDescriptor*>& fields, const Fields& given) {
    std::vector<std::string> all, present;
    for (const FieldDescriptor* field : fields) {
      all.push_back('"' + json_name(*field) + '"');
      if (given.contains(field)) present.push_back(all.back());
    }
    if (present.size() == 1) return;
    const std::string found = present.empty() ? "none of the fields " + fmt::format("{}", fmt::join(all, ", "))
                                              : "the fields " + fmt::format("{}", fmt::join(present, " and "));
    report(node.at, spot, {found, fmt::format("exactly one of {}", fmt::join(all, ", "))});
  }

  void fill_default(Spot spot, Message& message, const FieldDescriptor& field) {
    spot.is_default = true;
    const FieldRules& stated = rules_of(field);
    ProblemList schema_problems("schema");
    const auto node = parse_json(stated.default_json(), schema_problems);
    if (!node) throw std::logic_error("the default of " + field.full_name() + " is no JSON");
    if (value_type(field) != ValueType::message)
      reading_.defaults.push_back({spot.path, stated.default_json(), stated.unit(), stated.default_source()});
    read_field(*node, spot, message, field);
  }

  void read_field(const Node& node, const Spot& spot, Message& message, const FieldDescriptor& field) {
    remember(node, spot);
    if (!field.is_repeated()) return read_value(node, spot, message, field);
    if (node.kind != Node::Kind::array) return refuse(node, spot, field_in_words(field), takes_one(field, node.kind) ? "[...] around it" : "");
    const FieldRules& stated = rules_of(field);
    const auto count = static_cast<double>(node.items.size());
    if ((stated.has_min() && count < stated.min()) || (stated.has_max() && count > stated.max()))
      report(node.at, spot, {fmt::format("a list of {}", node.items.size()), field_in_words(field)});
    for (std::size_t i = 0; i < node.items.size() && !reading_.problems.full(); ++i)
      read_value(node.items[i], spot.child(std::to_string(i)), message, field);
  }

  // One value: of a plain field, or an element of a list.
  void read_value(const Node& node, const Spot& spot, Message& message, const FieldDescriptor& field) {
    remember(node, spot);
    const auto& access = *message.GetReflection();
    if (value_type(field) == ValueType::message)
      return read(node, spot, field.is_repeated() ? *access.AddMessage(&message, &field) : *access.MutableMessage(&message, &field));
    if (const auto finding = check_value(node, field, names_)) return report(node.at, spot, *finding);
    store_value(node, message, field);
  }

  void remember(const Node& node, const Spot& spot) {
    if (!spot.is_default) reading_.remember(spot.path, {node.at, spot.pointer});
  }
  void report(Position at, const Spot& spot, ProblemList::Finding finding) {
    reading_.mark_unsound(spot.path);
    reading_.problems.error(at, spot.pointer, std::move(finding));
  }
  void refuse(const Node& node, const Spot& spot, const std::string& expected, const std::string& proposal) {
    report(node.at, spot, {description(node), expected, proposal});
  }
  void refuse_key(const Member& member, const Spot& spot, const Descriptor& message) {
    std::vector<std::string> keys;
    for (int i = 0; i < message.field_count(); ++i) keys.push_back(json_name(*message.field(i)));
    const std::string near = nearest_name(member.key, keys);
    report(member.key_at, spot,
           {"the unknown field \"" + shortened(member.key) + "\"", fmt::format("one of the fields {}", fmt::join(keys, ", ")),
            near.empty() ? "" : '"' + near + '"'});
  }

  const NameBook& names_;
  Reading& reading_;
};

}  // namespace

void read_message(std::string_view text, const NameBook& names, Message& message, Reading& reading) {
  const auto root = parse_json(text, reading.problems);
  if (!root) return reading.mark_unsound("");
  Reader(names, reading).read(*root, {}, message);
}

}  // namespace tradewind::language
