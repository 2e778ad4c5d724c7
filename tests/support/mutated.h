// Broken copies of a text, for tests that a reader survives any input.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace tradewind::test {

using Random = std::mt19937_64;

inline std::size_t below(Random& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

// One random edit: a byte changed, a range deleted, doubled or overwritten by a hostile token, or the end cut off.
inline std::string mutated(std::string text, Random& random) {
  static const std::vector<std::string> tokens = {"null",
                                                  "-1",
                                                  "1e999",
                                                  "NaN",
                                                  "\"\\u0000\"",
                                                  "[[[[",
                                                  "{}",
                                                  "\"",
                                                  ",,",
                                                  "true",
                                                  "0.5",
                                                  "\xff",
                                                  "\"no\\n\"",
                                                  "99999999999999999999",
                                                  "//",
                                                  "[1,",
                                                  "\"aws:nowhere\"",
                                                  "\xef\xbb\xbf"};
  const std::size_t at = below(random, text.size()), length = std::min(text.size() - at, 1 + below(random, 20));
  switch (below(random, 5)) {
    case 0:
      text[at] = static_cast<char>(random());
      break;
    case 1:
      text.erase(at, length);
      break;
    case 2:
      text.insert(at, text.substr(at, length));
      break;
    case 3:
      text.replace(at, length, tokens[below(random, tokens.size())]);
      break;
    default:
      text.resize(at);
  }
  return text.empty() ? "{" : text;
}

}  // namespace tradewind::test
