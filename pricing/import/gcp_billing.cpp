// SKUs of Compute Engine. A machine is the sum of its cores, its memory and its GPUs; which SKU is which, only the words of its description say.
#include <fmt/format.h>

#include <array>

#include "import/collected.h"
#include "import/json_records.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;

enum class Part { core, ram, gpu };

// Which SKUs a machine type is made of.
struct MachineSeries {
  std::string_view types;          // its machine types begin so
  std::string_view cores;          // "A2 Instance Core running in ...", "Commitment v1: A2 Cpu in ..."
  std::string_view gpu;            // "Nvidia Tesla A100 GPU running in ..."
  std::string_view billed_beside;  // what the machine has and these three do not pay for
};

// Words of the SKUs as Google's catalogue has them. A2 and A100: 2023-03-24, OpenCost's stored sample. The others, and those of commitments and spot,
// by the same pattern, as open tools look for them (H100, A3, L4, G2: 2024 to 2026).
constexpr std::array<MachineSeries, 5> all_series = {{{"a2-highgpu", "A2", "Nvidia Tesla A100 GPU", ""},
                                                      {"a2-megagpu", "A2", "Nvidia Tesla A100 GPU", ""},
                                                      {"a2-ultragpu", "A2", "Nvidia Tesla A100 80GB GPU", "without its local SSD"},
                                                      {"a3-highgpu", "A3", "Nvidia H100 80GB GPU", "without its local SSD"},
                                                      {"g2-standard", "G2", "Nvidia L4 GPU", ""}}};

struct Unit {
  Decimal usd;
  std::string date;
};

// By region, purchase, part and the words that name it.
using Units = std::map<std::tuple<std::string, Purchase, Part, std::string_view>, Unit>;

// What a description says: "A2 Instance Core running in Americas", "Commitment v1: A2 Cpu in Americas for 1 Year", "Spot Preemptible A2 Instance Ram
// running in Americas", "Nvidia L4 GPU attached to Spot Preemptible VMs running in Americas".
struct Said {
  Part part;
  std::string_view name;  // of the series or the GPU
  bool commitment, spot;
};

// Takes the words off the beginning, if they stand there.
bool take_off(std::string_view& text, std::string_view words) {
  if (!text.starts_with(words)) return false;
  text.remove_prefix(words.size());
  return true;
}

bool names_place(std::string_view rest) { return rest.starts_with(" running in ") || rest.starts_with(" in "); }

// Nothing for all other descriptions, so for GPUs of reservations and other ways to sell them.
std::optional<Said> said_by(std::string_view description) {
  const bool commitment = take_off(description, "Commitment v1: ");
  const bool spot = !commitment && take_off(description, "Spot Preemptible ");
  for (const MachineSeries& series : all_series) {
    for (const auto& [words, part] :
         {std::pair(commitment ? " Cpu" : " Instance Core", Part::core), std::pair(commitment ? " Ram" : " Instance Ram", Part::ram)})
      if (auto rest = description; take_off(rest, series.cores) && take_off(rest, words) && names_place(rest))
        return Said{part, series.cores, commitment, spot};
    auto rest = description;
    if (spot || !take_off(rest, series.gpu)) continue;
    const bool spot_gpu = !commitment && take_off(rest, " attached to Spot Preemptible VMs");
    if (names_place(rest)) return Said{Part::gpu, series.gpu, commitment, spot_gpu};
  }
  return std::nullopt;
}

// Nothing where the words say something else.
std::optional<Purchase> purchase_of(const Said& said, const std::string& usage) {
  if (usage == "OnDemand" && !said.commitment && !said.spot) return Purchase::on_demand;
  if (usage == "Commit1Yr" && said.commitment) return Purchase::reserved_1y;
  if (usage == "Commit3Yr" && said.commitment) return Purchase::reserved_3y;
  if (usage == "Preemptible" && said.spot) return Purchase::spot;
  return std::nullopt;
}

std::string_view in_source(Purchase purchase) {
  switch (purchase) {
    case Purchase::reserved_1y:
      return "1 y commitment, ";
    case Purchase::reserved_3y:
      return "3 y commitment, ";
    case Purchase::spot:
      return "spot, ";
    default:
      return "";
  }
}

// units + nanos / 1e9; absent units are none, as protocol buffers leave zeros out.
std::optional<Decimal> money(const json& price) {
  const json &units = member(price, "units"), &nanos = member(price, "nanos");
  if (units.is_null() && nanos.is_null()) return std::nullopt;
  const auto whole = units.is_null() ? Decimal(0) : amount(units);
  const auto billionths = nanos.is_null() ? Decimal(0) : amount(nanos);
  if (!whole || !billionths) return std::nullopt;
  return *whole + *billionths / 1000000000;
}

void take(const json& sku, Units& units, Collected& collected) {
  const std::string description = text(sku, "description");
  const auto said = said_by(description);
  if (!said) return collected.skip("no core, memory or GPU of a series that is put together here", description);
  const auto purchase = purchase_of(*said, text(member(sku, "category"), "usageType"));
  if (!purchase) return collected.skip("words and a usage type that do not agree", description);
  const json& info = member(sku, "pricingInfo");
  if (!info.is_array() || info.empty()) return collected.skip("no price", description);
  const json& expression = member(info.back(), "pricingExpression");
  const json& rates = member(expression, "tieredRates");
  if (!rates.is_array() || rates.size() != 1) return collected.skip("a price in tiers, or none", description);
  if (text(expression, "usageUnit") != (said->part == Part::ram ? "GiBy.h" : "h")) return collected.skip("another unit than hours", description);
  const json& price = member(rates[0], "unitPrice");
  if (text(price, "currencyCode") != "USD") return collected.skip("another currency than USD", description);
  const auto usd = money(price);
  const json& regions = member(sku, "serviceRegions");
  if (!usd || !regions.is_array()) return collected.skip("no price or region, or a price below 0", description);
  for (const json& region : regions)
    if (region.is_string())
      units.insert_or_assign({region.get<std::string>(), *purchase, said->part, said->name}, Unit{*usd, text(info.back(), "effectiveTime")});
}

const MachineSeries* series_of(std::string_view type) {
  for (const MachineSeries& series : all_series)
    if (type.starts_with(series.types)) return &series;
  return nullptr;
}

// Whether the machine could be put together.
bool compose(const CatalogueOffer& offer, const MachineSeries& series, Purchase purchase, const Units& units, Collected& collected) {
  const auto core = units.find({offer.region, purchase, Part::core, series.cores}),
             ram = units.find({offer.region, purchase, Part::ram, series.cores}), gpu = units.find({offer.region, purchase, Part::gpu, series.gpu});
  const int found = (core != units.end()) + (ram != units.end()) + (gpu != units.end());
  const std::string place = offer.region + " " + offer.instance_type;
  if (found > 0 && found < 3)
    collected.skip("a machine with some of core, memory and GPU priced, but not all", place + ", " + std::string(in_words(purchase)));
  if (found < 3) return false;
  const Decimal usd_h =
      core->second.usd * to_decimal(offer.vcpu) + ram->second.usd * to_decimal(offer.memory_gib) + gpu->second.usd * offer.gpu_count;
  const std::string source =
      fmt::format("Google Cloud Billing catalogue, {}{:g} vCPU at {} + {:g} GiB at {} + {} GPU at {}", in_source(purchase), offer.vcpu,
                  to_text(core->second.usd), offer.memory_gib, to_text(ram->second.usd), offer.gpu_count, to_text(gpu->second.usd));
  const std::string date = std::max({core->second.date, ram->second.date, gpu->second.date});
  collected.add(offer.region, offer.instance_type, purchase, {usd_h, source, date, std::string(series.billed_beside), 0});
  return true;
}

void compose_all(const Units& units, Collected& collected) {
  std::map<std::string, int> composed;
  for (const CatalogueOffer& offer : Catalogue::shipped().offers()) {
    const MachineSeries* series = offer.provider == "gcp" ? series_of(offer.instance_type) : nullptr;
    if (series == nullptr) continue;
    for (const Purchase purchase : {Purchase::on_demand, Purchase::reserved_1y, Purchase::reserved_3y, Purchase::spot})
      if (compose(offer, *series, purchase, units, collected))
        ++composed[fmt::format("{} = {:g} vCPU ({}) + {:g} GiB + {} x {}", offer.instance_type, offer.vcpu, series->cores, offer.memory_gib,
                               offer.gpu_count, series->gpu)];
  }
  for (const auto& [what, prices] : composed) collected.note(fmt::format("put together: {}, {} prices", what, prices));
}

}  // namespace

void read_gcp_billing(const std::vector<PriceFile>& files, Collected& collected, Problems& problems) {
  const std::vector<std::string_view> fields = {"description", "category",       "usageType",     "pricingInfo",  "pricingExpression",
                                                "tieredRates", "usageUnit",      "unitPrice",     "currencyCode", "units",
                                                "nanos",       "serviceRegions", "effectiveTime", "nextPageToken"};
  Units units;
  std::size_t further = 0;
  for (const auto& file : files) {
    const json rest = read_list(
        file, "skus", fields,
        [&](const json& sku, int line) {
          collected.at(file.name(), line);
          take(sku, units, collected);
        },
        problems);
    further += text(rest, "nextPageToken").empty() ? 0 : 1;
  }
  if (further == files.size()) collected.note("every file names a further page (nextPageToken): the last page is not among them");
  collected.nowhere();
  compose_all(units, collected);
}

}  // namespace tradewind::price_import
