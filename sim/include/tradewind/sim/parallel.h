// Independent tasks on several threads.
#pragma once

#include <omp.h>

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tradewind {

// Runs worker() once on each of `threads` threads. By OpenMP; but the thread sanitizer does not see the barriers inside GCC's OpenMP library and
// would report every result that is read after them, so that a sanitized build starts plain threads instead.
template <class Worker>
void on_threads(int threads, const Worker& worker) {
#ifdef __SANITIZE_THREAD__
  std::vector<std::jthread> pool;
  for (int i = 0; i < threads; ++i) pool.emplace_back([&] { worker(); });
#else
#pragma omp parallel num_threads(threads)
  worker();
#endif
}

// Runs task(0 .. tasks-1), each once, on `threads` threads (0 = all cores), the next one on whichever thread is free. When one throws, the others
// stop after their task and the first exception is passed on.
template <class Task>
void in_parallel(std::size_t tasks, int threads, const Task& task) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr failure;
  std::mutex mutex;
  on_threads(threads > 0 ? threads : omp_get_max_threads(), [&] {
    for (std::size_t i = next++; i < tasks && !failed; i = next++) {
      try {
        task(i);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        failed = true;
      }
    }
  });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tradewind
