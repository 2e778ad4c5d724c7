// Names that a scenario may use: the reader asks, the catalogue or a world answers.
#pragma once

#include <string>
#include <vector>

#include "scenarios/options.pb.h"

namespace tradewind::language {

class NameBook {
 public:
  virtual ~NameBook() = default;

  // All full names of a list, in a stable order.
  virtual const std::vector<std::string>& names(NameList list) const = 0;

  // The full names that `name` may stand for: none = unknown, several = ambiguous. Unless a book knows better, only a full name stands for itself.
  virtual std::vector<std::string> meant_by(NameList list, const std::string& name) const;

  // The name that the author may have meant by an unknown one, or "".
  virtual std::string nearest(NameList list, const std::string& name) const;
};

// "a provider", "a region, as provider:region", ...: what a name of the list is.
const char* name_list_in_words(NameList list);

}  // namespace tradewind::language
