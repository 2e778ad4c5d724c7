// The files of a bundle by their paths.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tradewind/deploy/bundle.h"

namespace tradewind::test {

using Files = std::map<std::string, std::string>;

inline Files files_of(const Bundle& bundle) {
  Files files;
  for (const BundleFile& file : bundle) files[file.path] = file.contents;
  return files;
}

}  // namespace tradewind::test
