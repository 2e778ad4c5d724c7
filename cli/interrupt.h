// Ctrl-C and SIGTERM as a stop token: the first asks the work to stop and keep what it has, one that comes more than a second later ends the
// process at once.
#pragma once

#include <stop_token>

namespace tradewind {

// Must be called before any other thread starts: all threads inherit the blocked signals.
std::stop_token stop_on_interrupt();

}  // namespace tradewind
