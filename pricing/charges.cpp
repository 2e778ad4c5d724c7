#include "charges.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tradewind {

void Charges::add_shared(const Place& place, const Service& service, const Item& item, double quantity, const Price& price,
                         const std::vector<WorkloadShare>& shares) {
  double weights = 0;
  for (const WorkloadShare& share : shares) weights += share.weight;
  const Cents whole = amount_of(service, quantity, price);
  struct Part {
    const WorkloadShare* share;
    std::int64_t cents;
    double remainder;
  };
  std::vector<Part> parts;
  std::int64_t left = whole.value;
  for (const WorkloadShare& share : shares) {
    const double exact = static_cast<double>(whole.value) * share.weight / weights, down = std::floor(exact);
    parts.push_back({&share, static_cast<std::int64_t>(down), exact - down});
    left -= parts.back().cents;
  }
  // Of equal remainders by name, so that the order of the pools never matters.
  std::ranges::sort(parts, {}, [](const Part& part) { return std::tuple(-part.remainder, part.share->workload); });
  for (Part& part : parts) {
    if (left > 0) {
      ++part.cents;
      --left;
    }
    if (part.share->weight > 0) push({place, &service, item, part.share->workload, quantity * part.share->weight / weights, &price, {part.cents}});
  }
}

}  // namespace tradewind
