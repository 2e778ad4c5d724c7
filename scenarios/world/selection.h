// Filters of selectors: an empty list selects everything.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/scenario.pb.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::resolution {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

inline bool has(const Texts& list, const std::string& text) { return std::find(list.begin(), list.end(), text) != list.end(); }
inline bool selects(const Texts& list, const std::string& text) { return list.empty() || has(list, text); }

// Largest first, as in the catalogue.
std::vector<const CatalogueMetro*> selected_metros(const Catalogue& catalogue, const language::MetroSelector& selector);

}  // namespace tradewind::resolution
