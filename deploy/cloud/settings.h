// What the person who applies a bundle has to say, or may: variables of Terraform, configuration of Pulumi.
#pragma once

#include <string>
#include <string_view>

#include "cloud/facts.h"

namespace tradewind::cloud {

enum class SettingType { text, texts, text_by_name, texts_by_name };

struct Setting {
  std::string name;  // "hosted_zone"
  SettingType type = SettingType::text;
  std::string description;
  Json fallback = {};  // null: it has to be said
  Json example = {};   // where it has no fallback
  bool secret = false;
  bool later = false;  // known only once the clusters are there
};

// One of those that are the same everywhere; throws std::out_of_range for another name.
const Setting& setting(std::string_view name);

// Where the regions are, by the name of their overlays; `what_an_endpoint_is`: "Host name of the gateway".
Setting endpoint_setting(const std::string& what_an_endpoint_is);

}  // namespace tradewind::cloud
