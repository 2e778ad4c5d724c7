// What is wrong with an input, said so that its author can mend it.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace tradewind {

enum class Severity { error, warning };

// One problem of one input file. Texts are plain UTF-8 sentences without markup; whoever prints them escapes them.
struct Problem {
  Severity severity = Severity::error;
  std::string file;      // as the user named it
  int line = 0;          // 1-based; 0 = the file as a whole
  int column = 0;        // 1-based, in bytes; 0 = not known
  std::string pointer;   // JSON pointer (RFC 6901) of the value, "" = the whole document
  std::string found;     // "the string \"ten\"", "nothing", "-3 USD"
  std::string expected;  // "a number of at least 0 (req/day)"
  std::string proposal;  // what to write instead; may be empty
};

using Problems = std::vector<Problem>;

// "chat.json:12:5: error: /workloads/0/slo: found ..., expected ...; did you mean ...?" on one line.
std::string to_string(const Problem& problem);

bool has_errors(const Problems& problems);

// Thrown at the doors (loading a scenario, a topology, a price book) with every problem that was found, never only the first.
class InvalidInput : public std::runtime_error {
 public:
  explicit InvalidInput(Problems problems);
  const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

// The whole file. Throws InvalidInput when it cannot be read; `what`: "a pool file".
std::string read_input(const std::filesystem::path& file, const std::string& what);

// The candidate closest to `name` (case ignored, by edit distance), or "" when none is near enough to be meant.
std::string nearest_name(const std::string& name, const std::vector<std::string>& candidates);

}  // namespace tradewind
