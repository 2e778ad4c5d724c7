#include "tradewind/scenarios/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>

#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

std::string lower_case(const std::string& text) {
  std::string lower = text;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// Edit distance with insertions, deletions, substitutions and swaps of neighbours (optimal string alignment; Boytsov 2011, section 2.2).
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), current(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = current;
  }
  return last[b.size()];
}

std::string place(const Problem& problem) {
  if (problem.line <= 0) return problem.file;
  return problem.column > 0 ? fmt::format("{}:{}:{}", problem.file, problem.line, problem.column) : fmt::format("{}:{}", problem.file, problem.line);
}

std::string joined(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text.append(text.empty() ? "" : "\n").append(to_string(problem));
  return text;
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text = place(problem) + (problem.severity == Severity::error ? ": error: " : ": warning: ");
  if (!problem.pointer.empty()) text += problem.pointer + ": ";
  text += "found " + problem.found;
  if (!problem.expected.empty()) text += ", expected " + problem.expected;
  if (!problem.proposal.empty()) text += "; did you mean " + problem.proposal + "?";
  return text;
}

bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.severity == Severity::error; });
}

InvalidInput::InvalidInput(Problems problems) : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

std::string nearest_name(const std::string& name, const std::vector<std::string>& candidates) {
  const std::string wanted = lower_case(name);
  std::string nearest, completed;
  std::size_t smallest = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    // A distance is at least the difference of the lengths; long texts are not compared letter by letter.
    const std::size_t longer = std::max(candidate.size(), wanted.size()), shorter = std::min(candidate.size(), wanted.size());
    const std::string lower = lower_case(candidate);
    if (completed.empty() && wanted.size() >= 3 && lower.starts_with(wanted)) completed = candidate;
    if (longer - shorter >= smallest || longer > 200) continue;
    const std::size_t distance = edit_distance(wanted, lower);
    if (distance < smallest && distance < longer) {
      smallest = distance;
      nearest = candidate;
    }
  }
  return nearest.empty() ? completed : nearest;
}

std::string read_input(const std::filesystem::path& file, const std::string& what) {
  try {
    return read_file(file);
  } catch (const FileError& error) {
    throw InvalidInput({{Severity::error, file.string(), 0, 0, "", error.reason(), what + " that can be read", ""}});
  }
}

}  // namespace tradewind
