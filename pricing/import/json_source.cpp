#include "import/json_source.h"

#include <algorithm>

namespace tradewind::price_import {

void JsonSource::refill() {
  const char* const first = buffer_.data();
  if (!ended_) {
    before_ += static_cast<std::size_t>(end_ - first);
    lines_ += static_cast<std::size_t>(std::count(counted_, end_, '\n'));
    const std::size_t read = bytes_.read(buffer_.data(), buffer_.size());
    watch_(bytes_.progress());
    ended_ = read == 0;
    end_ = first + read;
  }
  if (ended_) {
    buffer_[0] = '\0';
    end_ = first + 1;
  }
  at_ = counted_ = first;
}

int JsonSource::line() {
  lines_ += static_cast<std::size_t>(std::count(counted_, at_, '\n'));
  counted_ = at_;
  return static_cast<int>(lines_) + 1;
}

}  // namespace tradewind::price_import
