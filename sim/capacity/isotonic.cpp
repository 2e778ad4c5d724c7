#include "capacity/isotonic.h"

namespace tradewind::capacity {

std::vector<double> isotonic(const std::vector<double>& values) {
  struct Block {
    double sum = 0;
    std::size_t size = 0;
    double mean() const { return sum / static_cast<double>(size); }
  };
  std::vector<Block> blocks;
  for (const double value : values) {
    blocks.push_back({value, 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().size += last.size;
    }
  }
  std::vector<double> result;
  for (const Block& block : blocks) result.insert(result.end(), block.size, block.mean());
  return result;
}

void make_monotone(std::vector<LoadPoint>& points) {
  if (points.empty()) return;
  for (std::size_t q = 0; q < points.front().latency_quantiles_ms.size(); ++q) {
    std::vector<double> by_rate;
    for (const LoadPoint& point : points) by_rate.push_back(point.latency_quantiles_ms[q]);
    by_rate = isotonic(by_rate);
    for (std::size_t i = 0; i < points.size(); ++i) points[i].latency_quantiles_ms[q] = by_rate[i];
  }
}

}  // namespace tradewind::capacity
