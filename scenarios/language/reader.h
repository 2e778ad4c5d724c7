// One reader for every message of the language: JSON in, a filled message and all problems out. It knows nothing of scenarios; what is valid stands
// in the descriptors.
#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <set>
#include <vector>

#include "language/names.h"
#include "language/problem_list.h"
#include "tradewind/scenarios/filled_default.h"

namespace tradewind::language {

// Where a value stands in the file. Its path counts fields as the schema names them; the pointer is the one of the file, where a short form may
// stand for a whole object: path "/populations/0/metros/top" is pointer "/populations/0/metros" in {"metros": 200}.
struct Place {
  Position at;
  std::string pointer;
};

class Reading {
 public:
  explicit Reading(std::string file) : problems(std::move(file)) {}

  ProblemList problems;
  std::vector<FilledDefault> defaults;

  // Adds a problem at a path; it stands at the nearest enclosing value when there is none at that path in the file (a default, a missing field).
  void error(const std::string& path, ProblemList::Finding finding);
  void warning(const std::string& path, ProblemList::Finding finding);

  // No problem was found at this path, below it, or in what encloses it: the values there can be used.
  bool sound(const std::string& path) const;
  // The file itself has a value at this path: it is no default.
  bool given(const std::string& path) const { return places_.contains(path); }

  // For the reader.
  void remember(const std::string& path, Place place) { places_.emplace(path, std::move(place)); }
  void mark_unsound(const std::string& path) { unsound_.insert(path); }

 private:
  Place nearest_place(std::string path) const;
  std::map<std::string, Place> places_;
  std::set<std::string> unsound_;
};

// Reads `text` into `message` and fills in its defaults. A field whose value has a problem is left unset. No exception for bad input.
void read_message(std::string_view text, const NameBook& names, google::protobuf::Message& message, Reading& reading);

}  // namespace tradewind::language
