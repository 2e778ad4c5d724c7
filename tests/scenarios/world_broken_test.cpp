#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>
#include <sstream>

#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/world.h"

using namespace tradewind;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(TRADEWIND_SOURCE_DIR) / "tests/data/broken";

// One line of an .expected file: the line number, the JSON pointer ("-" = the whole document), and the start of the message after it.
struct Expected {
  int line = 0;
  std::string pointer, text;
};

std::vector<Expected> expected_of(const fs::path& scenario) {
  std::vector<Expected> all;
  std::istringstream lines(read_file(fs::path(scenario).replace_extension(".expected")));
  for (std::string line; std::getline(lines, line);) {
    Expected expected;
    std::istringstream words(line);
    words >> expected.line >> expected.pointer >> std::ws;
    std::getline(words, expected.text);
    if (expected.pointer == "-") expected.pointer.clear();
    all.push_back(expected);
  }
  return all;
}

Problems errors_of(const LoadedScenario& loaded) {
  Problems errors;
  for (const Problem& problem : loaded.problems)
    if (problem.severity == Severity::error) errors.push_back(problem);
  return errors;
}

}  // namespace

TEST_CASE("every broken scenario gets exactly the errors that stand beside it") {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.insert(entry.path());
  REQUIRE(files.size() >= 20);
  for (const fs::path& file : files) {
    const std::vector<Expected> expected = expected_of(file);
    const Problems errors = errors_of(load_scenario(file));
    std::string found = file.filename().string();
    for (const Problem& error : errors) found.append("\n").append(to_string(error));
    INFO(found);
    CHECK(errors.size() == expected.size());
    for (std::size_t i = 0; i < std::min(errors.size(), expected.size()); ++i) {
      CHECK(errors[i].line == expected[i].line);
      CHECK(errors[i].pointer == expected[i].pointer);
      CHECK(to_string(errors[i]).find(expected[i].text) != std::string::npos);
    }
  }
}

TEST_CASE("a scenario file that is not there is a problem, not an exception") {
  const LoadedScenario loaded = load_scenario(folder / "none.json");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].found == "No such file or directory");
  CHECK_THROWS_AS(load_world(folder / "none.json"), InvalidInput);
  CHECK(has_errors(load_scenario(folder).problems));
}

TEST_CASE("ten megabytes of nesting are one problem") {
  const LoadedScenario loaded = load_scenario_text(std::string(10'000'000, '['), "deep.json");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].found == "nesting deeper than 100 levels");
}

TEST_CASE("every cut of an example is refused") {
  const std::string text = read_file(fs::path(TRADEWIND_SOURCE_DIR) / "scenarios/examples/starter.json");
  const std::size_t end = text.find_last_of('}');
  for (std::size_t length = 0; length <= end; length += 7) CHECK(has_errors(load_scenario_text(text.substr(0, length), "cut.json").problems));
}
