#include "language/reader.h"

namespace tradewind::language {

void Reading::error(const std::string& path, ProblemList::Finding finding) {
  const Place place = nearest_place(path);
  mark_unsound(path);
  problems.error(place.at, place.pointer, std::move(finding));
}

void Reading::warning(const std::string& path, ProblemList::Finding finding) {
  const Place place = nearest_place(path);
  problems.warning(place.at, place.pointer, std::move(finding));
}

bool Reading::sound(const std::string& path) const {
  for (std::string up = path;; up.resize(up.rfind('/'))) {
    if (unsound_.contains(up)) return false;
    if (up.empty()) break;
  }
  const auto below = unsound_.lower_bound(path + "/");
  return below == unsound_.end() || !below->starts_with(path + "/");
}

Place Reading::nearest_place(std::string path) const {
  for (;; path.resize(path.rfind('/'))) {
    const auto found = places_.find(path);
    if (found != places_.end()) return found->second;
    if (path.empty()) return {{1, 1}, ""};
  }
}

}  // namespace tradewind::language
