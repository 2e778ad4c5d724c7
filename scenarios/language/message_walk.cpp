#include "language/message_walk.h"

#include <algorithm>

namespace tradewind::language {
namespace {

void collect(const Descriptor& message, std::vector<const Descriptor*>& found) {
  if (std::find(found.begin(), found.end(), &message) != found.end()) return;
  found.push_back(&message);
  for (int i = 0; i < message.field_count(); ++i)
    if (value_type(*message.field(i)) == ValueType::message) collect(*message.field(i)->message_type(), found);
}

}  // namespace

std::vector<const Descriptor*> reachable_messages(const Descriptor& root) {
  std::vector<const Descriptor*> found;
  collect(root, found);
  return found;
}

}  // namespace tradewind::language
