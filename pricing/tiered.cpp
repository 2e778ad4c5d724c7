#include "tiered.h"

namespace tradewind {

void add_tiered(const std::vector<TieredUse>& uses, Charges& charges) {
  double total = 0;
  for (const TieredUse& use : uses) total += use.quantity;
  for (const TieredUse& use : uses)
    for (const PriceTier& tier : use.tiers)
      if (const double part = part_in(total, tier.from, tier.to); part > 0)
        charges.add_any(use.place, *use.service, {use.name, use.item, tier.label}, use.quantity * (part / total), tier.price, use.workload);
}

}  // namespace tradewind
