// FOCUS rows against the rules of FOCUS 1.2 (FinOps Open Cost and Usage Specification, CC BY 4.0, tag v1.2): which columns, of which type, which
// values.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "reports/sample_study_build.h"
#include "support/tiny_world.h"
#include "tradewind/reports/focus.h"

using namespace tradewind;
using Catch::Approx;

namespace {

enum class Type { text, decimal, time, json };
struct Column {
  const char* name;
  bool mandatory, nullable;
  Type type = Type::text;
  const char* allowed = "";  // "A|B"
};

// Of the columns table of the specification: those that a forecast has, and the other mandatory ones.
const std::vector<Column> specified = {{"BilledCost", true, false, Type::decimal},
                                       {"BillingAccountId", true, false},
                                       {"BillingAccountName", true, true},
                                       {"BillingCurrency", true, false},
                                       {"BillingPeriodEnd", true, false, Type::time},
                                       {"BillingPeriodStart", true, false, Type::time},
                                       {"ChargeCategory", true, false, Type::text, "Usage|Purchase|Tax|Credit|Adjustment"},
                                       {"ChargeClass", true, true, Type::text, "Correction"},
                                       {"ChargeDescription", true, true},
                                       {"ChargeFrequency", false, false, Type::text, "One-Time|Recurring|Usage-Based"},
                                       {"ChargePeriodEnd", true, false, Type::time},
                                       {"ChargePeriodStart", true, false, Type::time},
                                       {"CommitmentDiscountCategory", false, true, Type::text, "Spend|Usage"},
                                       {"CommitmentDiscountId", false, true},
                                       {"CommitmentDiscountName", false, true},
                                       {"CommitmentDiscountQuantity", false, true, Type::decimal},
                                       {"CommitmentDiscountStatus", false, true, Type::text, "Used|Unused"},
                                       {"CommitmentDiscountType", false, true},
                                       {"CommitmentDiscountUnit", false, true},
                                       {"ConsumedQuantity", false, true, Type::decimal},
                                       {"ConsumedUnit", false, true},
                                       {"ContractedCost", true, false, Type::decimal},
                                       {"ContractedUnitPrice", false, true, Type::decimal},
                                       {"EffectiveCost", true, false, Type::decimal},
                                       {"InvoiceIssuerName", true, false},
                                       {"ListCost", true, false, Type::decimal},
                                       {"ListUnitPrice", false, true, Type::decimal},
                                       {"PricingCategory", false, true, Type::text, "Standard|Dynamic|Committed|Other"},
                                       {"PricingQuantity", true, true, Type::decimal},
                                       {"PricingUnit", true, true},
                                       {"ProviderName", true, false},
                                       {"PublisherName", true, false},
                                       {"RegionId", false, true},
                                       {"RegionName", false, true},
                                       {"ResourceId", false, true},
                                       {"ResourceName", false, true},
                                       {"ResourceType", false, true},
                                       {"ServiceCategory", true, false},
                                       {"ServiceName", true, false},
                                       {"ServiceSubcategory", false, false},
                                       {"SkuId", false, true},
                                       {"SkuMeter", false, true},
                                       {"SkuPriceDetails", false, true, Type::json},
                                       {"SkuPriceId", false, true},
                                       {"SubAccountId", false, true},
                                       {"SubAccountName", false, true},
                                       {"Tags", false, true, Type::json}};

const std::set<std::pair<std::string, std::string>> pairs = {{"Compute", "Virtual Machines"},
                                                             {"Compute", "Containers"},
                                                             {"Networking", "Application Networking"},
                                                             {"Networking", "Network Connectivity"},
                                                             {"Networking", "Network Routing"},
                                                             {"Networking", "Content Delivery"},
                                                             {"Networking", "Network Infrastructure"},
                                                             {"Storage", "Block Storage"},
                                                             {"Storage", "Object Storage"},
                                                             {"Integration", "Messaging"},
                                                             {"Management and Governance", "Observability"},
                                                             {"Management and Governance", "Support"},
                                                             {"Other", "Other (Other)"},
                                                             {"Databases", "NoSQL Databases"}};

using Row = std::map<std::string, std::string>;

std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      rows.back().back() += csv[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else if (quoted || c != '\r') {
      rows.back().back() += c;
    }
  }
  rows.pop_back();  // after the last line end
  return rows;
}

const Column* column(const std::string& name) {
  const auto found = std::ranges::find_if(specified, [&](const Column& c) { return name == c.name; });
  return found == specified.end() ? nullptr : &*found;
}

void check_value(const Column& c, const std::string& value) {
  INFO(c.name << " = " << value);
  if (value.empty()) {
    CHECK(c.nullable);
    return;
  }
  static const std::regex decimal(R"(-?\d+\.\d+)"), time(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
  if (c.type == Type::decimal) CHECK(std::regex_match(value, decimal));
  if (c.type == Type::time) CHECK(std::regex_match(value, time));
  if (c.type == Type::json) {
    const auto object = nlohmann::json::parse(value);
    CHECK(object.is_object());
    for (const auto& member : object) CHECK_FALSE(member.is_structured());
  }
  if (*c.allowed != '\0') CHECK(std::regex_match(value, std::regex(c.allowed)));
}

void check_row(const Row& row) {
  const auto at = [&](const char* name) { return row.contains(name) ? row.at(name) : std::string(); };
  const auto real = [&](const char* name) { return std::strtod(at(name).c_str(), nullptr); };
  INFO(at("ChargeDescription"));
  // As the validator compares: to the last bit.
  if (at("ListUnitPrice").empty()) {
    CHECK(at("ChargeCategory") == "Credit");
    for (const char* cost : {"ListCost", "ContractedCost", "EffectiveCost"}) CHECK(at(cost) == at("BilledCost"));
  } else {
    CHECK(real("ListUnitPrice") * real("PricingQuantity") == real("ListCost"));
    CHECK(real("ContractedUnitPrice") * real("PricingQuantity") == real("ContractedCost"));
  }
  CHECK(at("InvoiceIssuerName") == at("ProviderName"));
  CHECK(pairs.contains({at("ServiceCategory"), at("ServiceSubcategory")}));
  CHECK(at("RegionId").empty() == at("RegionName").empty());
  CHECK(at("ResourceId").empty() == at("ResourceType").empty());
  CHECK(at("ConsumedQuantity").empty() == at("ConsumedUnit").empty());
  CHECK(at("ConsumedQuantity").empty() == (at("ChargeCategory") != "Usage" || at("CommitmentDiscountStatus") == "Unused"));
  CHECK(at("CommitmentDiscountStatus").empty() == (at("CommitmentDiscountId").empty() || at("ChargeCategory") != "Usage"));
  if (at("CommitmentDiscountStatus") == "Unused") CHECK(at("ResourceId") == at("CommitmentDiscountId"));
  const bool credit = at("ChargeCategory") == "Credit";
  CHECK(at("SkuId").empty() == credit);
  CHECK(at("SkuPriceId").empty() == credit);
  CHECK(at("BillingPeriodStart") < at("BillingPeriodEnd"));
  CHECK(at("BillingCurrency") == "USD");
  CHECK((at("ChargeFrequency") == "Usage-Based") == (at("ChargeCategory") == "Usage"));
  CHECK(at("CommitmentDiscountId").empty() == at("CommitmentDiscountCategory").empty());
  if (at("PricingCategory") == "Committed") {
    CHECK(real("BilledCost") == 0);
    CHECK_FALSE(at("CommitmentDiscountId").empty());
  }
  if (at("ChargeCategory") == "Purchase") CHECK(real("EffectiveCost") == 0);
}

// Reads a file back, having checked all of it.
std::vector<Row> checked(const std::string& csv) {
  for (const char c : csv) REQUIRE((static_cast<unsigned char>(c) < 0x7f));
  const auto cells = cells_of(csv);
  REQUIRE(cells.size() > 1);
  bool own = false;
  for (const std::string& name : cells[0]) {
    own = own || name.starts_with("x_");
    CHECK(own == name.starts_with("x_"));  // our own columns come last
    if (!own) CHECK(column(name) != nullptr);
  }
  for (const Column& c : specified)
    if (c.mandatory) CHECK(std::ranges::find(cells[0], c.name) != cells[0].end());
  std::vector<Row> rows;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    REQUIRE(cells[i].size() == cells[0].size());
    Row& row = rows.emplace_back();
    for (std::size_t j = 0; j < cells[i].size(); ++j) {
      if (const Column* c = column(cells[0][j])) check_value(*c, cells[i][j]);
      row[cells[0][j]] = cells[i][j];
    }
    check_row(row);
  }
  return rows;
}

double sum(const std::vector<Row>& rows, const char* column, const std::string& category = "") {
  double sum = 0;
  for (const Row& row : rows)
    if (category.empty() || row.at("ChargeCategory") == category) sum += std::strtod(row.at(column).c_str(), nullptr);
  return sum;
}

Bill bill_of(World& world) {
  for (Offer& offer : world.offers) offer.instance_type = "g5.xlarge";  // which has a price in all three regions
  const Topology topology{{{0, 1, 3}, {0, 3, 3}, {0, 5, 3}}, RoutingPolicy::latency, {}};
  return price(world, topology, expected_usage(world, topology), PriceBook::shipped());
}

}  // namespace

TEST_CASE("the bill as FOCUS rows keeps the rules, and adds up to the bill") {
  World world = test::tiny_llm_world();
  const Bill bill = bill_of(world);
  const std::vector<Row> rows = checked(focus_csv(world, bill));
  CHECK(rows.size() == bill.lines.size());
  CHECK(sum(rows, "BilledCost") == Approx(bill.total().usd()).margin(0.005 * static_cast<double>(rows.size())));
  CHECK(rows.front().at("BillingPeriodStart") == "2026-01-01T00:00:00Z");
  CHECK(rows.front().at("BillingPeriodEnd") == "2026-02-01T00:00:00Z");
  CHECK(rows.front().at("x_PriceBook") == bill.price_book);
  std::map<std::string, std::string> sku_of, category_of;
  for (const Row& row : rows) {
    CHECK(sku_of.try_emplace(row.at("SkuPriceId"), row.at("SkuId")).first->second == row.at("SkuId"));
    CHECK(category_of.try_emplace(row.at("ServiceName"), row.at("ServiceCategory")).first->second == row.at("ServiceCategory"));
  }
}

TEST_CASE("everything that a bill may have keeps the rules, and credits are credits") {
  World world = test::tiny_llm_world();
  world.billing = {200,
                   3,
                   10,
                   1,
                   50,
                   0.5,
                   false,
                   {MetricsService::provider, LogService::datadog, 500, 1500, 30, 500},
                   KafkaClusters{"kafka.m5.large", 3},
                   {{"aws", "business"}},
                   {{"aws", 100, "migration"}, {"datadog", 1e9, "trial"}},
                   {},
                   {},
                   {}};
  world.data.artifacts = {{"weights", 0, 16, 4, 0, 4, ArtifactReplication::s3_time_control, {}}};
  world.data.streams.emplace_back().name = "payments";
  const Bill bill = bill_of(world);
  std::set<std::string> services;
  for (const BillLine& line : bill.lines) services.insert(line.service);
  for (const char* service :
       {"node disks", "object storage", "container registry", "nat gateway", "data between zones", "metrics", "logs", "kafka", "support", "credit"})
    CHECK(services.contains(service));
  const std::vector<Row> rows = checked(focus_csv(world, bill));
  CHECK(sum(rows, "BilledCost") == Approx(bill.total().usd()).margin(0.005 * static_cast<double>(rows.size())));
  CHECK(sum(rows, "BilledCost", "Credit") < -100);
  std::map<std::string, std::pair<std::string, std::string>> category_of;
  for (const Row& row : rows) {
    const std::pair category{row.at("ServiceCategory"), row.at("ServiceSubcategory")};
    CHECK(category_of.try_emplace(row.at("ServiceName"), category).first->second == category);
  }
}

TEST_CASE("a reserved instance is a purchase that is billed and a use that has the cost") {
  World world = test::tiny_llm_world();
  world.purchase = Purchase::reserved_1y;
  const Bill bill = bill_of(world);
  const std::vector<Row> rows = checked(focus_csv(world, bill));
  double reserved = 0;
  for (const BillLine& line : bill.lines)
    if (line.service == "gpu instances") reserved += line.price.usd * line.quantity;
  CHECK(rows.size() == bill.lines.size() + 3);
  CHECK(sum(rows, "BilledCost", "Purchase") == Approx(reserved));
  CHECK(sum(rows, "BilledCost") == Approx(sum(rows, "EffectiveCost")));
  for (const Row& row : rows)
    if (row.at("ChargeCategory") == "Purchase") CHECK(row.at("CommitmentDiscountType") == "Reserved Instance");
}

TEST_CASE("spot is dynamic, a savings plan is a commitment of money, and what nobody used of either is said") {
  const World world = test::tiny_llm_world();
  const Price hour{2, "hour", "a list", "2026-01-01", ""}, usd{1, "USD", "commitment", "", ""};
  const auto line = [](const std::string& region, const std::string& item, double quantity, const Price& price) {
    return BillLine{"aws", region, "gpu instances", item, "", quantity, price, to_cents(quantity * price.usd)};
  };
  const Bill bill{"book",
                  {line("us-east-1", "p5.4xlarge, spot", 100, hour), line("us-east-1", "p5.4xlarge, savings plan 1 year", 300, hour),
                   line("us-east-1", "p5.4xlarge, reserved 3 years", 700, hour), line("us-east-1", "p5.4xlarge, reserved 3 years, unused", 30, hour),
                   line("global", "savings plan 1 year, unused", 50, usd)}};
  const std::vector<Row> rows = checked(focus_csv(world, bill));
  REQUIRE(rows.size() == 9);  // two each but of spot
  CHECK((rows[0].at("PricingCategory") == "Dynamic" && rows[0].at("CommitmentDiscountId").empty()));
  CHECK(sum(rows, "BilledCost") == Approx(bill.total().usd()));
  CHECK(sum(rows, "EffectiveCost") == Approx(bill.total().usd()));
  std::map<std::string, double> billed, used, unused;  // by commitment
  for (const Row& row : rows) {
    const std::string& id = row.at("CommitmentDiscountId");
    billed[id] += std::strtod(row.at("BilledCost").c_str(), nullptr);
    auto& part = row.at("CommitmentDiscountStatus") == "Unused" ? unused : used;
    part[id] += std::strtod(row.at("EffectiveCost").c_str(), nullptr);
    if (id == "plan/tiny/aws/savings-plan") {
      CHECK((row.at("CommitmentDiscountCategory") == "Spend" && row.at("CommitmentDiscountType") == "Savings Plan"));
      CHECK((row.at("CommitmentDiscountUnit") == "USD" && row.at("CommitmentDiscountName") == "savings plan 1 year"));
    }
  }
  CHECK((billed["plan/tiny/aws/savings-plan"] == 650 && used["plan/tiny/aws/savings-plan"] == 600 && unused["plan/tiny/aws/savings-plan"] == 50));
  const std::string reserved = "plan/tiny/us-east-1/p5.4xlarge/commitment";
  CHECK((billed[reserved] == 1460 && used[reserved] == 1400 && unused[reserved] == 60));
}

TEST_CASE("names of any letters and prices of any size are written so that they can be read") {
  World world = test::tiny_llm_world();
  world.name = "caf\xc3\xa9 \"a\", b\nc";
  world.week_of = "2026-12-28";
  Bill bill = bill_of(world);
  bill.lines[0].price.usd = 1e-9;
  bill.lines[0].quantity = 3e12;
  bill.lines[1].workload = "\xe6\x9d\xb1\xe4\xba\xac";
  const std::vector<Row> rows = checked(focus_csv(world, bill));
  CHECK(rows[0].at("BillingPeriodEnd") == "2027-01-01T00:00:00Z");
  CHECK(rows[0].at("ListUnitPrice") == "0.000000001");
  CHECK(rows[0].at("x_ScenarioId") == "caf? \"a\", b?c");
  CHECK(nlohmann::json::parse(rows[1].at("Tags"))["workload"] == "\xe6\x9d\xb1\xe4\xba\xac");
}
