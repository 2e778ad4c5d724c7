#include "world/priority_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tradewind::resolution {
namespace {

void check_shares(Resolution& r, const std::string& path, const std::vector<PriorityClass>& classes) {
  double total = 0;
  for (const PriorityClass& c : classes) total += c.share;
  if (std::abs(total - 1) > 1e-6) r.reading.error(path, {fmt::format("shares that add up to {:g}", total), "shares that add up to 1"});
}

void check_names(Resolution& r, const std::string& path, const std::vector<PriorityClass>& classes) {
  for (std::size_t i = 0; i < classes.size(); ++i)
    if (std::ranges::find(classes, classes[i].name, &PriorityClass::name) - classes.begin() != static_cast<std::ptrdiff_t>(i))
      r.reading.error(element(path, static_cast<int>(i)) + "/name",
                      {fmt::format("the name \"{}\" of a class before it", classes[i].name), "a name of its own for each class"});
}

}  // namespace

std::vector<PriorityClass> priority_classes_of(Resolution& r, const std::string& path, const language::LlmServing& from) {
  std::vector<PriorityClass> classes;
  for (const language::PriorityClass& entry : from.priority_classes()) classes.push_back({entry.name(), entry.priority(), entry.share()});
  const std::string at = path + "/priority_classes";
  if (!r.reading.sound(at)) return {{}};
  if (!classes.empty()) check_shares(r, at, classes);
  check_names(r, at, classes);
  const bool by_priority = from.server().scheduling_policy() == language::SCHEDULING_POLICY_PRIORITY;
  if (classes.size() > 1 && !by_priority)
    r.reading.warning(at, {"priority classes for a server that serves first come, first served",
                           "\"scheduling_policy\": \"priority\" in its server; without it they change nothing"});
  if (classes.empty() && by_priority)
    r.reading.warning(path + "/server/scheduling_policy", {"\"priority\" without priority_classes",
                                                           "classes, or \"fcfs\": requests that are equally urgent come in the order of arrival"});
  return classes.empty() ? std::vector<PriorityClass>{{}} : classes;
}

}  // namespace tradewind::resolution
