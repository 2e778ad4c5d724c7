// The texts of requests that have ended, until their server no longer reads them: it takes a request out of its batch when it next wakes, and may
// complete one that its client gave up then, unheard, and read it once more.
#pragma once

#include <cstddef>
#include <vector>

namespace tradewind::serving {

template <class Text>
class Leaving {
 public:
  explicit Leaving(std::size_t servers) : servers_(servers) {}

  void leave(std::size_t server, Text text) { servers_[server].now.push_back(text); }

  // Appends to `free` what had left before the last wake but this one.
  void woken(std::size_t server, std::vector<Text>& free) {
    auto& [now, before_last_wake] = servers_[server];
    if (now.empty() && before_last_wake.empty()) return;
    free.insert(free.end(), before_last_wake.begin(), before_last_wake.end());
    before_last_wake.clear();
    before_last_wake.swap(now);
  }

 private:
  struct Texts {
    std::vector<Text> now, before_last_wake;
  };
  std::vector<Texts> servers_;
};

}  // namespace tradewind::serving
