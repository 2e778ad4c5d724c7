// Rows of a file of JSON lines: an object a line (https://jsonlines.org). Keys that no format has are passed over.
#pragma once

#include "traces/row.h"

namespace tradewind::traces {

class JsonParser final : public RowParser {
 public:
  void parse(std::string_view line, Row& row, RowFindings& findings) override;
  Fields seen() const { return seen_; }  // in the last line

 private:
  Fields seen_;
};

}  // namespace tradewind::traces
