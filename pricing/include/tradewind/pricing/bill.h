// The bill: priced usage, line by line.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/rollout_usage.h"
#include "tradewind/scenarios/usage.h"

namespace tradewind {

// US dollars in whole cents. Sums are exact.
struct Cents {
  std::int64_t value = 0;
  friend auto operator<=>(const Cents&, const Cents&) = default;
  Cents& operator+=(Cents other) {
    value += other.value;
    return *this;
  }
  friend Cents operator+(Cents a, Cents b) { return {a.value + b.value}; }
  double usd() const { return static_cast<double>(value) / 100.0; }
};

// Nearest cent, halves to even. Throws std::out_of_range from 1e15 USD on, and for no number.
Cents to_cents(double usd);

// "12,345.67"
std::string to_string(Cents amount);

struct BillLine {
  std::string provider, region;  // region may be "global"
  std::string service;           // "gpu instances", "internet egress", "object storage", "support", ...: docs/billing.md has them all
  std::string item;              // "p5.4xlarge, on demand", "p5.4xlarge, reserved 1 year, unused", "first 10 TB to europe"
  std::string workload;          // empty = shared by all
  double quantity = 0;           // of the price's unit, a month
  Price price;
  // quantity x price, rounded to the cent; of what workloads share, so that their lines add up to the rounded whole; below zero of a credit, whose
  // quantity is
  Cents amount;
};

struct Bill {
  std::string price_book;  // PriceBook::id()
  std::vector<BillLine> lines;
  Cents total() const;  // sum of the lines, exactly
};

// Which of the uncertain prices a line is; of `factors`, one for each.
enum class PriceKind : std::uint8_t { instance, spot, egress, other };
using PriceFactors = std::array<double, 4>;
inline constexpr PriceFactors list_prices = {1, 1, 1, 1};

struct Commitments;  // purchases.h
struct Purchases;
class Tariff;

// The prices that one world can ask for, looked up once, so that a bill is cheap: planning and outlooks ask for tens of thousands. May be shared by
// threads; the world must outlive it.
class Pricing {
 public:
  Pricing(const World& world, PriceBook book);
  ~Pricing();
  Pricing(Pricing&&) noexcept;
  Pricing& operator=(Pricing&&) noexcept;

  // The commitments of the cheapest mix for the usage's hourly instances, at the book's prices; none without a purchase mix. Throws
  // std::runtime_error, naming the type and the region, when the book has no price that the mix may use, but of spot.
  Commitments commitments(const Topology& topology, const Usage& usage) const;

  // What price() says below.
  Bill bill(const Topology& topology, const Usage& usage) const;
  Cents total(const Topology& topology, const Usage& usage) const;
  // The total before its lines are rounded: what planning takes apart into prices.
  double unrounded_usd(const Topology& topology, const Usage& usage) const;

  // The same with commitments of this topology that were made before: what they do not serve is bought by the hour, spot up to its
  // cap and the rest on demand (also where the mix would not buy so: nothing else is to be had for an hour).
  Bill bill(const Topology& topology, const Usage& usage, const Commitments& bound, const PriceFactors& factors = list_prices) const;
  // The total of that bill, to the cent, without its text.
  Cents total(const Topology& topology, const Usage& usage, const Commitments& bound, const PriceFactors& factors = list_prices) const;
  // How that bill buys its instances.
  Purchases purchases(const Topology& topology, const Usage& usage, const Commitments& bound) const;

  // Whether the book has a price at which the scenario may buy the offer, spot of a purchase mix aside: that is never all of it.
  bool sells(std::uint32_t offer) const;

  // USD for a GB from one region of the world (row) to another (column): the price between the two regions, or else the first tier of the internet
  // egress from the one. What the cheapest replication tree is cheapest by.
  Grid replication_usd_per_gb() const;

 private:
  std::unique_ptr<const Tariff> tariff_;
};

// The bill of a 730-hour month, as docs/billing.md states it: instances and what they need beside them, traffic in tiers (pricing/egress.h states the
// counting), what is stored, watched and agreed. What the book has no price for is a line of 0 USD with a mark. Lines are in a stable order:
// provider, region, service, item, workload. Throws std::runtime_error, naming the offer or the region, when the book has no price of what a topology
// cannot be without; InvalidInput when the scenario names a support plan or a Kafka broker that the book does not have.
Bill price(const World& world, const Topology& topology, const Usage& usage, const PriceBook& book);

// What a rollout costs once, beside the month's bill: further instances, on demand, and copies between regions (between clouds at the first tier of
// internet egress). Throws as price() does.
Bill price_rollout(const World& world, const Topology& topology, const RolloutUsage& usage, const PriceBook& book);

// JSON of the bill: {"price_book", "monthly_usd", "lines": [{provider, region, service, item, quantity, unit, usd_per_unit, amount_usd, price_source,
// price_date, price_mark?, workload?}]}. bill_from_json reads it back, or throws InvalidInput.
std::string to_json(const Bill& bill);
Bill bill_from_json(std::string_view text);

}  // namespace tradewind
