// Changes inside an ordered document.
#pragma once

#include <functional>
#include <string>

#include "yaml.h"

namespace tradewind::yaml {

// Puts the value at a JSON pointer, in place of what is there. All but its last part must be there; throws std::logic_error otherwise.
void put(Map& document, const std::string& pointer, Node value);

// The node at a JSON pointer; throws std::logic_error where there is none.
Node& at(Map& document, const std::string& pointer);

// Every entry of the document and of what is in it, from the outside in.
void each_entry(Map& document, const std::function<void(Entry&)>& visit);

// Entries of both, those of maps in both merged, else the change's.
Map merged(Map base, const Map& change);

// No text in the document begins an action of a Go template any more; a reader of the rendered template sees the text as it was. Comments lose
// theirs.
void escape_actions(Map& document);

}  // namespace tradewind::yaml
