#include "yaml_edit.h"

#include <algorithm>
#include <stdexcept>

namespace tradewind::yaml {
namespace {

Node* child(Map& map, const std::string& key) {
  const auto found = std::ranges::find(map.entries, key, &Entry::key);
  return found == map.entries.end() ? nullptr : &found->value;
}

Node* child(Node& node, const std::string& step) {
  if (auto* map = std::get_if<Map>(&node.value)) return child(*map, step);
  auto* list = std::get_if<List>(&node.value);
  const std::size_t index = list == nullptr ? 0 : std::stoul(step);
  return list == nullptr || index >= list->items.size() ? nullptr : &list->items[index];
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
  return text;
}

void each_entry(Node& node, const std::function<void(Entry&)>& visit) {
  if (auto* map = std::get_if<Map>(&node.value)) yaml::each_entry(*map, visit);
  if (auto* list = std::get_if<List>(&node.value))
    for (Node& item : list->items) each_entry(item, visit);
}

void escape(Node& node) {
  node.comment = replaced(node.comment, "{{", "{ {");
  if (auto* text = std::get_if<std::string>(&node.value)) *text = replaced(*text, "{{", "{{ `{{` }}");
  if (auto* map = std::get_if<Map>(&node.value)) escape_actions(*map);
  if (auto* list = std::get_if<List>(&node.value))
    for (Node& item : list->items) escape(item);
}

}  // namespace

Node& at(Map& document, const std::string& pointer) {
  Node* node = nullptr;
  for (std::size_t start = 1, end; start <= pointer.size(); start = end + 1) {
    end = std::min(pointer.find('/', start), pointer.size());
    const std::string step = pointer.substr(start, end - start);
    node = node == nullptr ? child(document, step) : child(*node, step);
    if (node == nullptr) throw std::logic_error("no " + pointer + " in a manifest");
  }
  if (node == nullptr) throw std::logic_error("an empty pointer into a manifest");
  return *node;
}

void put(Map& document, const std::string& pointer, Node value) {
  const std::size_t last = pointer.rfind('/');
  Map* parent = last == 0 ? &document : std::get_if<Map>(&at(document, pointer.substr(0, last)).value);
  if (parent == nullptr) throw std::logic_error("no map above " + pointer + " in a manifest");
  const std::string key = pointer.substr(last + 1);
  if (Node* there = child(*parent, key))
    *there = std::move(value);
  else
    parent->add(key, std::move(value));
}

void each_entry(Map& document, const std::function<void(Entry&)>& visit) {
  for (Entry& entry : document.entries) {
    visit(entry);
    each_entry(entry.value, visit);
  }
}

Map merged(Map base, const Map& change) {
  for (const auto& [key, value] : change.entries) {
    Node* there = child(base, key);
    const auto* inner = std::get_if<Map>(&value.value);
    if (there == nullptr) {
      base.add(key, value);
    } else if (auto* map = std::get_if<Map>(&there->value); map != nullptr && inner != nullptr) {
      there->value = merged(std::move(*map), *inner);
    } else {
      *there = value;
    }
  }
  return base;
}

void escape_actions(Map& document) {
  for (Entry& entry : document.entries) escape(entry.value);
}

}  // namespace tradewind::yaml
