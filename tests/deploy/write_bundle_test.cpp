#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <random>

#include "tradewind/deploy/bundle.h"
#include "tradewind/scenarios/files.h"

namespace fs = std::filesystem;
using namespace tradewind;

namespace {

// A folder of its own for each test, removed at its end.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("tradewind-bundle-" + std::to_string(std::random_device{}()))) { fs::create_directories(path_); }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a bundle is written into a new folder", "[bundle]") {
  const Scratch scratch;
  const fs::path folder = scratch.path() / "new" / "bundle";
  write_bundle({{"README.md", "hello\n"}, {"kubernetes/base/a.yaml", "a: 1\n"}}, folder);
  CHECK(read_file(folder / "README.md") == "hello\n");
  CHECK(read_file(folder / "kubernetes/base/a.yaml") == "a: 1\n");
  CHECK_THAT(read_file(folder / ".tradewind-bundle"), Catch::Matchers::EndsWith("README.md\nkubernetes/base/a.yaml\n"));
}

TEST_CASE("a new bundle removes what the former one had and keeps the files of others", "[bundle]") {
  const Scratch scratch;
  write_bundle({{"a/old/x.yaml", "1"}, {"a/kept.yaml", "1"}, {"b/gone.yaml", "1"}}, scratch.path());
  write_file(scratch.path() / "b" / "mine.yaml", "mine");
  write_bundle({{"a/kept.yaml", "2"}, {"c.yaml", "2"}}, scratch.path());
  CHECK_FALSE(fs::exists(scratch.path() / "a" / "old"));
  CHECK_FALSE(fs::exists(scratch.path() / "b" / "gone.yaml"));
  CHECK(read_file(scratch.path() / "b" / "mine.yaml") == "mine");
  CHECK(read_file(scratch.path() / "a" / "kept.yaml") == "2");
  CHECK(read_file(scratch.path() / "c.yaml") == "2");
}

TEST_CASE("a folder with other things in it is refused and left alone", "[bundle]") {
  const Scratch scratch;
  write_file(scratch.path() / "thesis.txt", "precious");
  CHECK_THROWS_AS(write_bundle({{"README.md", "x"}}, scratch.path()), std::runtime_error);
  CHECK(std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator()) == 1);
  CHECK_THROWS_AS(write_bundle({{"README.md", "x"}}, scratch.path() / "thesis.txt"), std::runtime_error);
}

TEST_CASE("no path leads out of the folder, whoever names it", "[bundle]") {
  const Scratch scratch;
  for (const char* path : {"", "/etc/passwd", "../x", "a/../../x", "a//b/..", ".tradewind-bundle", "a\nb", "a\\b", "."}) {
    INFO(path);
    CHECK_THROWS_AS(write_bundle({{path, "x"}}, scratch.path() / "bundle"), std::invalid_argument);
  }
  CHECK_THROWS_AS(write_bundle({{"a", "1"}, {"a", "2"}}, scratch.path() / "bundle"), std::invalid_argument);
  CHECK_FALSE(fs::exists(scratch.path() / "bundle"));
  // A marker that names the files of others is not believed.
  write_file(scratch.path() / "outside.txt", "precious");
  write_file(scratch.path() / "bundle" / ".tradewind-bundle", "../outside.txt\n" + (scratch.path() / "outside.txt").string() + "\n");
  write_bundle({{"a", "1"}}, scratch.path() / "bundle");
  CHECK(read_file(scratch.path() / "outside.txt") == "precious");
}
