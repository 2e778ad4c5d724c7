// A small ordered document and its YAML text: block style, two spaces, entries in the order given, and no string that a reader could take for another
// type. Written by hand because the emitters at hand print the string "1e3" or "no" unquoted, and cannot put a comment above an entry.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tradewind::yaml {

struct Node;
struct Entry;

// Mapping; keys in the order in which they were added. Keys are the caller's to keep unique.
struct Map {
  std::vector<Entry> entries;
  Map() = default;
  Map(std::initializer_list<Entry> list);
  Map& add(std::string key, Node value);
};

struct List {
  std::vector<Node> items;
  List() = default;
  List(std::initializer_list<Node> list);
  List& add(Node value);
};

// An action of a Go template in place of a value, which Helm fills in: "toJson .x". With `lines` it stands for whole lines, which are indented as
// their place asks for; as the value of the empty key it adds entries to the mapping.
struct Action {
  std::string expression;
  bool lines = false;
};

struct Node {
  std::variant<std::string, std::int64_t, bool, Map, List, Action> value;
  std::string comment;  // printed above the entry or item; any text
  Node(const char* text) : value(std::string(text)) {}
  Node(std::string text) : value(std::move(text)) {}
  Node(int number) : value(std::int64_t{number}) {}
  Node(std::int64_t number) : value(number) {}
  Node(bool flag) : value(flag) {}
  Node(Map map) : value(std::move(map)) {}
  Node(List list) : value(std::move(list)) {}
  Node(Action action) : value(std::move(action)) {}
};

struct Entry {
  std::string key;
  Node value;
};

// The node with a comment above it.
Node note(std::string comment, Node node);

// YAML 1.2 text that YAML 1.1 readers understand alike, ending with a newline. `head` is a comment above the document; may be empty.
std::string text(const Map& document, const std::string& head = "");
std::string text(const List& document, const std::string& head = "");

// One string as a scalar: plain where it cannot be taken for anything else, in single quotes where it has double
// ones, else double-quoted with the escapes that JSON has too. Bytes that are not UTF-8 become U+FFFD.
std::string scalar(std::string_view text);

}  // namespace tradewind::yaml
