#include "contracts.h"

#include <algorithm>

#include "tiered.h"

namespace tradewind {
namespace {

const Price granted{1, "USD", "the scenario's credits", "", ""};

Cents bill_of(const Charges& charges, std::string_view provider) {
  Cents sum;
  for (const Charge& charge : charges.all())
    if (charge.place.provider == provider) sum += charge.amount;
  return sum;
}

void add_support(const SupportPlan& contract, const SupportPrice& price, Charges& charges) {
  const Place place = global_of(contract.provider);
  const double bill = bill_of(charges, contract.provider).usd();
  const auto in_tier = [bill](const PriceTier& tier) { return part_in(bill, tier.from, tier.to); };
  Cents share;
  for (const PriceTier& tier : price.tiers) share += to_cents(in_tier(tier) * tier.price.usd);
  if (share < to_cents(price.minimum.usd)) return charges.add_exact(place, services::support, {contract.plan, ", minimum"}, 1, price.minimum);
  for (const PriceTier& tier : price.tiers)
    if (in_tier(tier) > 0) charges.add_exact(place, services::support, {contract.plan, tier.label}, in_tier(tier), tier.price);
}

}  // namespace

void add_contracts(const Tariff& tariff, Charges& charges) {
  const Billing& billing = tariff.world().billing;
  for (std::size_t i = 0; i < billing.support.size(); ++i) add_support(billing.support[i], tariff.support(i), charges);
  for (const Credit& credit : billing.credits)
    if (const Cents left = bill_of(charges, credit.provider); left.value > 0)
      charges.add_exact(global_of(credit.provider), services::credit, {credit.label}, -std::min(left, to_cents(credit.usd_per_month)).usd(), granted);
}

}  // namespace tradewind
