// Price books: dated list prices of the clouds, as shipped or imported. USD before tax.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/world.h"

namespace tradewind {

// A price and where it comes from; every bill line carries one.
struct Price {
  double usd = 0;      // per unit
  std::string unit;    // "hour", "GB", "month", ...
  std::string source;  // data set or page
  std::string date;    // of the price, as exact as known: "2026-07-30", "2025-26"
  // Empty, or why this price must be checked before money rests on it: "estimated", "from memory", "undated", "price of us-east-1", "cheaper than the
  // next tier", "offer not confirmed for the region" (a price exists, but the cloud may not sell the type there).
  std::string mark;
};

// "reserved 1 year"
std::string_view in_words(Purchase purchase);

// A price that holds from so much a month on: units of the price, or for support USD of the provider's bill.
struct PriceTier {
  double from = 0, to = 0;  // to infinite for the last tier
  Price price;
  // "first 10 TB", "over 150 TB to china"; of a fee ", first 40 million samples", empty where there is one tier; ", 7 % of 10,000 to 80,000 USD".
  std::string label;
};

struct FreeEgress {
  double gb = 0;  // a month and account
  Price price;    // of 0 USD, with its source and date
};

struct SupportPrice {
  std::vector<PriceTier> tiers;  // ascending from 0, without gaps; USD for a USD of the bill: 0.07 for 7 %
  Price minimum;                 // a month
};

// Kinds of destination that any cloud bills apart; all others are one kind, "".
inline constexpr std::array<std::string_view, 3> egress_destinations = {"", "china", "australia"};

// Index into egress_destinations of the traffic to a population, or to a country.
std::size_t egress_destination(const Population& population);
std::size_t egress_destination(std::string_view country_iso2);

// A price with its place in the book.
struct ListedPrice {
  std::string kind;  // the file that has it, without ".csv"
  std::string provider, region;
  std::string item;  // "p5.4xlarge, on demand", "first 10 TB", "to us-west-2", "load_balancer_hour"
  Price price;
};

struct BookData;

// A handle: copies share the book, and spans and views into it live as long as any of them.
class PriceBook {
 public:
  static const PriceBook& shipped();

  // A folder with book.json (name, date, currency, discounts) and any of the CSV files of pricing/books; docs/prices.md has their fields. What the
  // folder does not have comes from the shipped book. Discounts lower the prices of both; the source of a price says what was done to it. Throws
  // InvalidInput with every problem of every file.
  static PriceBook load(const std::filesystem::path& folder);

  // "tradewind-shipped-2026-07-30"; of a loaded book its name, date and a checksum (CRC-32) of its files and of the shipped book's id:
  // "acme-2026-09-01-1c291ca3".
  std::string id() const;
  std::string date() const;  // newest date in the shipped book; of a loaded book the date that it states

  // Whole instance by the hour, or nothing when the book does not have it.
  std::optional<Price> instance(std::string_view provider, std::string_view region, std::string_view instance_type, Purchase purchase) const;

  // Tiers of traffic from a region to the internet, ascending and without gaps. Never empty for a region of the catalogue.
  // destination: continent of the user or, where a cloud bills it apart, "china" or "australia".
  std::span<const PriceTier> internet_egress(std::string_view provider, std::string_view region, std::string_view destination) const;

  // What is counted together when the tiers of internet_egress are climbed: the same name means the same counter. AWS counts an account's traffic
  // from all regions, Azure from all regions of a billing zone, Google Cloud from one region to one kind of destination.
  std::string_view egress_counter(std::string_view provider, std::string_view region, std::string_view destination) const;

  // A GB from one region to another of the same provider, or nothing when the book does not have it.
  std::optional<Price> interregion(std::string_view provider, std::string_view from, std::string_view to) const;

  // Traffic to the internet that an account does not pay for in a month; tiers count what lies above. gb is 0 where a provider gives none.
  FreeEgress free_egress(std::string_view provider) const;

  // A named fee ("kubernetes_cluster", "load_balancer_hour", "load_balancer_gb", "dns_zone_month", "health_check_month";
  // pricing/books/services.csv has them all): the region's own,
  // or else the one for all regions, or else that of the book's first region, with a mark.
  std::optional<Price> service(std::string_view provider, std::string_view region, std::string_view item) const;

  // The tiers of a fee: "logs_gb", and what "logs_gb_over_5", "logs_gb_over_100" have beyond so many units a month. Ascending from 0 without gaps;
  // empty when the book does not have the fee.
  std::vector<PriceTier> service_tiers(std::string_view provider, std::string_view region, std::string_view item) const;

  // The fees of a provider whose names begin so, without that beginning: "kafka.m5.large" of "kafka_broker_hour_".
  std::vector<std::string> service_names(std::string_view provider, std::string_view beginning) const;

  // A support contract ("aws", "business"), or null; and the plans that the book has of a provider.
  const SupportPrice* support(const std::string& provider, const std::string& plan) const;
  std::vector<std::string> support_plans(std::string_view provider) const;

  // Every price, in a stable order: kind, provider, region, item.
  std::vector<ListedPrice> prices() const;

 private:
  explicit PriceBook(std::shared_ptr<const BookData> data);
  std::shared_ptr<const BookData> data_;
};

}  // namespace tradewind
