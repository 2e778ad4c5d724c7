#include "charges.h"

#include <algorithm>

#include "tradewind/pricing/allocation.h"

namespace tradewind {

void Charges::add_shared(const Place& place, const Service& service, const Item& item, double quantity, const Price& price,
                         std::vector<WorkloadShare> shares) {
  // By name, so that the order of the pools never decides who gets a cent more.
  std::ranges::sort(shares, {}, &WorkloadShare::workload);
  std::vector<double> weights;
  for (const WorkloadShare& share : shares) weights.push_back(share.weight);
  double sum = 0;
  for (const double weight : weights) sum += weight;
  const std::vector<std::int64_t> cents = split(amount_of(service, quantity, price).value, weights);
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (weights[i] > 0) push({place, &service, item, shares[i].workload, quantity * weights[i] / sum, &price, {cents[i]}});
}

}  // namespace tradewind
