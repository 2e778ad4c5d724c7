#include "language/names.h"

#include <algorithm>

#include "tradewind/scenarios/problem.h"

namespace tradewind::language {

std::vector<std::string> NameBook::meant_by(NameList list, const std::string& name) const {
  const auto& all = names(list);
  if (std::find(all.begin(), all.end(), name) == all.end()) return {};
  return {name};
}

std::string NameBook::nearest(NameList list, const std::string& name) const { return nearest_name(name, names(list)); }

const char* name_list_in_words(NameList list) {
  switch (list) {
    case NAME_LIST_METRO:
      return "a metro area of the catalogue, as \"City\" or \"City, CC\"";
    case NAME_LIST_COUNTRY:
      return "an ISO 3166-1 alpha-2 code of a country in the catalogue";
    case NAME_LIST_CONTINENT:
      return "a continent";
    case NAME_LIST_PROVIDER:
      return "a cloud provider";
    case NAME_LIST_REGION:
      return "a region, as provider:region";
    case NAME_LIST_GPU:
      return "a GPU of the catalogue";
    case NAME_LIST_LLM:
      return "a language model of the catalogue";
    case NAME_LIST_CLASSIC_MODEL:
      return "a classic model of the catalogue";
    case NAME_LIST_PROFILE:
      return "a daily profile of the catalogue";
    case NAME_LIST_INSTANCE_TYPE:
      return "an instance type";
    case NAME_LIST_TRAFFIC_MANAGER:
      return "a traffic manager of the catalogue";
    default:
      return "a name";
  }
}

}  // namespace tradewind::language
