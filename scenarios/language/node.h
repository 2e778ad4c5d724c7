// A JSON document as a tree in which every key and value knows where it stands in its file.
#pragma once

#include <string>
#include <vector>

namespace tradewind::language {

// 1-based; columns count bytes. Line 0: no place yet.
struct Position {
  int line = 0, column = 0;
};

struct Member;

struct Node {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  Position at;
  bool boolean = false;
  double number = 0;
  std::string text;  // of a string: its value; of a number: its literal
  std::vector<Node> items;
  std::vector<Member> members;  // in the order of the file, each key once
};

struct Member {
  std::string key;
  Position key_at;
  Node value = {};
  bool again = false;  // the key stands in the object a second time
};

// What stands there, for a message: "the string \"ten\"", "null", "a list", "the number -3". Long strings are cut.
std::string description(const Node& node);

// The text, or its first bytes and "..."; cut between characters, never inside one.
std::string shortened(const std::string& text);

// JSON pointer of a child (RFC 6901: "~" and "/" of the key are escaped).
std::string child_pointer(const std::string& pointer, const std::string& key);

}  // namespace tradewind::language
