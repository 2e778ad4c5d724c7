#include "market/prices.h"

namespace tradewind::market {
namespace {

// A fee a month, whatever unit of time the book has it in.
double monthly(const Price& price) { return price.unit == "hour" ? price.usd * hours_per_month : price.usd; }

}  // namespace

double egress_usd_per_gb(const PriceBook& book, const Region& region, const Population& population) {
  for (const PriceTier& tier : book.internet_egress(region.provider, region.id, egress_destinations[egress_destination(population)]))
    if (tier.price.usd > 0) return tier.price.usd;
  return 0;
}

double region_fixed_usd(const PriceBook& book, const Region& region) {
  double usd = 0;
  for (const std::string_view item : {"kubernetes_cluster", "load_balancer_hour"})
    if (const auto price = book.service(region.provider, region.id, item)) usd += monthly(*price);
  return usd;
}

}  // namespace tradewind::market
