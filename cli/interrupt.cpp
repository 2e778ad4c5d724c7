#include "interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace tradewind {

std::stop_token stop_on_interrupt() {
  static std::stop_source source;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    source.request_stop();
    // Wrappers such as timeout signal the process and its group: what comes at once is the same interruption, not impatience.
    const auto first = std::chrono::steady_clock::now();
    do {
      sigwait(&signals, &signal);
    } while (std::chrono::steady_clock::now() - first < std::chrono::seconds(1));
    _exit(130);
  }).detach();
  return source.get_token();
}

}  // namespace tradewind
