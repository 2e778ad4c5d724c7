#include "statistics/batch_means.h"

#include <algorithm>

namespace tradewind::statistics {

void BatchMeans::add(std::uint64_t position, std::int64_t value) {
  while (position / batch_size_ >= most_batches) join_neighbours();
  const std::size_t index = position / batch_size_;
  if (index >= batches_.size()) batches_.resize(index + 1);
  batches_[index].sum += value;
  ++batches_[index].count;
  end_ = std::max(end_, position + 1);
}

void BatchMeans::join_neighbours() {
  const std::size_t joined = (batches_.size() + 1) / 2;
  batches_.resize(2 * joined);
  for (std::size_t i = 0; i < joined; ++i)
    batches_[i] = {batches_[2 * i].sum + batches_[2 * i + 1].sum, batches_[2 * i].count + batches_[2 * i + 1].count};
  batches_.resize(joined);
  batch_size_ *= 2;
}

std::vector<BatchMeans::Mean> BatchMeans::means() const {
  std::vector<Mean> means;
  for (std::size_t i = 0; i < end_ / batch_size_; ++i)
    if (batches_[i].count > 0) means.push_back({i * batch_size_, static_cast<double>(batches_[i].sum) / static_cast<double>(batches_[i].count)});
  return means;
}

}  // namespace tradewind::statistics
