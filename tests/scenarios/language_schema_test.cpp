#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "language/message_walk.h"
#include "language/reader.h"
#include "scenarios/scenario.pb.h"
#include "scenarios/topology.pb.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/world.h"
#include "world/catalogue_names.h"

using namespace tradewind;
using namespace tradewind::language;

namespace {

std::vector<const Descriptor*> all_messages() {
  auto messages = reachable_messages(*Scenario::descriptor());
  for (const Descriptor* message : reachable_messages(*TopologyFile::descriptor())) messages.push_back(message);
  return messages;
}

bool is_sentence(const std::string& text) { return !text.empty() && (text.back() == '.' || text.back() == '?'); }

}  // namespace

TEST_CASE("every message, field and choice of the language has help") {
  for (const Descriptor* message : all_messages()) {
    CAPTURE(message->name());
    CHECK(is_sentence(rules_of(*message).help()));
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor& field = *message->field(i);
      CAPTURE(field.full_name());
      CHECK(is_sentence(rules_of(field).help()));
      if (value_type(field) != ValueType::choice) continue;
      for (const EnumValueDescriptor* value : choices(*field.enum_type())) CHECK(is_sentence(value->options().GetExtension(value_help)));
    }
  }
}

TEST_CASE("every default of a value says where it comes from, and is valid") {
  for (const Descriptor* message : all_messages())
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor& field = *message->field(i);
      const FieldRules& stated = rules_of(field);
      CAPTURE(field.full_name());
      if (!stated.default_json().empty()) CHECK_NOTHROW(nlohmann::json::parse(stated.default_json()));
      if (!stated.default_json().empty() && value_type(field) != ValueType::message) CHECK_FALSE(stated.default_source().empty());
      if (!stated.example().empty()) CHECK_NOTHROW(nlohmann::json::parse(stated.example()));
      CHECK_FALSE((stated.required() && !stated.default_json().empty()));
      if (!stated.pattern().empty()) CHECK_NOTHROW(std::regex(stated.pattern()));
      if (!stated.pattern().empty()) CHECK_FALSE(stated.pattern_meaning().empty());
    }
}

TEST_CASE("short forms and groups name fields that there are") {
  for (const Descriptor* message : all_messages()) {
    for (const std::string& name : rules_of(*message).short_forms()) CHECK(message->FindFieldByName(name) != nullptr);
    for (const std::string& group : rules_of(*message).exactly_one_of())
      for (const FieldDescriptor* field : group_fields(*message, group)) CHECK(field != nullptr);
  }
}

TEST_CASE("names in JSON") {
  CHECK(json_name(*Scenario::descriptor()->FindFieldByName("schema")) == "$schema");
  CHECK(json_name(*language::Workload::descriptor()->FindFieldByName("requests_per_user_day")) == "requests_per_user_day");
  CHECK(json_name(*language::Purchase_descriptor()->FindValueByName("PURCHASE_RESERVED_1Y")) == "reserved_1y");
  CHECK(json_name(*language::Balancing_descriptor()->FindValueByName("BALANCING_ROUND_ROBIN")) == "round_robin");
}

TEST_CASE("the JSON Schema says what the descriptors say") {
  const auto schema = nlohmann::json::parse(scenario_json_schema());
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["properties"]["$schema"]["type"] == "string");
  CHECK(schema["required"] == nlohmann::json({"name", "populations", "workloads", "regions"}));
  const auto& definitions = schema["$defs"];
  CHECK(definitions["Workload"]["properties"]["requests_per_user_day"]["exclusiveMinimum"] == 0);
  CHECK(definitions["Workload"]["properties"]["profile"]["enum"].size() == Catalogue::shipped().profiles().size());
  CHECK(definitions["Workload"]["allOf"][0]["oneOf"].size() == 2);
  CHECK(definitions["MetroSelector"]["anyOf"].size() == 3);
  CHECK(definitions["MetroSelector"]["anyOf"][1]["type"] == "integer");
  CHECK(definitions["ClassicServing"]["allOf"][1]["oneOf"].size() == 4);
  CHECK(definitions["VllmServer"]["properties"]["balancing"]["default"] == "least_outstanding");
  // Every reference leads somewhere.
  const std::string text = scenario_json_schema();
  const std::regex reference("#/\\$defs/([A-Za-z]+)");
  for (auto i = std::sregex_iterator(text.begin(), text.end(), reference); i != std::sregex_iterator(); ++i)
    CHECK(definitions.contains((*i)[1].str()));
  CHECK(nlohmann::json::parse(topology_json_schema())["$defs"].contains("PoolEntry"));
}

TEST_CASE("the schema beside the examples is the program's; `tradewind validate --schema` writes it anew") {
  CHECK(read_file(TRADEWIND_SOURCE_DIR "/scenarios/examples/scenario.schema.json") == scenario_json_schema());
}

TEST_CASE("the reference page has a section for every message and a row for every field") {
  const std::string page = scenario_reference_markdown();
  for (const Descriptor* message : reachable_messages(*Scenario::descriptor())) {
    CHECK(page.find("\n## " + message->name() + "\n") != std::string::npos);
    for (int i = 0; i < message->field_count(); ++i) CHECK(page.find("| `" + json_name(*message->field(i)) + "` |") != std::string::npos);
  }
}
