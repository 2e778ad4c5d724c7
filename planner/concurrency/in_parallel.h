// Independent pieces of work on OpenMP threads, with exceptions.
#pragma once

#include <omp.h>

#include <cstddef>
#include <exception>

namespace tradewind {

// Runs work(0), ..., work(count - 1) on `threads` threads (0 = all cores); one of the exceptions, if any, is thrown again when all have ended.
template <typename Work>
void in_parallel(std::size_t count, int threads, const Work& work) {
  std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads > 0 ? threads : omp_get_max_threads())
  for (std::size_t i = 0; i < count; ++i) {
    try {
      work(i);
    } catch (...) {
#pragma omp critical(tradewind_in_parallel_failure)
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tradewind
