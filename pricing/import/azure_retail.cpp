// Pages of the Azure Retail Prices API. The price of a reservation is that of its whole term, though its unit says an hour.
#include <fmt/format.h>

#include "import/collected.h"
#include "import/json_records.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;

// Why an item is no plain Linux machine by the hour, or nullptr.
const char* why_not(const json& item) {
  const std::string type = text(item, "type"), name = text(item, "skuName"), product = text(item, "productName");
  const json &primary = member(item, "isPrimaryMeterRegion"), &tier = member(item, "tierMinimumUnits");
  if (text(item, "serviceName") != "Virtual Machines") return "another service than Virtual Machines";
  if (type != "Consumption" && type != "Reservation") return "neither consumption nor a reservation";
  if (product.ends_with("Windows")) return "Windows";
  if (product.find("Cloud Services") != std::string::npos || product.find("CloudServices") != std::string::npos) return "Cloud Services";
  if (name.ends_with("Spot") || name.ends_with("Low Priority")) return "spot or low priority";
  if (primary.is_boolean() && !primary.get<bool>()) return "not the primary meter of its region";
  if (tier.is_number() && tier.get<double>() != 0) return "a price above some quantity only";
  if (text(item, "currencyCode") != "USD") return "another currency than USD";
  if (text(item, "unitOfMeasure") != "1 Hour") return "another unit than an hour";
  return nullptr;
}

void take(const json& item, Collected& collected) {
  const std::string type = text(item, "armSkuName"), region = text(item, "armRegionName"), place = region + " " + type;
  if (const char* reason = why_not(item)) return collected.skip(reason, place);
  const auto usd = amount(member(item, "retailPrice"));
  if (!usd) return collected.skip("no price", place);
  const std::string date = text(item, "effectiveStartDate");
  if (text(item, "type") == "Consumption")
    return collected.add(region, type, Purchase::on_demand, {*usd, "Azure Retail Prices, on demand", date, "", 0});
  const std::string term = text(item, "reservationTerm");
  const int years = term == "1 Year" ? 1 : term == "3 Years" ? 3 : 0;
  if (years == 0) return collected.skip("a reservation of neither 1 nor 3 years", place);
  collected.add(region, type, years == 1 ? Purchase::reserved_1y : Purchase::reserved_3y,
                {*usd / (years * hours_per_year),
                 fmt::format("Azure Retail Prices, {} y reservation, {} USD over {} h", years, to_text(*usd), years * hours_per_year), date, "", 0});
}

}  // namespace

void read_azure_retail(const std::vector<std::filesystem::path>& files, Collected& collected, Problems& problems) {
  std::size_t further = 0;
  for (const auto& file : files) {
    const json rest = read_list(
        file, "Items", [&](const json& item) { take(item, collected); }, problems);
    further += text(rest, "NextPageLink").empty() ? 0 : 1;
  }
  if (further == files.size()) collected.note("every file names a further page (NextPageLink): the last page is not among them");
}

}  // namespace tradewind::price_import
