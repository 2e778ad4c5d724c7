// Long work tells how far it is and can be stopped.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

namespace tradewind {

// Called from one thread at a time, a few times a second at most.
struct ProgressReport {
  double done = 0;  // share of the whole work, 0 to 1
  std::string stage;
};
using ProgressCallback = std::function<void(const ProgressReport&)>;

// Thrown by long work when its stop token asked it to stop; what was finished until then is kept.
struct Interrupted {};

}  // namespace tradewind
