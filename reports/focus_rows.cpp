#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "text/csv_writer.h"
#include "tradewind/reports/focus.h"
#include "tradewind/scenarios/version.h"

namespace tradewind {
namespace {

// As FOCUS names them: the issuer of the invoice has the same name as the provider, or the billed cost would have to be 0 (BilledCost-C-005-C).
struct ProviderNames {
  std::string_view id, provider, publisher;
};
constexpr std::array<ProviderNames, 8> provider_names = {{{"aws", "AWS", "Amazon Web Services"},
                                                          {"azure", "Microsoft", "Microsoft"},
                                                          {"gcp", "Google Cloud", "Google Cloud"},
                                                          {"ibm", "IBM Cloud", "IBM"},
                                                          {"nebius", "Nebius", "Nebius"},
                                                          {"cloudflare", "Cloudflare", "Cloudflare"},
                                                          {"datadog", "Datadog", "Datadog"},
                                                          {"new_relic", "New Relic", "New Relic"}}};

// A service of a cloud, in the pairs of category and subcategory that FOCUS allows. A service has one category.
struct Service {
  std::string_view line;  // BillLine::service
  std::string_view aws, azure, gcp, other;
  std::string_view category, subcategory;
  std::string_view resource_type;  // empty: the charge is of no resource
};
constexpr std::array<Service, 20> services = {{
    {"gpu instances", "Amazon Elastic Compute Cloud", "Virtual Machines", "Compute Engine", "GPU instances", "Compute", "Virtual Machines",
     "Virtual machine pool"},
    {"kubernetes cluster", "Amazon Elastic Kubernetes Service", "Azure Kubernetes Service", "Google Kubernetes Engine", "Kubernetes", "Compute",
     "Containers", "Kubernetes cluster"},
    {"load balancer", "Elastic Load Balancing", "Azure Load Balancer", "Cloud Load Balancing", "Load balancer", "Networking",
     "Application Networking", "Load balancer"},
    {"internet egress", "AWS Data Transfer", "Bandwidth", "Network data transfer", "Data transfer", "Networking", "Network Connectivity", ""},
    {"replication", "AWS Data Transfer", "Bandwidth", "Network data transfer", "Data transfer", "Networking", "Network Connectivity", ""},
    {"dns", "Amazon Route 53", "Azure DNS", "Cloud DNS", "DNS", "Networking", "Network Routing", ""},
    {"global accelerator", "AWS Global Accelerator", "", "", "Global accelerator", "Networking", "Network Routing", ""},
    {"traffic manager", "", "Azure Traffic Manager", "", "Traffic manager", "Networking", "Network Routing", ""},
    {"front door", "", "Azure Front Door", "", "Front door", "Networking", "Content Delivery", ""},
    {"feature store", "Amazon DynamoDB", "Feature store", "Feature store", "Feature store", "Databases", "NoSQL Databases", ""},
    {"node disks", "Amazon Elastic Block Store", "Azure Disk Storage", "Persistent Disk", "Block storage", "Storage", "Block Storage", "Disk"},
    {"object storage", "Amazon Simple Storage Service", "Azure Blob Storage", "Cloud Storage", "Object storage", "Storage", "Object Storage",
     "Bucket"},
    {"container registry", "Amazon Elastic Container Registry", "Azure Container Registry", "Artifact Registry", "Container registry", "Compute",
     "Containers", "Container registry"},
    {"nat gateway", "Amazon Virtual Private Cloud", "Azure NAT Gateway", "Cloud NAT", "NAT gateway", "Networking", "Network Infrastructure",
     "NAT gateway"},
    {"data between zones", "AWS Data Transfer", "Bandwidth", "Network data transfer", "Data transfer", "Networking", "Network Connectivity", ""},
    {"metrics", "Amazon Managed Service for Prometheus", "Azure Monitor", "Google Cloud Managed Service for Prometheus", "Metrics",
     "Management and Governance", "Observability", ""},
    {"logs", "Amazon CloudWatch", "Azure Monitor", "Cloud Logging", "Logs", "Management and Governance", "Observability", ""},
    {"kafka", "Amazon Managed Streaming for Apache Kafka", "Kafka", "Kafka", "Kafka", "Integration", "Messaging", "Kafka cluster"},
    {"support", "AWS Support", "Azure Support", "Google Cloud Customer Care", "Support", "Management and Governance", "Support", ""},
    {"credit", "Credits", "Credits", "Credits", "Credits", "Other", "Other (Other)", ""},
}};
constexpr Service other_service{"", "", "", "", "Load balancing", "Networking", "Network Routing", ""};

const Service& service_of(const BillLine& line) {
  const auto found = std::ranges::find(services, line.service, &Service::line);
  return found == services.end() ? other_service : *found;
}

std::string_view service_name(const BillLine& line) {
  const Service& service = service_of(line);
  const std::string_view own = line.provider == "aws"     ? service.aws
                               : line.provider == "azure" ? service.azure
                               : line.provider == "gcp"   ? service.gcp
                                                          : "";
  // A store that is not DynamoDB has no service of its own.
  if (line.service == "feature store" && !line.price.unit.ends_with("units")) return service.other;
  return own.empty() ? service.other : own;
}

const ProviderNames* names_of(const std::string& provider) {
  const auto found = std::ranges::find(provider_names, provider, &ProviderNames::id);
  return found == provider_names.end() ? nullptr : &*found;
}

// The shortest decimal that reads back to the same number, never with an exponent, and always as a decimal: a column of whole numbers would be taken
// for integers.
std::string number(double value) {
  std::array<char, 400> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  std::string digits(text.data(), end);
  return digits.find('.') == std::string::npos ? digits + ".0" : digits;
}

// Names may hold any letter; FOCUS's validator takes ASCII alone.
std::string ascii(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      plain += c;
    else if ((byte & 0xc0) != 0x80)
      plain += '?';
  }
  return plain;
}

// "million queries" is "1000000 Queries".
std::string unit(const std::string& of_price) {
  static const std::map<std::string, std::string> known = {{"hour", "Hours"},
                                                           {"GB", "GB"},
                                                           {"month", "Months"},
                                                           {"million queries", "1000000 Queries"},
                                                           {"million reads", "1000000 Reads"},
                                                           {"million writes", "1000000 Writes"},
                                                           {"million read units", "1000000 Read Units"},
                                                           {"million write units", "1000000 Write Units"},
                                                           {"GB-month", "GB-Months"},
                                                           {"VM-hour", "VM-Hours"},
                                                           {"million requests", "1000000 Requests"},
                                                           {"million samples", "1000000 Samples"},
                                                           {"million events", "1000000 Events"},
                                                           {"USD of the bill", "USD"}};
  const auto found = known.find(of_price);
  return found == known.end() ? ascii(of_price) : found->second;
}

struct Period {
  std::string start, end;
};

// The month in which a week begins, "2026-01-12".
Period month_of(const std::string& monday) {
  const int year = std::stoi(monday.substr(0, 4)), month = std::stoi(monday.substr(5, 2));
  const auto first = [](int y, int m) { return fmt::format("{:04}-{:02}-01T00:00:00Z", y, m); };
  return {first(year, month), month == 12 ? first(year + 1, 1) : first(year, month + 1)};
}

using Row = std::map<std::string, std::string>;  // by column; what is not in it is NULL

const std::vector<std::string_view> columns = {"BilledCost",         "BillingAccountId",
                                               "BillingAccountName", "BillingCurrency",
                                               "BillingPeriodEnd",   "BillingPeriodStart",
                                               "ChargeCategory",     "ChargeClass",
                                               "ChargeDescription",  "ChargeFrequency",
                                               "ChargePeriodEnd",    "ChargePeriodStart",
                                               "ConsumedQuantity",   "ConsumedUnit",
                                               "ContractedCost",     "ContractedUnitPrice",
                                               "EffectiveCost",      "InvoiceIssuerName",
                                               "ListCost",           "ListUnitPrice",
                                               "PricingCategory",    "PricingQuantity",
                                               "PricingUnit",        "ProviderName",
                                               "PublisherName",      "RegionId",
                                               "RegionName",         "ResourceId",
                                               "ResourceName",       "ResourceType",
                                               "ServiceCategory",    "ServiceName",
                                               "ServiceSubcategory", "SkuId",
                                               "SkuMeter",           "SkuPriceDetails",
                                               "SkuPriceId",         "SubAccountId",
                                               "SubAccountName",     "Tags"};
const std::vector<std::string_view> commitment_columns = {"CommitmentDiscountCategory", "CommitmentDiscountId",     "CommitmentDiscountName",
                                                          "CommitmentDiscountQuantity", "CommitmentDiscountStatus", "CommitmentDiscountType",
                                                          "CommitmentDiscountUnit"};
const std::vector<std::string_view> own_columns = {"x_Forecast", "x_PriceBook", "x_PriceDate", "x_PriceMark", "x_PriceSource", "x_ScenarioId"};

class Rows {
 public:
  Rows(const World& world, const Bill& bill) : world_(world), bill_(bill), period_(month_of(world.week_of)) {
    for (const BillLine& line : bill.lines) add(line);
  }
  const std::vector<Row>& all() const { return rows_; }
  bool has_commitments() const { return has_commitments_; }

 private:
  void add(const BillLine& line) {
    Row row = charge(line);
    fill_place(line, row);
    if (line.service == "credit") {
      make_credit(row);
      rows_.push_back(std::move(row));
      return;
    }
    fill_sku(line, row);
    if (is_spot(line)) row["PricingCategory"] = "Dynamic";
    if (!is_committed(line)) {
      rows_.push_back(std::move(row));
      return;
    }
    has_commitments_ = true;
    fill_commitment(line, row);
    Row purchase = row;
    purchase["ChargeCategory"] = "Purchase";
    purchase["ChargeFrequency"] = "Recurring";
    purchase["ChargeDescription"] += ", commitment";
    purchase["PricingCategory"] = "Standard";
    purchase["EffectiveCost"] = "0.0";
    for (const char* of_use : {"ConsumedQuantity", "ConsumedUnit", "CommitmentDiscountStatus"}) purchase.erase(of_use);
    row["BilledCost"] = "0.0";
    row["PricingCategory"] = "Committed";
    if (is_unused(line)) fill_unused(row);
    rows_.push_back(std::move(purchase));
    rows_.push_back(std::move(row));
  }

  // Money taken off, at no price and of no use.
  static void make_credit(Row& row) {
    row["ChargeCategory"] = "Credit";
    row["ChargeFrequency"] = "Recurring";
    for (const char* of_price :
         {"ListUnitPrice", "ContractedUnitPrice", "PricingQuantity", "PricingUnit", "PricingCategory", "ConsumedQuantity", "ConsumedUnit"})
      row.erase(of_price);
  }

  // By the words of in_words(Purchase) in the item: "p5.4xlarge, reserved 1 year, unused", "savings plan 1 year, unused".
  static bool is_bought_as(const BillLine& line, const char* words) {
    return line.service == "gpu instances" && line.item.find(words) != std::string::npos;
  }
  static bool is_plan(const BillLine& line) { return is_bought_as(line, "savings plan"); }
  static bool is_committed(const BillLine& line) { return is_plan(line) || is_bought_as(line, ", reserved"); }
  static bool is_spot(const BillLine& line) { return is_bought_as(line, ", spot"); }
  static bool is_unused(const BillLine& line) { return is_bought_as(line, ", unused"); }

  Row charge(const BillLine& line) const {
    const ProviderNames* names = names_of(line.provider);
    const std::string provider = names == nullptr ? ascii(line.provider) : std::string(names->provider);
    const std::string cost = number(line.price.usd * line.quantity), quantity = number(line.quantity), price = number(line.price.usd);
    return {{"BilledCost", cost},
            {"EffectiveCost", cost},
            {"ListCost", cost},
            {"ContractedCost", cost},
            {"ListUnitPrice", price},
            {"ContractedUnitPrice", price},
            {"PricingQuantity", quantity},
            {"PricingUnit", unit(line.price.unit)},
            {"ConsumedQuantity", quantity},
            {"ConsumedUnit", unit(line.price.unit)},
            {"BillingAccountId", "plan-account"},
            {"BillingAccountName", "Planning"},
            {"BillingCurrency", "USD"},
            {"BillingPeriodStart", period_.start},
            {"BillingPeriodEnd", period_.end},
            {"ChargePeriodStart", period_.start},
            {"ChargePeriodEnd", period_.end},
            {"ChargeCategory", "Usage"},
            {"ChargeFrequency", "Usage-Based"},
            {"ChargeDescription", ascii(line.service + ": " + line.item)},
            {"PricingCategory", "Standard"},
            {"ProviderName", provider},
            {"InvoiceIssuerName", provider},
            {"PublisherName", names == nullptr ? provider : std::string(names->publisher)},
            {"Tags", tags(line)},
            {"x_Forecast", "true"},
            {"x_PriceBook", ascii(bill_.price_book)},
            {"x_PriceDate", ascii(line.price.date)},
            {"x_PriceMark", ascii(line.price.mark)},
            {"x_PriceSource", ascii(line.price.source)},
            {"x_ScenarioId", ascii(world_.name)}};
  }

  // Flat, with \u escapes for what is not ASCII.
  static std::string dump(const nlohmann::ordered_json& json) { return json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace); }

  std::string tags(const BillLine& line) const {
    nlohmann::ordered_json tags = {{"scenario", world_.name}};
    if (!line.workload.empty()) tags["workload"] = line.workload;
    return dump(tags);
  }

  void fill_place(const BillLine& line, Row& row) const {
    const Service& service = service_of(line);
    row["ServiceCategory"] = service.category;
    row["ServiceSubcategory"] = service.subcategory;
    row["ServiceName"] = service_name(line);
    if (line.region == "global") return;
    const auto region = std::ranges::find_if(world_.regions, [&](const Region& r) { return r.provider == line.provider && r.id == line.region; });
    row["RegionId"] = ascii(line.region);
    row["RegionName"] = region == world_.regions.end() ? ascii(line.region) : ascii(region->city + ", " + region->country_iso2);
    if (service.resource_type.empty()) return;
    row["ResourceType"] = service.resource_type;
    row["ResourceId"] =
        ascii(fmt::format("plan/{}/{}/{}{}", world_.name, line.region, instance_or_service(line), line.workload.empty() ? "" : "/" + line.workload));
  }

  // "p5.4xlarge" of "p5.4xlarge, on demand".
  static std::string instance_type(const BillLine& line) { return line.item.substr(0, line.item.find(", ")); }
  static std::string instance_or_service(const BillLine& line) { return line.service == "gpu instances" ? instance_type(line) : line.service; }

  void fill_sku(const BillLine& line, Row& row) const {
    const bool gpu = line.service == "gpu instances";
    row["SkuId"] = ascii(fmt::format("{}:{}:{}:{}", line.provider, line.region, line.service, gpu ? instance_type(line) : line.item));
    row["SkuPriceId"] = ascii(fmt::format("{}:{}:{}:{}", line.provider, line.region, line.service, line.item));
    row["SkuMeter"] = ascii(line.service);
    if (!gpu) return;
    const auto offer = std::ranges::find_if(world_.offers, [&](const Offer& o) {
      const Region& region = world_.regions[o.region];
      return o.instance_type == instance_type(line) && region.provider == line.provider && region.id == line.region;
    });
    if (offer == world_.offers.end()) return;
    nlohmann::ordered_json details = {{"InstanceType", offer->instance_type}};
    if (offer->vcpu > 0) details["CoreCount"] = offer->vcpu;
    details["GpuCount"] = offer->gpu_count;
    if (offer->memory_gib > 0) details["MemorySize"] = offer->memory_gib;
    row["SkuPriceDetails"] = dump(details);
  }

  // A reservation is of one type in one region and counts hours, a savings plan is of one provider and counts money.
  void fill_commitment(const BillLine& line, Row& row) const {
    const bool plan = is_plan(line);
    row["CommitmentDiscountId"] = ascii(plan ? fmt::format("plan/{}/{}/savings-plan", world_.name, line.provider)
                                             : fmt::format("plan/{}/{}/{}/commitment", world_.name, line.region, instance_type(line)));
    const std::string name = line.item.substr(plan ? line.item.find("savings plan") : 0);
    row["CommitmentDiscountName"] = ascii(name.substr(0, name.find(", unused")));
    row["CommitmentDiscountCategory"] = plan ? "Spend" : "Usage";
    row["CommitmentDiscountType"] = commitment_type(line);
    row["CommitmentDiscountStatus"] = "Used";
    row["CommitmentDiscountQuantity"] = plan ? number(line.price.usd * line.quantity) : number(line.quantity);
    row["CommitmentDiscountUnit"] = plan ? "USD" : unit(line.price.unit);
  }

  // As the provider calls it.
  static std::string_view commitment_type(const BillLine& line) {
    if (line.provider == "gcp") return "Committed Use Discount";
    if (is_plan(line)) return "Savings Plan";
    return line.provider == "azure" ? "Reservation" : "Reserved Instance";
  }

  // What nobody used is a charge of the commitment itself (DiscountHandling-A-017-C to A-019-C).
  static void fill_unused(Row& row) {
    row["CommitmentDiscountStatus"] = "Unused";
    row["ResourceId"] = row["CommitmentDiscountId"];
    row["ResourceType"] = "Commitment discount";
    for (const char* of_use : {"ConsumedQuantity", "ConsumedUnit"}) row.erase(of_use);
  }

  const World& world_;
  const Bill& bill_;
  Period period_;
  std::vector<Row> rows_;
  bool has_commitments_ = false;
};

}  // namespace

std::string focus_csv(const World& world, const Bill& bill) {
  const Rows rows(world, bill);
  std::vector<std::string_view> header = columns;
  if (rows.has_commitments()) {
    header.insert(header.end(), commitment_columns.begin(), commitment_columns.end());
    std::ranges::sort(header);
  }
  header.insert(header.end(), own_columns.begin(), own_columns.end());
  text::CsvTable table(header);
  for (const Row& row : rows.all()) {
    for (const std::string_view column : header) {
      const auto value = row.find(std::string(column));
      table.cell(value == row.end() ? std::string_view() : std::string_view(value->second));
    }
    table.end_row();
  }
  return table.text();
}

}  // namespace tradewind
