#include "tradewind/scenarios/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <thread>
#include <vector>

using namespace tradewind;
namespace fs = std::filesystem;

namespace {

// A folder of its own for each test, removed at its end.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("tradewind-files-test-" + std::to_string(::getpid()));
  Folder() { fs::remove_all(path); }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a file is read back as it was written, any bytes, and parents are made") {
  const Folder folder;
  const std::string bytes("a\0b\r\n\xFF", 6);
  write_file(folder.path / "x" / "y.bin", bytes);
  CHECK(read_file(folder.path / "x" / "y.bin") == bytes);
  write_file(folder.path / "x" / "y.bin", "");
  CHECK(read_file(folder.path / "x" / "y.bin").empty());
  CHECK(std::distance(fs::directory_iterator(folder.path / "x"), {}) == 1);
}

TEST_CASE("what cannot be read or written is an error with the path and the reason") {
  const Folder folder;
  CHECK_THROWS_AS(read_file(folder.path / "none"), FileError);
  fs::create_directories(folder.path / "d");
  CHECK_THROWS_AS(read_file(folder.path / "d"), FileError);
  CHECK_THROWS(write_file(folder.path / "d", "x"));
  write_file(folder.path / "f", "x");
  CHECK_THROWS_AS(write_file(folder.path / "f" / "g", "x"), FileError);
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 2);
  try {
    read_file(folder.path / "none");
  } catch (const FileError& error) {
    CHECK(std::string(error.what()).find("none: No such file or directory") != std::string::npos);
  }
}

TEST_CASE("writers at the same time leave one whole file") {
  const Folder folder;
  const auto writer = [&](char letter) {
    for (int i = 0; i < 20; ++i) write_file(folder.path / "shared", std::string(100'000, letter));
  };
  std::vector<std::thread> threads;
  for (const char letter : {'a', 'b', 'c'}) threads.emplace_back(writer, letter);
  for (std::thread& thread : threads) thread.join();
  const std::string contents = read_file(folder.path / "shared");
  CHECK(contents == std::string(100'000, contents.at(0)));
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("what a symbolic link points to is written, and the link stays") {
  const Folder folder;
  write_file(folder.path / "target", "old");
  fs::create_directories(folder.path / "links");
  fs::create_symlink("../target", folder.path / "links" / "one");
  fs::create_symlink("one", folder.path / "links" / "two");
  write_file(folder.path / "links" / "two", "new");
  CHECK(fs::is_symlink(folder.path / "links" / "two"));
  CHECK(fs::is_symlink(folder.path / "links" / "one"));
  CHECK(read_file(folder.path / "target") == "new");
  fs::create_symlink(folder.path / "later", folder.path / "links" / "dangling");
  write_file(folder.path / "links" / "dangling", "made");
  CHECK(read_file(folder.path / "later") == "made");
  fs::create_symlink("circle", folder.path / "links" / "circle");
  CHECK_THROWS_AS(write_file(folder.path / "links" / "circle", "x"), FileError);
  CHECK(std::distance(fs::directory_iterator(folder.path / "links"), {}) == 4);
}

TEST_CASE("a pipe is written to and stays a pipe, through a link as well") {
  const Folder folder;
  fs::create_directories(folder.path);
  const fs::path pipe = folder.path / "pipe", link = folder.path / "link";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  fs::create_symlink("pipe", link);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  for (const fs::path& name : {pipe, link}) {
    write_file(name, "through the pipe");
    std::string got(100, ' ');
    got.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(reader, got.data(), got.size()))));
    CHECK(got == "through the pipe");
    CHECK(fs::is_fifo(pipe));
  }
  CHECK(fs::is_symlink(link));
  ::close(reader);
}
