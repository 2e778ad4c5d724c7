// Rows of a file of JSON lines: an object a line (https://jsonlines.org). Keys that no format has are passed over.
#pragma once

#include "traces/row.h"

namespace tradewind::traces {

class JsonParser final : public RowParser {
 public:
  // `of_items`: requests to a classic model.
  explicit JsonParser(bool of_items) : of_items_(of_items) {}
  void parse(std::string_view line, Row& row, RowFindings& findings) override;
  Fields seen() const { return seen_; }  // in the last line

 private:
  bool of_items_;
  Fields seen_;
};

}  // namespace tradewind::traces
