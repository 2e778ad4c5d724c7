// A default that the reader filled in, for `validate --explain`.
#pragma once

#include <string>

namespace tradewind {

struct FilledDefault {
  std::string pointer;  // of the field that was absent
  std::string value;    // as JSON text
  std::string unit;     // may be empty
  std::string source;   // where the value comes from
};

}  // namespace tradewind
