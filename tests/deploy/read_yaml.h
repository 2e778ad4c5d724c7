// A YAML file of a bundle as JSON; the test fails when it is not there.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "deploy/files.h"
#include "deploy/yaml_reader.h"

namespace tradewind::test {

inline nlohmann::json read_yaml(const Files& files, const std::string& path) {
  INFO(path);
  REQUIRE(files.contains(path));
  return YamlReader::read(files.at(path));
}

}  // namespace tradewind::test
