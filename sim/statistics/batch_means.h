// A series of any length as the means of consecutive batches, in memory that does not grow with its length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tradewind::statistics {

class BatchMeans {
 public:
  struct Mean {
    std::uint64_t first = 0;  // position of the batch's first value
    double value = 0;
  };

  BatchMeans() { batches_.reserve(most_batches); }

  // The value at a position of the series; positions may come in any order and some may never come.
  void add(std::uint64_t position, std::int64_t value);

  // Of the batches whose positions all lie before the last one seen, or at it; those to which no value came are left out. Batches are of five values
  // until there are 4096 of them; then, and each time that there are as many again, neighbours are joined and batches are twice as long.
  std::vector<Mean> means() const;

 private:
  static constexpr std::size_t most_batches = 4096;
  struct Batch {
    std::int64_t sum = 0, count = 0;
  };
  void join_neighbours();

  std::vector<Batch> batches_;
  std::uint64_t batch_size_ = 5, end_ = 0;  // end_: one past the last position seen
};

}  // namespace tradewind::statistics
