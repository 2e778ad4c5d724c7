#include "import/json_source.h"

#include <algorithm>

namespace tradewind::price_import {

void JsonSource::refill() {
  const char* const first = buffer_.data();
  if (!ended_) {
    before_ += static_cast<std::size_t>(end_ - first);
    lines_before_ += static_cast<std::size_t>(std::count(first, end_, '\n'));
    const std::size_t read = bytes_.read(buffer_.data(), buffer_.size());
    ended_ = read == 0;
    end_ = first + read;
  }
  if (ended_) {
    buffer_[0] = '\0';
    end_ = first + 1;
  }
  at_ = first;
}

int JsonSource::line() const { return static_cast<int>(lines_before_ + static_cast<std::size_t>(std::count(buffer_.data(), at_, '\n'))) + 1; }

}  // namespace tradewind::price_import
